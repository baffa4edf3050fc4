package cadenza.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.FakeEngine;
import cadenza.app.SmallRoom;
import cadenza.app.gpu.GpuLibraries;
import cadenza.app.pretrain.RunState.Phase;
import cadenza.app.pretrain.ScriptedProcess;
import cadenza.app.project.UnnamedProjects;
import cadenza.app.settings.SettingsFile;
import cadenza.app.update.Releases;
import cadenza.app.weights.Download;
import cadenza.app.weights.WeightsLibrary;
import cadenza.render.RendererChoice;
import cadenza.scan.io.ScanFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.shape.Polyline;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Drives the Pretrain pane in the real window; the run tells what the test wants.
@EnabledIf(
    value = "cadenza.app.shell.MainWindowTest#displayIsThere",
    disabledReason = "no display; run under xvfb-run")
@ExtendWith(ApplicationExtension.class)
class PretrainWindowTest {
  private final ScriptedProcess process = new ScriptedProcess();
  private final FakeEngine engine = new FakeEngine();
  private MainWindow window;
  private Path out;

  @Start
  void start(Stage stage) throws IOException {
    Path folder = Files.createTempDirectory("cadenza-test");
    out = folder.resolve("mine.safetensors");
    engine.grids.put("mine.safetensors", 0.06f);
    window =
        new MainWindow(
            stage,
            new Services(
                ScanFormats::read,
                ScanFormats::write,
                ScanFormats.readableExtensions(),
                (file, progress) -> SmallRoom.contents(),
                engine,
                () -> RendererChoice.java("a test"),
                new SettingsFile(folder.resolve("settings.properties")),
                new WeightsLibrary(List.of(), folder, new Download()),
                page -> {},
                new UnnamedProjects(folder.resolve("projects")),
                process,
                GpuLibraries.under(folder),
                Releases.ofProgram()));
    window.show();
    window.pretrain().model().setup().outProperty().set(out.toString());
    window.side().show(PretrainTools.TAB);
  }

  @AfterEach
  void close(FxRobot robot) {
    process.end(0, "");
    robot.interact(window::close);
  }

  private static void press(FxRobot robot, String query) {
    robot.interact(() -> robot.lookup(query).queryAs(Button.class).fire());
  }

  private static String text(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Labeled.class).getText();
  }

  private static boolean isShown(FxRobot robot, String query) {
    return robot.lookup(query).tryQuery().map(node -> node.isVisible()).orElse(false);
  }

  private Phase phase() {
    return window.pretrain().model().state().phaseProperty().get();
  }

  private static long pointsOf(FxRobot robot, String chart) {
    return robot.lookup(chart + " .curve-line").queryAllAs(Polyline.class).stream()
        .mapToInt(line -> line.getPoints().size() / 2)
        .max()
        .orElse(0);
  }

  @Test
  void theTabSetsARunUpAndRefusesAWrongNumber(FxRobot robot) throws TimeoutException {
    assertThat(isShown(robot, "#pretrain-setup")).isTrue();
    assertThat(robot.lookup("#pretrain-start").query().isDisabled()).isFalse();
    robot.interact(() -> robot.lookup("#preset-numbers").queryAs(ToggleButton.class).fire());
    TextField points = robot.lookup("#preset-views-mostPoints").queryAs(TextField.class);
    robot.interact(() -> points.setText("few"));
    assertThat(robot.lookup("#pretrain-start").query().isDisabled()).isTrue();
    assertThat(text(robot, "#pretrain-problem")).contains("cannot be used");
    assertThat(robot.lookup("#preset-rows .note-problem").queryAllAs(Labeled.class))
        .filteredOn(Labeled::isVisible)
        .extracting(Labeled::getText)
        .singleElement()
        .asString()
        .contains("views.mostPoints", "few");
    robot.interact(() -> points.setText("9000"));
    assertThat(robot.lookup("#pretrain-start").query().isDisabled()).isFalse();
    assertThat(text(robot, "#preset-numbers")).isEqualTo("All numbers (1 changed)");
    press(robot, "#pretrain-start");
    WindowUnderTest.waitUntil(() -> !process.starts.isEmpty());
    assertThat(process.starts.getFirst()).contains("views.mostPoints=9000", out.toString());
  }

  @Test
  void linesOfARunMoveTheChartsAndItsWeightsAreUsed(FxRobot robot) throws TimeoutException {
    press(robot, "#pretrain-start");
    process.tell(ScriptedProcess.begin(0, 40));
    WindowUnderTest.waitUntil(() -> phase() == Phase.RUNNING);
    for (int step = 1; step <= 30; step++) {
      process.tell(ScriptedProcess.step(step, 40, 7 - 0.1 * step));
    }
    process.tell(ScriptedProcess.watch(10, 14, 0.6), ScriptedProcess.watch(20, 13, 0.7));
    WindowUnderTest.waitUntil(() -> pointsOf(robot, "#chart-losses") == 30);
    WindowUnderTest.waitUntil(() -> pointsOf(robot, "#chart-rank") == 2);
    assertThat(text(robot, "#pretrain-words")).isEqualTo("Step 30 of 40");
    assertThat(text(robot, "#pretrain-health")).startsWith("Healthy");
    assertThat(robot.lookup("#pretrain-facts .card-text").queryAllAs(Labeled.class))
        .extracting(Labeled::getText)
        .contains("7.2 million", "14 min", "0.61 GB in use, 0.9 GB predicted");
    assertThat(isShown(robot, "#chart-scores")).isFalse();
    press(robot, "#pretrain-pause");
    assertThat(process.said).containsExactly("pause");
    process.tell("{\"type\":\"paused\"}");
    WindowUnderTest.waitUntil(() -> isShown(robot, "#pretrain-go"));
    press(robot, "#pretrain-go");
    process.tell(
        "{\"type\":\"resumed\"}", "{\"type\":\"end\",\"outcome\":\"done\",\"message\":\"\"}");
    process.end(0, "");
    WindowUnderTest.waitUntil(() -> isShown(robot, "#pretrain-done"));
    assertThat(text(robot, "#pretrain-where")).contains(out.toString());
    press(robot, "#pretrain-use");
    WindowUnderTest.waitUntil(() -> engine.used.contains("mine.safetensors"));
  }

  @Test
  void aFailureIsShownInThePane(FxRobot robot) throws TimeoutException {
    press(robot, "#pretrain-start");
    process.end(3, "broken.ply: the header ends early");
    WindowUnderTest.waitUntil(() -> isShown(robot, "#pretrain-failure"));
    assertThat(robot.lookup("#pretrain-failure .card-text").queryAs(Labeled.class).getText())
        .contains("exit code 3", "broken.ply");
    assertThat(isShown(robot, "#pretrain-start")).isTrue();
  }
}
