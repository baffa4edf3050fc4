package cadenza.app.shell;

import static cadenza.app.shell.WindowUnderTest.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.FakeEngine;
import cadenza.app.SmallRoom;
import cadenza.app.look.ColorMode;
import cadenza.app.tasks.RunningTask;
import cadenza.app.workspace.OpenScan;
import cadenza.render.Camera;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Drives the real window, with real readers and the Java renderer; only the encoder is a stand-in.
@EnabledIf(value = "displayIsThere", disabledReason = "no display; run under xvfb-run")
@ExtendWith(ApplicationExtension.class)
class MainWindowTest {
  @TempDir Path folder;

  private final FakeEngine engine = new FakeEngine();
  private MainWindow window;

  static boolean displayIsThere() {
    return !System.getProperty("os.name").startsWith("Linux") || System.getenv("DISPLAY") != null;
  }

  @Start
  void start(Stage stage) throws IOException {
    Path settings = Files.createTempDirectory("cadenza-test").resolve("settings.properties");
    window = WindowUnderTest.show(stage, engine, settings, folder);
  }

  @BeforeEach
  void toFront(FxRobot robot) {
    robot.interact(() -> window.stage().toFront());
  }

  @AfterEach
  void close(FxRobot robot) {
    engine.endless = false;
    robot.interact(window::close);
  }

  private void open(FxRobot robot, String name) throws IOException, TimeoutException {
    Path file = SmallRoom.write(folder.resolve(name));
    robot.interact(() -> window.open(List.of(file)));
    waitUntil(() -> window.viewport().pointsDrawnProperty().get() > 0);
  }

  /// Where point `index` is on the screen.
  private Point2D onScreen(int point) {
    return WindowUnderTest.onScreen(window, point);
  }

  private String textOf(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Label.class).getText();
  }

  @Test
  void explainsItselfWhileNothingIsOpen(FxRobot robot) {
    Node empty = robot.lookup("#empty-state").query();
    assertThat(empty.isVisible()).isTrue();
    assertThat(robot.lookup("#encode").query().isDisabled()).isTrue();
    assertThat(window.stage().getTitle()).isEqualTo("Cadenza");
  }

  @Test
  void opensAScanAndDrawsItsPoints(FxRobot robot) throws Exception {
    open(robot, "corner.ply");
    assertThat(window.viewport().pointsDrawnProperty().get()).isEqualTo(SmallRoom.POINTS);
    assertThat(window.stage().getTitle()).startsWith("corner.ply");
    assertThat(robot.lookup("#empty-state").query().isVisible()).isFalse();
    waitUntil(() -> textOf(robot, "#status-points").startsWith("4,800"));
  }

  @Test
  void theSampleRoomIsOpenedAndEncodedWhenNoFileIsNamed(FxRobot robot) throws Exception {
    robot.interact(() -> window.open(List.of()));
    waitUntil(() ->
        window.workspace().current() != null && window.workspace().current().encoding() != null);
    waitUntil(() -> window.look().modeProperty().get() == ColorMode.PCA);
  }

  @Test
  void colourModesFollowTheButtonsAndSayWhyOneIsMissing(FxRobot robot) throws Exception {
    open(robot, "corner.ply");
    robot.clickOn("#mode-height");
    waitUntil(() -> window.look().coloringProperty().get().mode() == ColorMode.HEIGHT);
    robot.clickOn("#mode-label");
    waitUntil(() -> window.look().coloringProperty().get().mode() == ColorMode.LABEL);
    assertThat(robot.lookup("#mode-pca").query().isDisabled()).isTrue();
    assertThat(window.look().missing(ColorMode.PCA)).contains("Encode");
    assertThat(robot.lookup("#mode-normal").query().isDisabled()).isTrue();
  }

  @Test
  void draggingOrbitsAndRightDraggingPans(FxRobot robot) throws Exception {
    open(robot, "corner.ply");
    Camera before = window.viewportModel().camera();
    robot.drag("#viewport", MouseButton.PRIMARY).moveBy(90, 30).drop();
    waitUntil(() -> window.viewportModel().camera().yawRadians() != before.yawRadians());
    Camera turned = window.viewportModel().camera();
    robot.drag("#viewport", MouseButton.SECONDARY).moveBy(60, 0).drop();
    waitUntil(() -> !window.viewportModel().camera().target().equals(before.target()));
    assertThat(window.viewportModel().camera().yawRadians()).isEqualTo(turned.yawRadians());
  }

  @Test
  void theWheelZoomsAtThePointer(FxRobot robot) throws Exception {
    open(robot, "corner.ply");
    int index = SmallRoom.EDGE * 10 + 10;
    Point2D place = onScreen(index);
    double before = window.viewportModel().camera().distance();
    robot.moveTo(place);
    robot.scroll(3, VerticalDirection.UP);
    waitUntil(() -> window.viewportModel().camera().distance() < before);
    assertThat(onScreen(index).distance(place)).isLessThan(12);
  }

  @Test
  void thePointUnderThePointerIsReadOut(FxRobot robot) throws Exception {
    open(robot, "corner.ply");
    robot.moveTo(onScreen(SmallRoom.EDGE * (2 * SmallRoom.EDGE + 20) + 20));
    waitUntil(() -> window.viewportModel().readoutProperty().get() != null);
    assertThat(textOf(robot, "#readout")).contains("RGB 0 0 200").contains("class 3");
  }

  @Test
  void aBadFileShowsAMessageAndKeepsTheScan(FxRobot robot) throws Exception {
    open(robot, "corner.ply");
    OpenScan shown = window.workspace().current();
    Path bad = Files.writeString(folder.resolve("bad.ply"), "this is no scan, just a sentence");
    robot.interact(() -> window.open(List.of(bad)));
    waitUntil(() -> robot.lookup(".notice-error").tryQuery().isPresent());
    assertThat(window.workspace().current()).isSameAs(shown);
    assertThat(robot.lookup(".notice-text").queryAllAs(Label.class))
        .anyMatch(label -> label.getText().contains("bad.ply"))
        .noneMatch(label -> label.getText().contains("\tat "));
    robot.clickOn(".notice-close");
    waitUntil(() -> robot.lookup(".notice-error").tryQuery().isEmpty());
    assertThat(window.workspace().notices()).hasSize(1);
  }

  @Test
  void encodingTurnsThePcaColoursOn(FxRobot robot) throws Exception {
    open(robot, "corner.ply");
    waitUntil(() -> window.features().cardProperty().get() != null);
    robot.interact(() -> window.side().show("Features"));
    assertThat(robot.lookup("#weights-badge").query().isVisible()).isTrue();
    robot.clickOn("#encode");
    waitUntil(() -> window.look().modeProperty().get() == ColorMode.PCA);
    waitUntil(() -> !robot.lookup("#mode-pca").query().isDisabled());
    assertThat(textOf(robot, "#status-device")).isEqualTo("Test processor");
    assertThat(robot.lookup("#pca-rows").query().isVisible()).isTrue();
  }

  @Test
  void cancelStopsTheEncoding(FxRobot robot) throws Exception {
    engine.endless = true;
    open(robot, "corner.ply");
    // The pane grows as weights and findings arrive; a robot that aims earlier misses.
    waitUntil(() -> window.features().cardProperty().get() != null);
    waitUntil(() -> !window.features().findings().isEmpty());
    robot.interact(() -> window.side().show("Features"));
    robot.clickOn("#encode");
    // Until the encoder itself is at work; cancelled earlier, it would never have begun.
    waitUntil(() -> {
      RunningTask task = window.features().encodingTaskProperty().get();
      return task != null && task.stepProperty().get().equals("Waving");
    });
    WaitForAsyncUtils.waitForFxEvents();
    robot.clickOn("#encode-cancel");
    waitUntil(() -> window.features().encodingTaskProperty().get() == null);
    assertThat(engine.noticedCancel.getCount()).isZero();
    assertThat(window.workspace().current().encoding()).isNull();
  }

  @Test
  void thePaletteFindsAndRunsACommand(FxRobot robot) throws Exception {
    open(robot, "corner.ply");
    double before = window.viewportModel().camera().pitchRadians();
    robot.push(KeyCode.CONTROL, KeyCode.K);
    waitUntil(() -> robot.lookup("#command-palette").query().isVisible());
    robot.write("top vi");
    robot.push(KeyCode.ENTER);
    waitUntil(() -> window.viewportModel().camera().pitchRadians() > before + 0.1);
    waitUntil(() -> Math.abs(window.viewportModel().camera().back().z() - 1) < 1e-9);
    assertThat(robot.lookup("#command-palette").query().isVisible()).isFalse();
  }

  @Test
  void lettersTypedIntoThePaletteAreNoShortcuts(FxRobot robot) throws Exception {
    open(robot, "corner.ply");
    boolean edl = window.look().eyeDomeLightingProperty().get();
    robot.push(KeyCode.CONTROL, KeyCode.K);
    waitUntil(() -> robot.lookup("#command-palette").query().isVisible());
    robot.write("l");
    robot.push(KeyCode.ESCAPE);
    assertThat(window.look().eyeDomeLightingProperty().get()).isEqualTo(edl);
    robot.push(KeyCode.L);
    waitUntil(() -> window.look().eyeDomeLightingProperty().get() != edl);
  }

  @Test
  void exportedScansReadBack(FxRobot robot) throws Exception {
    open(robot, "corner.ply");
    Path out = folder.resolve("export.ply");
    robot.interact(() -> window.scans().export(window.workspace().current(), out));
    waitUntil(() -> !window.workspace().notices().isEmpty());
    ScanContents read = ScanFormats.read(out, Progress.none());
    assertThat(read.cloud().pointCount()).isEqualTo(SmallRoom.POINTS);
  }

  @Test
  void noTwoCommandsHaveTheSameKeys() {
    assertThat(window.commands().stream().map(Command::shortcut).filter(Objects::nonNull))
        .doesNotHaveDuplicates();
  }
}
