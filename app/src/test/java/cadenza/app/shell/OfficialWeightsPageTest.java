package cadenza.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.FakeEngine;
import cadenza.app.SmallRoom;
import cadenza.app.settings.SettingsFile;
import cadenza.app.weights.LocalServer;
import cadenza.app.weights.LocalServer.Answer;
import cadenza.app.weights.LocalServer.Request;
import cadenza.app.weights.TestWeights;
import cadenza.app.weights.WeightsChoice;
import cadenza.app.weights.WeightsLibrary;
import cadenza.render.RendererChoice;
import cadenza.scan.io.ScanFormats;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Drives the chooser of weights and the page of official ones in the real window; the catalog
/// names a server on this machine.
@EnabledIf(
    value = "cadenza.app.shell.MainWindowTest#displayIsThere",
    disabledReason = "no display; run under xvfb-run")
@ExtendWith(ApplicationExtension.class)
class OfficialWeightsPageTest {
  private final FakeEngine engine = new FakeEngine();
  private final List<URI> pages = new CopyOnWriteArrayList<>();
  private byte[] file;
  private LocalServer server;
  private WeightsLibrary library;
  private MainWindow window;

  @Start
  void start(Stage stage) throws IOException {
    Path folder = Files.createTempDirectory("cadenza-test");
    file = TestWeights.file(folder);
    server = new LocalServer(request -> LocalServer.serve(request, file, "\"t\""));
    library = TestWeights.library(server, folder.resolve("data"));
    engine.grids.put("tiny.pth", 0.05f);
    Services services =
        new Services(
            ScanFormats::read,
            ScanFormats::write,
            ScanFormats.readableExtensions(),
            (ignored, progress) -> SmallRoom.contents(),
            engine,
            () -> RendererChoice.java("a test"),
            new SettingsFile(folder.resolve("settings.properties")),
            library,
            pages::add);
    window = new MainWindow(stage, services);
    window.show();
    window.open(List.of());
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(window::close);
    server.close();
  }

  private static void waitUntil(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(
        60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
    WaitForAsyncUtils.waitForFxEvents();
  }

  private String text(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Labeled.class).getText();
  }

  private boolean isShown(FxRobot robot, String query) {
    return robot.lookup(query).tryQuery().map(node -> node.isVisible()).orElse(false);
  }

  /// Chooses the official weights in the menu; the pane below must have come to rest before.
  private void chooseTiny(FxRobot robot) throws TimeoutException {
    waitUntil(() ->
        window.workspace().current() != null
            && window.workspace().current().encoding() != null
            && window.tasks().tasks().isEmpty());
    robot.interact(() -> {
      MenuButton chooser = robot.lookup("#weights-chooser").queryAs(MenuButton.class);
      chooser.getOnShowing().handle(null);
      chooser.getItems().stream()
          .filter(item -> "weights-tiny".equals(item.getId()))
          .findFirst()
          .map(MenuItem::getOnAction)
          .orElseThrow()
          .handle(null);
    });
    waitUntil(() -> isShown(robot, "#download-page"));
  }

  private void press(FxRobot robot, String query) {
    robot.interact(() -> robot.lookup(query).queryAs(javafx.scene.control.Button.class).fire());
  }

  @Test
  void thePageShowsTheLicenceAndTouchesNoNetworkBeforeAClick(FxRobot robot) throws Exception {
    chooseTiny(robot);
    assertThat(robot.lookup("#download-page .card-link").queryAllAs(Labeled.class))
        .extracting(Labeled::getText)
        .contains("CC BY-NC 4.0", "example.org/tiny");
    assertThat(text(robot, "#download-size")).startsWith("about 28 MB");
    assertThat(server.requests()).isEmpty();
    press(robot, "#download-ask");
    waitUntil(() -> text(robot, "#download-size").endsWith("says the server"));
    assertThat(text(robot, "#download-checksum")).contains("tells none");
    assertThat(server.gets()).isEmpty();
    press(robot, "#download-cancel");
    waitUntil(() -> !isShown(robot, "#download-page"));
    assertThat(engine.used).containsExactly("starter");
  }

  @Test
  void pausedItGoesOnWhereItEndedAndTheWeightsAreThenUsed(FxRobot robot) throws Exception {
    chooseTiny(robot);
    server.answer(request -> {
      Answer whole = LocalServer.serve(request, file, "\"t\"");
      return request.method().equals("HEAD") ? whole : whole.cutAfter(100_000).stalling(4_000);
    });
    press(robot, "#download-start");
    waitUntil(() -> library.bytesBegun(library.catalog().getFirst()) == 100_000);
    press(robot, "#download-pause");
    waitUntil(() -> text(robot, "#download-start").equals("Go on"));
    assertThat(text(robot, "#download-begun")).contains("100 kB are here");
    waitUntil(() -> isShown(robot, "#download-start"));
    server.answer(request -> LocalServer.serve(request, file, "\"t\""));
    press(robot, "#download-start");
    waitUntil(() -> engine.used.contains("tiny.pth"));
    waitUntil(() -> !isShown(robot, "#download-page"));
    waitUntil(() -> text(robot, "#weights-chooser").equals("Tiny Sonata"));
    waitUntil(() -> isShown(robot, "#weights-arrival"));
    assertThat(text(robot, "#weights-arrival-words"))
        .contains("checked against nothing")
        .containsPattern("SHA-256 is [0-9a-f]{64}\\.");
    press(robot, "#weights-arrival-close");
    waitUntil(() -> !isShown(robot, "#weights-arrival"));
    assertThat(server.gets()).extracting(Request::from).containsExactly(0, 100_000);
    assertThat(isShown(robot, "#weights-badge")).isFalse();
    waitUntil(() -> window.workspace().current().encoding() != null);
    assertThat(window.settings().weightsProperty().get())
        .isEqualTo(new WeightsChoice.Official("tiny"));
  }

  @Test
  void withoutAScanWeightsCanBeChosenAndNothingEncoded(FxRobot robot) throws Exception {
    chooseTiny(robot);
    robot.interact(() -> window.workspace().close(window.workspace().current()));
    assertThat(robot.lookup("#encode").query().isDisabled()).isTrue();
    assertThat(robot.lookup("#pca-rows").query().isDisabled()).isTrue();
    assertThat(robot.lookup("#weights-chooser").query().isDisabled()).isFalse();
    assertThat(robot.lookup("#download-start").query().isDisabled()).isFalse();
    press(robot, "#download-start");
    waitUntil(() -> text(robot, "#weights-chooser").equals("Tiny Sonata"));
  }

  @Test
  void aFailureStaysOnThePageAndTheOldWeightsGoOn(FxRobot robot) throws Exception {
    chooseTiny(robot);
    server.answer(request -> Answer.of(403, new byte[0]));
    press(robot, "#download-start");
    waitUntil(() -> isShown(robot, "#download-problem"));
    waitUntil(() -> text(robot, "#download-problem").contains("403"));
    assertThat(text(robot, "#weights-chooser")).isEqualTo("Starter");
    assertThat(isShown(robot, "#download-start")).isTrue();
  }

  @Test
  void brokenWeightsAreSaidInThePane(FxRobot robot) throws Exception {
    waitUntil(() -> window.features().cardProperty().get() != null);
    robot.interact(() ->
        window.features().weights().choose(new WeightsChoice.OfFile(Path.of("/w/broken.pth"), "")));
    waitUntil(() -> isShown(robot, "#weights-obstacle"));
    assertThat(robot.lookup("#weights-obstacle .card-text").queryAs(Labeled.class).getText())
        .contains("enc.0 is missing");
    press(robot, "#weights-obstacle-close");
    waitUntil(() -> !isShown(robot, "#weights-obstacle"));
  }
}
