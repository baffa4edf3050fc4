package cadenza.app.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.app.weights.Downloaded.CheckedAgainst;
import cadenza.app.weights.LocalServer.Answer;
import cadenza.app.weights.LocalServer.Request;
import cadenza.scan.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Downloads that arrive in the end: cut, paused, continued, begun anew.
class DownloadTest extends LocalDownload {
  @Test
  void aWholeFileArrivesAndNothingElseIsLeft() throws Exception {
    serve(request -> LocalServer.serve(request, FILE, TAG));
    Downloaded done = fetch();
    assertThat(Files.readAllBytes(target())).isEqualTo(FILE);
    assertThat(done.sha256()).isEqualTo(sha(FILE));
    assertThat(done.bytes()).isEqualTo(FILE.length);
    assertThat(done.checkedAgainst()).isEqualTo(CheckedAgainst.NOTHING);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(target());
    }
  }

  @Test
  void sizeAndChecksumAreReadOnTheWayToTheStore() throws Exception {
    String sha = sha(FILE);
    serve(request -> linked(request, sha, FILE));
    RemoteFile told = download().ask(weights(Optional.empty()), Progress.none());
    assertThat(told.size()).hasValue(FILE.length);
    assertThat(told.sha256()).contains(sha);
    assertThat(server.requests()).extracting(Request::path).containsExactly("/sonata.pth");
    assertThat(fetch().checkedAgainst()).isEqualTo(CheckedAgainst.SERVER);
    assertThat(Files.readAllBytes(target())).isEqualTo(FILE);
  }

  @Test
  void aCutConnectionIsTakenUpWhereItEnded() throws Exception {
    AtomicInteger gets = new AtomicInteger();
    serve(request -> {
      Answer whole = LocalServer.serve(request, FILE, TAG);
      return request.method().equals("GET") && gets.incrementAndGet() < 4
          ? whole.cutAfter(60_000)
          : whole;
    });
    fetch();
    assertThat(Files.readAllBytes(target())).isEqualTo(FILE);
    assertThat(server.gets())
        .extracting(Request::from)
        .containsExactly(0, 60_000, 120_000, 180_000);
    assertThat(server.gets().getLast().headers()).containsEntry("if-range", TAG);
  }

  @Test
  void afterAFewCutsWhatCameIsKeptAndTheNextCallGoesOn() throws Exception {
    serve(request -> {
      Answer whole = LocalServer.serve(request, FILE, TAG);
      return request.from() == 0 ? whole.cutAfter(100_000) : whole.cutAfter(0);
    });
    // Whether the last answer's head still came, and with it the size, is a matter of luck.
    assertFails("was cut", "100 kB are kept", "goes on");
    assertThat(part()).hasSize(100_000);
    server.answer(request -> LocalServer.serve(request, FILE, TAG));
    fetch();
    assertThat(server.gets().getLast().from()).isEqualTo(100_000);
    assertThat(Files.readAllBytes(target())).isEqualTo(FILE);
    assertThat(part()).doesNotExist();
  }

  @Test
  void aServerThatKnowsNoRangesSendsItAllAgain() throws Exception {
    AtomicInteger gets = new AtomicInteger();
    serve(request -> {
      Request whole = new Request(request.method(), request.path(), Map.of());
      Answer answer = LocalServer.serve(whole, FILE, TAG);
      return request.method().equals("GET") && gets.incrementAndGet() == 1
          ? answer.cutAfter(100_000)
          : answer;
    });
    fetch();
    assertThat(server.gets().getLast().from()).isEqualTo(100_000);
    assertThat(Files.readAllBytes(target())).isEqualTo(FILE);
  }

  @Test
  void aServerThatAlwaysCutsAndKnowsNoRangesIsGivenUp() throws Exception {
    serve(request -> {
      Request whole = new Request(request.method(), request.path(), Map.of());
      return LocalServer.serve(whole, FILE, TAG).cutAfter(100_000);
    });
    assertFails("100 kB");
    // The first brought new bytes; three in a row after it did not.
    assertThat(server.gets()).hasSize(3);
  }

  @Test
  void aFileThatChangedMeanwhileIsLoadedFromTheStart() throws Exception {
    byte[] other = FILE.clone();
    other[5] ^= 1;
    AtomicInteger gets = new AtomicInteger();
    serve(request -> {
      if (request.method().equals("GET") && gets.incrementAndGet() == 1) {
        return LocalServer.serve(request, FILE, TAG).cutAfter(100_000);
      }
      return gets.get() == 0
          ? LocalServer.serve(request, FILE, TAG)
          : LocalServer.serve(request, other, "\"v2\"");
    });
    fetch();
    assertThat(Files.readAllBytes(target())).isEqualTo(other);
  }

  @Test
  void afterAChangeTheNewBytesCountAsProgress() throws Exception {
    byte[] other = FILE.clone();
    other[5] ^= 1;
    AtomicInteger gets = new AtomicInteger();
    serve(request -> {
      boolean get = request.method().equals("GET");
      if (gets.get() == 0) {
        gets.addAndGet(get ? 1 : 0);
        return LocalServer.serve(request, FILE, TAG).cutAfter(200_000);
      }
      // Four pieces that are each less than what there was of the old file.
      Answer whole = LocalServer.serve(request, other, "\"v2\"");
      return get && gets.incrementAndGet() < 6 ? whole.cutAfter(40_000) : whole;
    });
    fetch();
    assertThat(Files.readAllBytes(target())).isEqualTo(other);
    assertThat(server.gets())
        .extracting(Request::from)
        .containsExactly(0, 0, 40_000, 80_000, 120_000, 160_000);
  }

  @Test
  void aServerThatHasNoBytesAfterTheLastOneSaysThatAllAreHere() throws Exception {
    serve(request ->
        request.method().equals("HEAD")
            ? Answer.of(405, new byte[0])
            : new Answer(200, Map.of("ETag", TAG), FILE, FILE.length, 0));
    unusable = new IOException("the disk is gone");
    assertThatThrownBy(this::fetch).hasMessageContaining("the disk is gone");
    assertThat(part()).hasSize(FILE.length);
    unusable = null;
    String range = "bytes */" + FILE.length;
    server.answer(request ->
        request.method().equals("HEAD")
            ? Answer.of(405, new byte[0])
            : Answer.of(416, new byte[0], "Content-Range", range));
    fetch();
    assertThat(server.gets()).extracting(Request::from).containsExactly(0, FILE.length);
    assertThat(Files.readAllBytes(target())).isEqualTo(FILE);
  }

  @Test
  void aFileThatChangesBetweenQuestionAndBytesIsLoadedFromTheStart() throws Exception {
    byte[] other = FILE.clone();
    other[5] ^= 1;
    AtomicInteger gets = new AtomicInteger();
    serve(request -> {
      if (request.method().equals("HEAD")) {
        return LocalServer.serve(request, FILE, TAG);
      }
      return gets.incrementAndGet() == 1
          ? LocalServer.serve(request, FILE, TAG).cutAfter(100_000)
          : LocalServer.serve(request, other, "\"v2\"");
    });
    fetch();
    assertThat(Files.readAllBytes(target())).isEqualTo(other);
  }

  @Test
  void cancellingKeepsThePartAndTheNextCallGoesOn() throws Exception {
    serve(request -> {
      Answer whole = LocalServer.serve(request, FILE, TAG);
      return request.method().equals("HEAD") ? whole : whole.cutAfter(100_000).stalling(20_000);
    });
    Progress impatient =
        new Progress() {
          @Override
          public void report(double fraction, String step) {}

          @Override
          public boolean isCancelled() {
            return part().toFile().length() == 100_000;
          }
        };
    assertThatThrownBy(() -> agreed(impatient)).isInstanceOf(CancellationException.class);
    assertThat(part()).hasSize(100_000);
    server.answer(request -> LocalServer.serve(request, FILE, TAG));
    fetch();
    assertThat(server.gets()).extracting(Request::from).containsExactly(0, 100_000);
    assertThat(Files.readAllBytes(target())).isEqualTo(FILE);
  }

  private Downloaded agreed(Progress progress) throws IOException {
    return download().fetch(weights(Optional.empty()), RemoteFile.UNKNOWN, target(), progress);
  }

  @Test
  void onlyOneDownloadsAFile() throws Exception {
    serve(request -> LocalServer.serve(request, FILE, TAG));
    try (PartFile held = PartFile.open(target())) {
      assertThat(held.length()).isZero();
      assertFails("Another Cadenza");
    }
    fetch();
    assertThatThrownBy(this::fetch).hasMessageContaining("there already");
    assertThat(Files.readAllBytes(target())).isEqualTo(FILE);
  }

  @Test
  void bytesOfWhichNothingIsKnownAreNotContinued() throws Exception {
    Files.write(part(), new byte[50_000]);
    serve(request -> LocalServer.serve(request, FILE, TAG));
    fetch();
    assertThat(server.gets()).extracting(Request::from).containsExactly(0);
    assertThat(Files.readAllBytes(target())).isEqualTo(FILE);
  }

  @Test
  void withoutTagAndChecksumNothingIsContinued() throws Exception {
    AtomicInteger gets = new AtomicInteger();
    serve(request -> {
      boolean get = request.method().equals("GET");
      Answer whole = Answer.of(200, get ? FILE : new byte[0], "Content-Length", "300000");
      return get && gets.incrementAndGet() == 1 ? whole.cutAfter(100_000) : whole;
    });
    fetch();
    assertThat(server.gets()).extracting(Request::from).containsExactly(0, 0);
    assertThat(Files.readAllBytes(target())).isEqualTo(FILE);
  }

  @Test
  void aServerWithoutSizesStillDelivers() throws Exception {
    serve(request ->
        request.method().equals("HEAD")
            ? Answer.of(405, new byte[0])
            : new Answer(200, Map.of(), FILE, FILE.length, 0));
    fetch();
    assertThat(Files.readAllBytes(target())).isEqualTo(FILE);
  }
}
