package cadenza.app.shell;

import static cadenza.app.shell.WindowUnderTest.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.FakeEngine;
import cadenza.app.SmallRoom;
import cadenza.app.look.ColorMode;
import cadenza.app.pictures.CameraJson;
import cadenza.app.pictures.SizePreset;
import cadenza.app.viewport.ViewportPane;
import cadenza.render.Camera;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
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

/// Drives split view and the dialogs of screenshot and turntable in the real window.
@EnabledIf(value = "displayIsThere", disabledReason = "no display; run under xvfb-run")
@ExtendWith(ApplicationExtension.class)
class PicturesWindowTest {
  @TempDir Path folder;

  private MainWindow window;

  static boolean displayIsThere() {
    return MainWindowTest.displayIsThere();
  }

  @Start
  void start(Stage stage) throws IOException {
    Path settings = Files.createTempDirectory("cadenza-test").resolve("settings.properties");
    window = WindowUnderTest.show(stage, new FakeEngine(), settings, folder);
  }

  @BeforeEach
  void open(FxRobot robot) throws Exception {
    Path file = SmallRoom.write(folder.resolve("corner.ply"));
    robot.interact(() -> {
      window.stage().toFront();
      window.open(List.of(file));
    });
    waitUntil(() -> window.viewport().pointsDrawnProperty().get() > 0);
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(window::close);
  }

  private ViewportPane split(FxRobot robot) throws TimeoutException {
    robot.clickOn("#view-split");
    waitUntil(() -> {
      ViewportPane second = window.pictures().picture().secondPane();
      return second != null && second.pointsDrawnProperty().get() > 0;
    });
    return window.pictures().picture().secondPane();
  }

  @Test
  void splitShowsTwoColouringsFromOneCamera(FxRobot robot) throws Exception {
    Camera whole = window.viewportModel().camera();
    ViewportPane second = split(robot);
    waitUntil(() -> window.viewportModel().camera().distance() > 1.9 * whole.distance());
    assertThat(window.pictures().split().modeProperty().get())
        .isNotEqualTo(window.look().modeProperty().get());
    assertThat(Math.abs(second.getWidth() - window.viewport().getWidth())).isLessThan(8);

    Camera before = window.viewportModel().camera();
    robot.drag("#viewport-second", MouseButton.PRIMARY).moveBy(70, 20).drop();
    waitUntil(() -> window.viewportModel().camera().yawRadians() != before.yawRadians());
    Camera turned = window.viewportModel().camera();
    robot.drag("#viewport", MouseButton.PRIMARY).moveBy(-50, 0).drop();
    waitUntil(() -> window.viewportModel().camera().yawRadians() != turned.yawRadians());
    // Both have drawn what the camera sees now.
    waitUntil(() -> drawn(window.viewport()) && drawn(second));
  }

  private boolean drawn(ViewportPane pane) {
    return pane.loop()
        .ask(frame -> window.viewportModel().camera().equals(frame.camera()))
        .orElse(false);
  }

  @Test
  void theOtherHalfMarksThePointer(FxRobot robot) throws Exception {
    split(robot);
    robot.moveTo("#viewport-second").moveBy(15, 10);
    waitUntil(() -> markShown(robot, 0));
    robot.moveTo("#viewport").moveBy(-20, 5);
    waitUntil(() -> markShown(robot, 1) && !markShown(robot, 0));
  }

  private static boolean markShown(FxRobot robot, int half) {
    return robot.lookup(".pointer-mark").queryAll().stream()
        .skip(half)
        .findFirst()
        .map(mark -> mark.lookupAll(".pointer-cross").iterator().next().isVisible())
        .orElse(false);
  }

  @Test
  void theChipOfAHalfChangesItsColours(FxRobot robot) throws Exception {
    split(robot);
    robot.clickOn("#color-second");
    robot.clickOn("#color-second-height");
    waitUntil(() -> window.pictures().split().modeProperty().get() == ColorMode.HEIGHT);
    assertThat(window.look().modeProperty().get()).isEqualTo(ColorMode.RGB);
    robot.clickOn("#color-first");
    robot.clickOn("#color-first-label");
    waitUntil(() -> window.look().coloringProperty().get().mode() == ColorMode.LABEL);
  }

  @Test
  void closingTheSplitFreesItsRendererAndGoesBack(FxRobot robot) throws Exception {
    Camera whole = window.viewportModel().camera();
    long before = renderThreads();
    split(robot);
    waitUntil(() -> window.viewportModel().camera().distance() > 1.9 * whole.distance());
    assertThat(renderThreads()).isEqualTo(before + 1);
    robot.push(KeyCode.SHIFT, KeyCode.V);
    waitUntil(() -> window.pictures().picture().secondPane() == null && renderThreads() == before);
    waitUntil(() -> Math.abs(window.viewportModel().camera().distance() - whole.distance()) < 1e-6);
    assertThat(robot.lookup("#viewport-second").tryQuery()).isEmpty();
  }

  private static long renderThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("cadenza-render") && thread.isAlive())
        .count();
  }

  @Test
  void theScreenshotDialogChecksItsNumbers(FxRobot robot) throws Exception {
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S);
    waitUntil(() -> robot.lookup("#picture-width").tryQuery().isPresent());
    TextField width = robot.lookup("#picture-width").queryAs(TextField.class);
    assertThat(width.getText())
        .isEqualTo(Integer.toString((int) Math.round(window.pictures().picture().getWidth())));
    var settings = window.pictures().screenshot().settings();
    robot.interact(() -> settings.presetProperty().set(SizePreset.UHD_8K));
    assertThat(width.getText()).isEqualTo("7680");
    assertThat(robot.lookup("#picture-note").queryAs(Label.class).getText()).contains("33.2");
    robot.interact(() -> width.setText("99999"));
    assertThat(robot.lookup("#picture-note").queryAs(Label.class).getText()).contains("32768");
    assertThat(robot.lookup("#picture-save").query().isDisabled()).isTrue();
    robot.push(KeyCode.ESCAPE);
    waitUntil(() -> robot.lookup("#picture-width").tryQuery().isEmpty());
  }

  @Test
  void theTurntableDialogSaysHowManyPictures(FxRobot robot) throws Exception {
    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.write("turntable");
    robot.push(KeyCode.ENTER);
    waitUntil(() -> robot.lookup("#turntable-seconds").tryQuery().isPresent());
    robot.interact(() -> robot.lookup("#turntable-seconds").queryAs(TextField.class).setText("5"));
    // Looking for ffmpeg takes a moment.
    waitUntil(() ->
        robot.lookup("#picture-note").queryAs(Label.class).getText().startsWith("150 pictures"));
    robot.push(KeyCode.ESCAPE);
    waitUntil(() -> robot.lookup("#turntable-seconds").tryQuery().isEmpty());
  }

  @Test
  void aCopiedViewIsWhatTheCommandLineReads(FxRobot robot) throws Exception {
    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.write("copy view");
    robot.push(KeyCode.ENTER);
    waitUntil(() -> !window.workspace().notices().isEmpty());
    String[] text = new String[1];
    robot.interact(() -> text[0] = Clipboard.getSystemClipboard().getString());
    Camera read = CameraJson.parse(text[0]);
    assertThat(read.eye().distance(window.viewportModel().camera().eye())).isLessThan(1e-3);
  }
}
