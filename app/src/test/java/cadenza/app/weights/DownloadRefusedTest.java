package cadenza.app.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.app.weights.Downloaded.CheckedAgainst;
import cadenza.app.weights.LocalServer.Answer;
import cadenza.scan.Progress;
import cadenza.sonata.WeightsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Downloads that must not arrive: wrong bytes, wrong addresses, servers that refuse.
class DownloadRefusedTest extends LocalDownload {
  @Test
  void wrongBytesAreDeletedAndSaid() throws Exception {
    byte[] wrong = FILE.clone();
    wrong[FILE.length - 1] ^= 1;
    String sha = sha(FILE);
    serve(request -> linked(request, sha, wrong));
    assertFails(sha, sha(wrong), "deleted");
    assertThat(part()).doesNotExist();
  }

  private Downloaded fetch(Optional<String> pinned) throws IOException {
    return download().fetch(weights(pinned), RemoteFile.UNKNOWN, target(), Progress.none());
  }

  @Test
  void thePinnedChecksumWins() throws Exception {
    serve(request -> LocalServer.serve(request, FILE, TAG));
    Optional<String> pinned = Optional.of(sha(new byte[3]));
    assertThatThrownBy(() -> fetch(pinned)).hasMessageContaining(pinned.get());
    Downloaded done = fetch(Optional.of(sha(FILE)));
    assertThat(done.checkedAgainst()).isEqualTo(CheckedAgainst.PINNED);
  }

  @Test
  void aServerThatTellsAnotherChecksumThanThePinnedOneIsNotLoadedFrom() throws Exception {
    String sha = sha(FILE);
    serve(request -> linked(request, sha, FILE));
    Optional<String> pinned = Optional.of(sha(new byte[3]));
    assertThatThrownBy(() -> fetch(pinned)).hasMessageContaining("not the one Cadenza knows");
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
  void aServerThatIsNotThereIsNamed() throws Exception {
    serve(request -> Answer.of(200, FILE));
    server.close();
    assertFails("127.0.0.1 does not take connections", "try again");
    assertThatThrownBy(() -> download().ask(weights(Optional.empty()), Progress.none()))
        .hasMessageContaining("could not be asked");
  }
}
