package cadenza.app.shell;

import static cadenza.app.shell.WindowUnderTest.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.FakeEngine;
import cadenza.app.SmallRoom;
import cadenza.app.viewport.select.SelectionModel;
import cadenza.render.Selection;
import cadenza.render.StandardView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
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

/// Selects points in the real window, seen from above: the red floor is before everything.
@EnabledIf(
    value = "cadenza.app.shell.MainWindowTest#displayIsThere",
    disabledReason = "no display; run under xvfb-run")
@ExtendWith(ApplicationExtension.class)
class SelectionWindowTest {
  @TempDir Path folder;

  private MainWindow window;

  @Start
  void start(Stage stage) throws IOException {
    Path settings = Files.createTempDirectory("cadenza-test").resolve("settings.properties");
    window = WindowUnderTest.show(stage, new FakeEngine(), settings, folder);
  }

  @BeforeEach
  void openFromAbove(FxRobot robot) throws IOException, TimeoutException {
    Path file = SmallRoom.write(folder.resolve("corner.ply"));
    robot.interact(() -> {
      window.stage().toFront();
      window.open(List.of(file));
    });
    waitUntil(() -> window.viewport().pointsDrawnProperty().get() > 0);
    robot.interact(() -> window.viewportModel().look(StandardView.TOP));
    waitUntil(() -> Math.abs(window.viewportModel().camera().back().z() - 1) < 1e-9);
    waitUntil(() ->
        window
            .viewport()
            .loop()
            .ask(frame -> frame.stats().finished() && frame.camera().back().z() > 0.999999)
            .orElse(false));
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(window::close);
  }

  private SelectionModel model() {
    return window.selectionTools().model();
  }

  private Selection selection() {
    return model().selection();
  }

  private static int floor(int i, int j) {
    return i * SmallRoom.EDGE + j;
  }

  /// Where point `index` is on the screen.
  private Point2D onScreen(int point) {
    return WindowUnderTest.onScreen(window, point);
  }

  private void drag(FxRobot robot, int... points) {
    robot.moveTo(onScreen(points[0])).press(MouseButton.PRIMARY);
    for (int i = 1; i < points.length; i++) {
      robot.moveTo(onScreen(points[i]));
    }
    robot.release(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void theBrushPaintsAndCtrlTakesAwayAndUndoBringsBack(FxRobot robot) throws Exception {
    var before = window.viewportModel().camera();
    robot.push(KeyCode.B);
    waitUntil(() -> window.tools().active() != null);
    assertThat(robot.lookup("#selection-bar").query().isVisible()).isTrue();
    drag(robot, floor(12, 10), floor(12, 28));
    waitUntil(() -> selection().contains(floor(12, 20)));
    assertThat(selection().contains(floor(28, 20))).isFalse();
    assertThat(window.viewportModel().camera()).as("the camera stays").isEqualTo(before);
    assertThat(robot.lookup("#selection-count").queryAs(Label.class).getText())
        .endsWith("points selected");
    int painted = selection().size();
    robot.press(KeyCode.CONTROL);
    drag(robot, floor(12, 20), floor(12, 21));
    robot.release(KeyCode.CONTROL);
    waitUntil(() -> !selection().contains(floor(12, 20)));
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    waitUntil(() -> selection().size() == painted);
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    waitUntil(() -> selection().isEmpty());
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
    waitUntil(() -> selection().size() == painted);
    robot.push(KeyCode.ESCAPE);
    waitUntil(() -> window.tools().active() == null);
    assertThat(selection().size()).as("the selection stays").isEqualTo(painted);
  }

  @Test
  void theLassoSelectsWhatItEnclosesAndItCanBeHidden(FxRobot robot) throws Exception {
    robot.clickOn("#tool-lasso");
    drag(robot, floor(10, 10), floor(10, 25), floor(25, 25), floor(25, 10), floor(12, 10));
    waitUntil(() -> selection().contains(floor(18, 18)));
    assertThat(selection().contains(floor(18, 30))).isFalse();
    assertThat(selection().contains(floor(32, 18))).isFalse();
    int selected = selection().size();
    robot.clickOn("#selection-hide");
    waitUntil(() -> model().hiddenCountProperty().get() == selected);
    assertThat(selection().isEmpty()).isTrue();
    robot.clickOn("#selection-show-all");
    waitUntil(() -> model().hiddenCountProperty().get() == 0);
    robot.push(KeyCode.CONTROL, KeyCode.A);
    waitUntil(() -> selection().size() == SmallRoom.POINTS);
    robot.push(KeyCode.CONTROL, KeyCode.D);
    waitUntil(() -> selection().isEmpty());
  }

  @Test
  void aClickWithTheRegionToolTakesTheFloor(FxRobot robot) throws Exception {
    robot.push(KeyCode.G);
    waitUntil(() -> window.tools().active() != null);
    robot.clickOn(onScreen(floor(20, 20)));
    waitUntil(() -> selection().contains(floor(33, 33)));
    assertThat(selection().size()).isLessThan(SmallRoom.POINTS / 2);
    double far = window.viewportModel().camera().distance();
    robot.push(KeyCode.SHIFT, KeyCode.F);
    waitUntil(() -> window.viewportModel().camera().distance() != far);
  }
}
