package cadenza.app.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.app.weights.Downloaded.CheckedAgainst;
import cadenza.app.weights.LocalServer.Answer;
import cadenza.scan.Progress;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What is loaded is the file that was shown, and whose word counts about it.
class DownloadAgreedTest extends LocalDownload {
  private RemoteFile ask() throws Exception {
    return download().ask(weights(Optional.empty()), Progress.none());
  }

  private void assertRefused(RemoteFile shown, String... words) {
    assertThatThrownBy(() -> fetch(shown))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("not the one that was shown")
        .hasMessageContainingAll(words);
    assertThat(server.gets()).isEmpty();
    assertThat(target()).doesNotExist();
    assertThat(part()).doesNotExist();
  }

  @Test
  void whatWasShownIsLoaded() throws Exception {
    String sha = sha(FILE);
    serve(request -> linked(request, sha, FILE));
    assertThat(fetch(ask()).checkedAgainst()).isEqualTo(CheckedAgainst.SERVER);
  }

  @Test
  void anotherSizeThanTheOneShownIsNotLoaded() throws Exception {
    serve(request -> LocalServer.serve(request, FILE, TAG));
    RemoteFile shown = ask();
    byte[] longer = new byte[FILE.length + 1];
    server.answer(request -> LocalServer.serve(request, longer, TAG));
    assertRefused(shown, "300001 bytes now", "300000 bytes");
  }

  @Test
  void aSizeThatIsNotToldAnyMoreIsNotLoaded() throws Exception {
    serve(request -> LocalServer.serve(request, FILE, TAG));
    RemoteFile shown = ask();
    server.answer(request -> Answer.of(405, new byte[0]));
    assertRefused(shown, "no size");
  }

  @Test
  void anotherChecksumOrNoneAnyMoreIsNotLoaded() throws Exception {
    String sha = sha(FILE);
    String other = sha(new byte[3]);
    serve(request -> linked(request, sha, FILE));
    RemoteFile shown = ask();
    server.answer(request -> linked(request, other, FILE));
    assertRefused(shown, sha, other);
    server.answer(request -> LocalServer.serve(request, FILE, TAG));
    assertRefused(shown, "no checksum", sha);
  }

  @Test
  void aChecksumThatAnotherHostTellsIsNotBelieved() throws Exception {
    String wrong = sha(new byte[3]);
    try (LocalServer store =
        new LocalServer(request -> {
          Answer whole = LocalServer.serve(request, FILE, TAG);
          whole =
              new Answer(
                  whole.status(),
                  new java.util.LinkedHashMap<>(whole.headers()),
                  whole.body(),
                  whole.sent(),
                  0);
          whole.headers().put("X-Linked-Size", String.valueOf(FILE.length));
          whole.headers().put("X-Linked-Etag", wrong);
          return whole;
        })) {
      String there = store.address("/store").toString();
      serve(request -> Answer.of(302, new byte[0], "Location", there));
      RemoteFile told = ask();
      assertThat(told.sha256()).isEmpty();
      assertThat(told.size()).isEqualTo(OptionalLong.of(FILE.length));
      assertThat(fetch(told).checkedAgainst()).isEqualTo(CheckedAgainst.NOTHING);
    }
  }
}
