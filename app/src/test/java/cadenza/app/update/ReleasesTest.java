package cadenza.app.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.app.TestThread;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.update.UpdateAnswer.Order;
import cadenza.app.weights.Download;
import cadenza.app.weights.DownloadException;
import cadenza.app.weights.LocalServer;
import cadenza.app.weights.LocalServer.Answer;
import cadenza.scan.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Asks a server on this machine for the latest release.
class ReleasesTest {
  private LocalServer server;
  private String answer = release("v0.2.0", "https://example.org/cadenza/0.2.0");

  @BeforeEach
  void start() throws IOException {
    server =
        new LocalServer(
            request -> Answer.of(200, answer.getBytes(StandardCharsets.UTF_8), "ETag", "x"));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static String release(String tag, String page) {
    return "{\"id\": 7, \"tag_name\": \"%s\", \"html_url\": \"%s\", \"assets\": []}"
        .formatted(tag, page);
  }

  private UpdateAnswer ask(String own) throws IOException {
    return TestReleases.at(server, own).ask(Progress.none());
  }

  @Test
  void aNewerReleaseIsSaidWithItsPage() throws Exception {
    UpdateAnswer said = ask("0.1.0");
    assertThat(said.order()).isEqualTo(Order.NEWER_IS_OUT);
    assertThat(said.words()).isEqualTo("Cadenza v0.2.0 is out; this is 0.1.0.");
    assertThat(said.page()).contains(URI.create("https://example.org/cadenza/0.2.0"));
  }

  @Test
  void olderAndEqualOnesAreToldApart() throws Exception {
    assertThat(ask("0.2.0").order()).isEqualTo(Order.UP_TO_DATE);
    assertThat(ask("0.2.0-SNAPSHOT").order()).isEqualTo(Order.NEWER_IS_OUT);
    assertThat(ask("0.10.0").order()).isEqualTo(Order.AHEAD);
    assertThat(ask("development build").order()).isEqualTo(Order.UNKNOWN);
    assertThat(ask("development build").words()).contains("v0.2.0", "development build");
  }

  @Test
  void oneRequestIsMadeAndItTellsNothingOfThisComputer() throws Exception {
    ask("0.1.0");
    assertThat(server.requests()).hasSize(1);
    assertThat(server.requests().getFirst().method()).isEqualTo("GET");
    assertThat(server.requests().getFirst().path()).isEqualTo("/releases/latest");
    assertThat(server.requests().getFirst().headers().keySet())
        .isSubsetOf("host", "user-agent", "connection", "content-length");
    assertThat(server.requests().getFirst().headers().get("user-agent")).isEqualTo("Cadenza");
  }

  @Test
  void theBrowserIsSentToNothingButASecurePage() throws Exception {
    for (String page : new String[] {"http://example.org", "file:///etc", "javascript:x", "::"}) {
      answer = release("0.2.0", page);
      assertThat(ask("0.1.0").page()).as(page).contains(TestReleases.PAGE);
    }
  }

  @Test
  void whatIsNoReleaseIsSaidToBeNone() {
    for (String wrong : new String[] {"<html>sign in</html>", "[]", "{}", release("<b>", "x")}) {
      answer = wrong;
      assertThatThrownBy(() -> ask("0.1.0"))
          .as(wrong)
          .isInstanceOf(DownloadException.class)
          .hasMessageContaining("not with a release");
    }
    answer = release("1".repeat(61), "x");
    assertThatThrownBy(() -> ask("0.1.0")).hasMessageContaining("not with a release");
    answer = "x".repeat(3_000_000);
    assertThatThrownBy(() -> ask("0.1.0")).hasMessageContaining("sent more than");
  }

  @Test
  void refusalsAndSilenceAreQuoted() {
    server.answer(request -> Answer.of(404, new byte[0]));
    assertThatThrownBy(() -> ask("0.1.0")).hasMessageContaining("answered 404");
    server.answer(request -> Answer.of(503, new byte[0]));
    assertThatThrownBy(() -> ask("0.1.0")).hasMessageContaining("could not be asked");
    server.close();
    assertThatThrownBy(() -> ask("0.1.0"))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("does not take connections");
  }

  @Test
  void theProgramNamesNoAddressYetAndSaysSo() {
    Releases none = new Releases(Optional.empty(), Optional.empty(), "0.1.0", new Download());
    assertThatThrownBy(() -> none.ask(Progress.none()))
        .hasMessageContaining("no public address yet")
        .hasMessageContaining("This is 0.1.0");
  }

  @Test
  void theWindowAsksOnceAndShowsTheAnswerOrTheReason() {
    TestThread thread = new TestThread();
    TaskRunner tasks =
        new TaskRunner(
            thread,
            problem -> {
              throw new AssertionError(problem.details());
            });
    UpdateModel model = new UpdateModel();
    assertThat(server.requests()).isEmpty();
    model.ask(TestReleases.at(server, "0.1.0"), tasks);
    assertThat(model.askingProperty().get()).isTrue();
    thread.runUntil(() -> tasks.tasks().isEmpty());
    assertThat(model.wordsProperty().get()).contains("is out");
    assertThat(model.pageProperty().get()).hasToString("https://example.org/cadenza/0.2.0");
    assertThat(model.askingProperty().get()).isFalse();
    server.answer(request -> Answer.of(500, new byte[0]));
    model.ask(TestReleases.at(server, "0.1.0"), tasks);
    thread.runUntil(() -> tasks.tasks().isEmpty());
    assertThat(model.wordsProperty().get()).contains("500");
    assertThat(model.adviceProperty().get()).isNotEmpty();
    assertThat(model.pageProperty().get()).isNull();
    tasks.close();
  }
}
