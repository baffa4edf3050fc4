package cadenza.app.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.app.weights.LocalServer.Answer;
import cadenza.app.weights.LocalServer.Request;
import cadenza.app.weights.OfficialWeights.Licence;
import cadenza.scan.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// What the tests of downloads share: a server on this machine and a download that may speak to it.
abstract class LocalDownload {
  static final byte[] FILE = new byte[300_000];
  static final String TAG = "\"v1\"";

  static {
    new Random(7).nextBytes(FILE);
  }

  @TempDir Path folder;

  LocalServer server;
  long freeBytes = 1L << 40;
  IOException unusable;

  @AfterEach
  final void close() {
    if (server != null) {
      server.close();
    }
  }

  static String sha(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  Path target() {
    return folder.resolve("sonata.pth");
  }

  Path part() {
    return folder.resolve("sonata.pth.part");
  }

  OfficialWeights weights(Optional<String> pinned) {
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

  Download download() {
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

  Downloaded fetch() throws IOException {
    return fetch(RemoteFile.UNKNOWN);
  }

  /// @param shown what somebody agreed to
  Downloaded fetch(RemoteFile shown) throws IOException {
    return download().fetch(weights(Optional.empty()), shown, target(), Progress.none());
  }

  void serve(Function<Request, Answer> answers) throws IOException {
    server = new LocalServer(answers);
  }

  /// As Hugging Face answers: a redirect that tells size and checksum, then the store.
  static Answer linked(Request request, String sha, byte[] file) {
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

  void assertFails(String... words) {
    assertThatThrownBy(this::fetch)
        .isInstanceOf(DownloadException.class)
        .hasMessageContainingAll(words)
        .hasMessageContaining(" — ");
    assertThat(target()).doesNotExist();
  }
}
