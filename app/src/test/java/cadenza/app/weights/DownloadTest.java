package cadenza.app.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.app.weights.Downloaded.CheckedAgainst;
import cadenza.app.weights.LocalServer.Answer;
import cadenza.app.weights.LocalServer.Request;
import cadenza.app.weights.OfficialWeights.Licence;
import cadenza.scan.Progress;
import cadenza.sonata.WeightsException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Downloads from a server on this machine that cuts connections, sends wrong bytes, leads astray.
class DownloadTest {
  private static final byte[] FILE = new byte[300_000];
  private static final String TAG = "\"v1\"";

  static {
    new Random(7).nextBytes(FILE);
  }

  @TempDir Path folder;

  private LocalServer server;
  private long freeBytes = 1L << 40;
  private IOException unusable;

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
  }

  private static String sha(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private Path target() {
    return folder.resolve("sonata.pth");
  }

  private Path part() {
    return folder.resolve("sonata.pth.part");
  }

  private OfficialWeights weights(Optional<String> pinned) {
    return new OfficialWeights(
        "sonata",
        "Sonata",
        "a test",
        "a test",
        URI.create("http://localhost/"),
        server.address("/sonata.pth"),
        new Licence("CC BY-NC 4.0", URI.create("https://example.org"), "Non-commercial."),
        108,
        pinned);
  }

  private Download download() {
    return new Download(
        new Download.Settings(
            Transport.Hosts.LOOPBACK_HTTP_TOO,
            Duration.ofMillis(1500),
            3,
            Duration.ofMillis(20),
            where -> freeBytes,
            (file, progress) -> {
              if (unusable != null) {
                throw unusable;
              }
            }));
  }

  private Downloaded fetch() throws IOException {
    return download().fetch(weights(Optional.empty()), target(), Progress.none());
  }

  private void serve(Function<Request, Answer> answers) throws IOException {
    server = new LocalServer(answers);
  }

  /// As Hugging Face answers: a redirect that tells size and checksum, then the store.
  private static Answer linked(Request request, String sha, byte[] file) {
    if (request.path().equals("/sonata.pth")) {
      return Answer.of(
          302,
          new byte[0],
          "Location",
          "/store?signed=yes",
          "X-Linked-Size",
          String.valueOf(file.length),
          "X-Linked-Etag",
          '"' + sha + '"');
    }
    return LocalServer.serve(request, file, TAG);
  }

  private void assertFails(String... words) {
    assertThatThrownBy(this::fetch)
        .isInstanceOf(DownloadException.class)
        .hasMessageContainingAll(words)
        .hasMessageContaining(" — ");
    assertThat(target()).doesNotExist();
  }

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
    assertFails("after 100 kB of 300 kB", "100 kB are kept", "goes on");
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
  void wrongBytesAreDeletedAndSaid() throws Exception {
    byte[] wrong = FILE.clone();
    wrong[FILE.length - 1] ^= 1;
    String sha = sha(FILE);
    serve(request -> linked(request, sha, wrong));
    assertFails(sha, sha(wrong), "deleted");
    assertThat(part()).doesNotExist();
  }

  @Test
  void thePinnedChecksumWins() throws Exception {
    serve(request -> LocalServer.serve(request, FILE, TAG));
    Optional<String> pinned = Optional.of(sha(new byte[3]));
    assertThatThrownBy(() -> download().fetch(weights(pinned), target(), Progress.none()))
        .hasMessageContaining(pinned.get());
    Downloaded done = download().fetch(weights(Optional.of(sha(FILE))), target(), Progress.none());
    assertThat(done.checkedAgainst()).isEqualTo(CheckedAgainst.PINNED);
  }

  @Test
  void aServerThatTellsAnotherChecksumThanThePinnedOneIsNotLoadedFrom() throws Exception {
    String sha = sha(FILE);
    serve(request -> linked(request, sha, FILE));
    Optional<String> pinned = Optional.of(sha(new byte[3]));
    assertThatThrownBy(() -> download().fetch(weights(pinned), target(), Progress.none()))
        .hasMessageContaining("not the one Cadenza knows");
    assertThat(server.gets()).isEmpty();
  }

  @Test
  void tooManyBytesAreNotWritten() throws Exception {
    byte[] more = Arrays.copyOf(FILE, FILE.length + 50_000);
    serve(request ->
        request.method().equals("HEAD")
            ? LocalServer.serve(request, FILE, TAG)
            : Answer.of(200, more, "ETag", TAG));
    assertFails("more than the 300 kB");
    server.answer(request ->
        request.method().equals("HEAD")
            ? LocalServer.serve(request, FILE, TAG)
            : new Answer(200, Map.of("ETag", TAG), more, more.length, 0));
    assertFails("more than the 300 kB");
    assertThat(part()).doesNotExist();
  }

  @Test
  void tooFewBytesAreNoFile() throws Exception {
    byte[] less = Arrays.copyOf(FILE, 200_000);
    serve(request ->
        request.method().equals("HEAD")
            ? LocalServer.serve(request, FILE, TAG)
            : LocalServer.serve(request, less, TAG));
    assertFails("200 kB of 300 kB");
  }

  @Test
  void refusalsAreSaidAndNotRepeated() throws Exception {
    for (int status : new int[] {404, 403, 401, 400}) {
      serve(request -> Answer.of(status, new byte[0]));
      assertFails("127.0.0.1 answered " + status);
      assertThat(server.requests()).hasSize(1);
      server.close();
    }
  }

  @Test
  void aServerInTroubleIsAskedAgain() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    serve(request ->
        asked.incrementAndGet() < 3
            ? Answer.of(503, new byte[0])
            : LocalServer.serve(request, FILE, TAG));
    fetch();
    assertThat(Files.readAllBytes(target())).isEqualTo(FILE);
    server.close();
    Files.delete(target());
    serve(request -> Answer.of(500, new byte[0]));
    assertFails("answered 500", "try again");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void redirectsThatGoInCirclesEnd() throws Exception {
    serve(request -> Answer.of(302, new byte[0], "Location", request.path()));
    assertFails("without end");
  }

  @Test
  void anInsecureAddressIsNotFollowed() throws Exception {
    serve(request -> Answer.of(302, new byte[0], "Location", "http://example.org/sonata.pth"));
    assertFails("http://example.org/sonata.pth", "not a secure");
    assertThatThrownBy(() -> new Download().ask(weights(Optional.empty()), Progress.none()))
        .as("the program itself speaks https only, on this machine too")
        .hasMessageContaining("not a secure");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aWebPageIsNoFile() throws Exception {
    serve(request ->
        Answer.of(200, "<html>".getBytes(StandardCharsets.UTF_8), "Content-Type", "text/html"));
    assertFails("web page");
  }

  @Test
  void aStalledServerIsNoticed() throws Exception {
    serve(request -> {
      Answer whole = LocalServer.serve(request, FILE, TAG);
      return request.method().equals("HEAD")
          ? whole
          : whole.cutAfter(request.from() == 0 ? 1000 : 0).stalling(4_000);
    });
    assertFails("nothing came for 1 s", "kept");
  }

  @Test
  void aDiskThatIsTooSmallIsSaidBeforeTheStart() throws Exception {
    freeBytes = 1_000_000;
    serve(request -> LocalServer.serve(request, FILE, TAG));
    assertFails("1.0 MB free", folder.toString());
    assertThat(server.gets()).isEmpty();
  }

  @Test
  void whatCannotBeUsedIsDeleted() throws Exception {
    unusable = new WeightsException("sonata.pth", "it holds no tensors", "Get another");
    serve(request -> LocalServer.serve(request, FILE, TAG));
    assertFails("holds no tensors", "deleted");
    assertThat(part()).doesNotExist();
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
    assertThatThrownBy(() -> download().fetch(weights(Optional.empty()), target(), impatient))
        .isInstanceOf(CancellationException.class);
    assertThat(part()).hasSize(100_000);
    server.answer(request -> LocalServer.serve(request, FILE, TAG));
    fetch();
    assertThat(server.gets()).extracting(Request::from).containsExactly(0, 100_000);
    assertThat(Files.readAllBytes(target())).isEqualTo(FILE);
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

  @Test
  void aServerThatIsNotThereIsNamed() throws Exception {
    serve(request -> Answer.of(200, FILE));
    server.close();
    assertFails("127.0.0.1 does not take connections", "try again");
    assertThatThrownBy(() -> download().ask(weights(Optional.empty()), Progress.none()))
        .hasMessageContaining("could not be asked");
  }
}
