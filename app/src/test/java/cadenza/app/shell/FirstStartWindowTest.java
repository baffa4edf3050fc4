package cadenza.app.shell;

import static cadenza.app.shell.WindowUnderTest.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.FakeEngine;
import cadenza.app.SmallRoom;
import cadenza.app.gpu.TestGpu;
import cadenza.app.pretrain.OwnPretrainProcess;
import cadenza.app.project.UnnamedProjects;
import cadenza.app.settings.Settings;
import cadenza.app.settings.SettingsFile;
import cadenza.app.settings.ThemeChoice;
import cadenza.app.update.TestReleases;
import cadenza.app.weights.LocalServer;
import cadenza.app.weights.LocalServer.Answer;
import cadenza.app.weights.TestWeights;
import cadenza.render.RendererChoice;
import cadenza.scan.io.ScanFormats;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The very first start: the card of three things to try; and what is only asked of the network
/// when the person wants it.
@EnabledIf(
    value = "cadenza.app.shell.MainWindowTest#displayIsThere",
    disabledReason = "no display; run under xvfb-run")
@ExtendWith(ApplicationExtension.class)
class FirstStartWindowTest {
  private final List<URI> pages = new CopyOnWriteArrayList<>();
  private Path folder;
  private LocalServer server;
  private MainWindow window;

  @Start
  void start(Stage stage) throws IOException {
    folder = Files.createTempDirectory("cadenza-test");
    byte[] archive = TestGpu.archive();
    server = new LocalServer(request -> answer(request, archive));
    Path data = folder.resolve("data");
    window =
        new MainWindow(
            stage,
            new Services(
                ScanFormats::read,
                ScanFormats::write,
                ScanFormats.readableExtensions(),
                (ignored, progress) -> SmallRoom.contents(),
                new FakeEngine(),
                () -> RendererChoice.java("a test"),
                new SettingsFile(settingsFile()),
                TestWeights.library(server, data),
                pages::add,
                new UnnamedProjects(folder.resolve("projects")),
                new OwnPretrainProcess(),
                TestGpu.libraries(server, data, () -> TestGpu.withGpu(data)),
                TestReleases.at(server, "0.1.0")));
    stage.setWidth(1280);
    stage.setHeight(800);
    window.show();
  }

  private Path settingsFile() {
    return folder.resolve("settings.properties");
  }

  private static Answer answer(LocalServer.Request request, byte[] archive) {
    String release = "{\"tag_name\": \"0.2.0\", \"html_url\": \"https://example.org/0.2.0\"}";
    return request.path().startsWith("/releases")
        ? Answer.of(200, release.getBytes(StandardCharsets.UTF_8))
        : LocalServer.serve(request, archive, "\"t\"");
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(() -> {
      if (window.stage().isShowing()) {
        window.close();
      }
    });
    server.close();
  }

  private static boolean isShown(FxRobot robot, String query) {
    return robot.lookup(query).tryQuery().map(Node::isVisible).orElse(false);
  }

  private static void press(FxRobot robot, String query) {
    robot.interact(() -> robot.lookup(query).queryAs(ButtonBase.class).fire());
  }

  private static String text(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Labeled.class).getText();
  }

  private void run(FxRobot robot, String command) {
    robot.interact(() ->
        window.commands().stream()
            .filter(each -> each.id().equals(command))
            .findFirst()
            .orElseThrow()
            .run());
  }

  private void openSample(FxRobot robot) throws Exception {
    robot.interact(() -> window.open(List.of()));
    waitUntil(() ->
        window.workspace().current() != null && window.workspace().current().encoding() != null);
    waitUntil(() -> window.viewport().pointsDrawnProperty().get() > 0);
  }

  @Test
  void settingsCountAtOnceAndLeadToCachesAndLibraries(FxRobot robot) throws Exception {
    run(robot, "file.settings");
    waitUntil(() -> isShown(robot, "#settings"));
    waitUntil(() -> text(robot, "#settings-cache-size").contains("made anew"));
    robot.interact(() -> {
      robot.lookup("#settings-theme").queryAs(ComboBox.class).getSelectionModel().select(2);
      robot.lookup("#settings-orbit").queryAs(CheckBox.class).fire();
    });
    assertThat(window.settings().themeProperty().get()).isEqualTo(ThemeChoice.DARK);
    assertThat(window.settings().orbitAtPointerProperty().get()).isFalse();
    press(robot, "#settings-gpu");
    assertThat(window.side().getSelectionModel().getSelectedItem().getText()).isEqualTo("Features");
    assertThat(isShown(robot, "#settings")).isFalse();
  }

  @Test
  void theCardComesWithTheFirstScanGoesWithAClickAndComesBackFromHelp(FxRobot robot)
      throws Exception {
    assertThat(isShown(robot, "#first-steps")).as("nothing to try it on").isFalse();
    openSample(robot);
    waitUntil(() -> isShown(robot, "#first-steps"));
    press(robot, "#first-steps-annotate");
    assertThat(window.side().getSelectionModel().getSelectedItem().getText()).isEqualTo("Annotate");
    press(robot, "#first-steps-palette");
    waitUntil(() -> isShown(robot, ".palette-query"));
    robot.interact(() -> window.palette().hide());
    press(robot, "#first-steps-close");
    waitUntil(() -> !isShown(robot, "#first-steps"));
    run(robot, "help.first");
    waitUntil(() -> isShown(robot, "#first-steps"));
  }

  @Test
  void theSecondStartIsWithoutIt(FxRobot robot) throws Exception {
    openSample(robot);
    waitUntil(() -> isShown(robot, "#first-steps"));
    waitUntil(() -> Files.exists(settingsFile())); // at once: the window may be killed
    Settings next = new Settings();
    new SettingsFile(settingsFile()).readInto(next);
    assertThat(next.firstStepsSeenProperty().get()).isTrue();
  }

  @Test
  void itStandsInThePictureAndCoversNeitherHintsNorAxesNorStatus(FxRobot robot) throws Exception {
    openSample(robot);
    waitUntil(() -> isShown(robot, "#first-steps"));
    waitUntil(() -> isShown(robot, "#similarity-hint"));
    Bounds card = place(robot, "#first-steps");
    assertThat(place(robot, "#viewport").contains(card)).isTrue();
    for (String other :
        List.of("#similarity-hint", "#view-split", "#status-bar", ".scale-bar", ".tool-rail")) {
      assertThat(card.intersects(place(robot, other))).as(other).isFalse();
    }
  }

  private static Bounds place(FxRobot robot, String query) {
    Node node = robot.lookup(query).query();
    return node.localToScene(node.getLayoutBounds());
  }

  @Test
  void updatesAreAskedForByTheCommandOnlyAndThePageOpensByAClickOnly(FxRobot robot)
      throws Exception {
    openSample(robot);
    assertThat(server.requests()).isEmpty();
    run(robot, "help.updates");
    waitUntil(() -> text(robot, "#update-words").contains("0.2.0 is out; this is 0.1.0"));
    assertThat(server.requests()).hasSize(1);
    assertThat(pages).isEmpty();
    Bounds close = place(robot, ".dialog-pane .button-bar .button");
    Node words = robot.lookup("#update-words").query();
    assertThat(close.getMaxY())
        .as("the button is not cut off")
        .isLessThanOrEqualTo(words.getScene().getHeight());
    press(robot, "#update-page");
    assertThat(pages).containsExactly(URI.create("https://example.org/0.2.0"));
  }

  @Test
  void theGpuLibrariesAreFetchedOnlyAfterTheirSizeWasShown(FxRobot robot) throws Exception {
    openSample(robot);
    assertThat(isShown(robot, "#gpu-card")).isFalse();
    run(robot, "features.gpu");
    waitUntil(() -> text(robot, "#gpu-state").contains("Test GPU 9000"));
    assertThat(isShown(robot, "#gpu-start")).isFalse();
    assertThat(robot.lookup("#gpu-card .card-link").queryAllAs(Hyperlink.class))
        .extracting(Labeled::getText)
        .contains("BSD-3-Clause", "example.org/torch");
    assertThat(server.requests()).isEmpty();
    press(robot, "#gpu-ask");
    waitUntil(() -> isShown(robot, "#gpu-start"));
    assertThat(text(robot, "#gpu-size")).endsWith("kB, says the server");
    assertThat(folder.resolve("data").resolve("libtorch")).doesNotExist();
    press(robot, "#gpu-start");
    waitUntil(() -> text(robot, "#gpu-state").contains("work with Test GPU"));
    assertThat(isShown(robot, "#gpu-remove")).isTrue();
    press(robot, "#gpu-close");
    assertThat(isShown(robot, "#gpu-card")).isFalse();
  }
}
