package cadenza.app.shell;

import static cadenza.app.shell.WindowUnderTest.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.FakeEngine;
import cadenza.app.SmallRoom;
import cadenza.app.look.ColorMode;
import cadenza.app.similarity.SimilarityModel;
import cadenza.app.workspace.OpenScan;
import cadenza.render.Camera;
import cadenza.render.StandardView;
import cadenza.render.Vec3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
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

/// Clicks in the picture of the real window, seen from above: the floor is before everything.
@EnabledIf(
    value = "cadenza.app.shell.MainWindowTest#displayIsThere",
    disabledReason = "no display; run under xvfb-run")
@ExtendWith(ApplicationExtension.class)
class SimilarityWindowTest {
  private static final int HERE = 12 * SmallRoom.EDGE + 14;
  private static final int THERE = 26 * SmallRoom.EDGE + 28;

  @TempDir Path folder;

  private MainWindow window;

  @Start
  void start(Stage stage) throws IOException {
    Path settings = Files.createTempDirectory("cadenza-test").resolve("settings.properties");
    window = WindowUnderTest.show(stage, new FakeEngine(), settings, folder);
  }

  @BeforeEach
  void openFromAbove(FxRobot robot) throws IOException, TimeoutException {
    open(robot, "corner.ply");
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(window::close);
  }

  private OpenScan open(FxRobot robot, String name) throws IOException, TimeoutException {
    Path file = SmallRoom.write(folder.resolve(name));
    robot.interact(() -> {
      window.stage().toFront();
      window.open(List.of(file));
    });
    waitUntil(() -> window.viewport().pointsDrawnProperty().get() > 0);
    waitUntil(() -> window.workspace().current().name().equals(name));
    robot.interact(() -> window.viewportModel().look(StandardView.TOP));
    waitUntil(() -> Math.abs(window.viewportModel().camera().back().z() - 1) < 1e-9);
    awaitFrame();
    return window.workspace().current();
  }

  /// Until the picture shows what the camera sees, so that points can be picked.
  private void awaitFrame() throws TimeoutException {
    waitUntil(() ->
        window
            .viewport()
            .loop()
            .ask(frame ->
                frame.stats().finished() && frame.camera().equals(window.viewportModel().camera()))
            .orElse(false));
  }

  private void encode(FxRobot robot, OpenScan scan) throws TimeoutException {
    robot.interact(() -> window.features().encode(scan));
    waitUntil(() -> scan.encoding() != null);
  }

  private SimilarityModel model() {
    return window.similarity().model();
  }

  private boolean isShown(OpenScan scan) {
    var coloring = window.look().coloringProperty().get();
    return coloring != null
        && coloring.cloud() == scan.cloud()
        && coloring.mode() == ColorMode.SIMILARITY;
  }

  /// Where point `index` is on the screen.
  private Point2D onScreen(int point) {
    return WindowUnderTest.onScreen(window, point);
  }

  private void fireClick(int point, int count) {
    Point2D at = window.viewport().screenToLocal(onScreen(point));
    Event.fireEvent(
        window.viewport(),
        new MouseEvent(
            MouseEvent.MOUSE_CLICKED,
            at.getX(),
            at.getY(),
            onScreen(point).getX(),
            onScreen(point).getY(),
            MouseButton.PRIMARY,
            count,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            true,
            false,
            true,
            null));
  }

  private void click(FxRobot robot, int point, KeyCode... held) {
    robot.press(held).clickOn(onScreen(point)).release(held);
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void aClickShowsWhatIsAlikeAndEscapeGoesBack(FxRobot robot) throws Exception {
    OpenScan scan = window.workspace().current();
    encode(robot, scan);
    waitUntil(() -> window.look().modeProperty().get() == ColorMode.PCA);
    Label hint = robot.lookup("#similarity-hint").queryAs(Label.class);
    assertThat(hint.isVisible()).isTrue();
    assertThat(hint.getText()).endsWith("to see what Sonata finds alike");
    click(robot, HERE);
    waitUntil(() -> isShown(scan));
    assertThat(robot.lookup(".pin-alike").queryAll()).hasSize(1);
    assertThat(robot.lookup("#similarity-bar").query().isVisible()).isTrue();
    assertThat(hint.getText()).contains("Shift+click");
    var one = window.look().coloringProperty().get();
    click(robot, THERE, KeyCode.CONTROL);
    waitUntil(() -> isShown(scan) && window.look().coloringProperty().get() != one);
    assertThat(robot.lookup(".pin-unlike").queryAll()).hasSize(1);
    assertThat(robot.lookup(".similarity-place").queryAll()).hasSize(2);
    robot.push(KeyCode.ESCAPE);
    waitUntil(() -> window.look().coloringProperty().get().mode() == ColorMode.PCA);
    assertThat(robot.lookup(".pin-alike").queryAll()).isEmpty();
    assertThat(robot.lookup("#similarity-bar").query().isVisible()).isFalse();
  }

  @Test
  void draggingTheCameraAsksNothingAndPinsFollowIt(FxRobot robot) throws Exception {
    OpenScan scan = window.workspace().current();
    encode(robot, scan);
    Camera above = window.viewportModel().camera();
    robot.drag(onScreen(HERE)).dropTo(onScreen(THERE));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(window.viewportModel().camera()).isNotEqualTo(above);
    assertThat(model().places()).isEmpty();
    robot.interact(() -> window.viewportModel().moveTo(above));
    awaitFrame();
    click(robot, HERE);
    waitUntil(() -> isShown(scan));
    int point = model().places().getFirst().point(); // one near the pointer
    var pin = robot.lookup(".pin-alike").query();
    var there = pin.localToScreen(pin.getBoundsInLocal());
    assertThat(there.contains(onScreen(point))).isTrue();
    robot.interact(() -> window.viewportModel().zoomAtCenter(3));
    WaitForAsyncUtils.waitForFxEvents();
    var after = pin.localToScreen(pin.getBoundsInLocal());
    assertThat(after.contains(onScreen(point))).isTrue();
    assertThat(after).isNotEqualTo(there);
  }

  @Test
  void aDoubleClickSetsThePivotAndAsksNothing(FxRobot robot) throws Exception {
    OpenScan scan = window.workspace().current();
    encode(robot, scan);
    waitUntil(() -> window.look().modeProperty().get() == ColorMode.PCA);
    Vec3 before = window.viewportModel().camera().target();
    // Without the robot, whose two clicks are too far apart on a busy machine.
    robot.interact(() -> {
      fireClick(HERE, 1);
      fireClick(HERE, 2);
    });
    waitUntil(() -> window.viewportModel().camera().target().distance(before) > .1);
    waitUntil(() -> window.tasks().tasks().isEmpty());
    assertThat(model().places()).isEmpty();
    assertThat(window.look().modeProperty().get()).isEqualTo(ColorMode.PCA);
  }

  @Test
  void theThresholdSelects(FxRobot robot) throws Exception {
    OpenScan scan = window.workspace().current();
    encode(robot, scan);
    click(robot, HERE);
    waitUntil(() -> isShown(scan));
    assertThat(robot.lookup("#similarity-select").query().isDisabled()).isTrue();
    robot.clickOn("#similarity-bar-threshold");
    waitUntil(() -> model().thresholdProperty().get() > .3);
    int above = model().pointsAboveProperty().get();
    assertThat(above).isBetween(1, SmallRoom.POINTS - 1);
    assertThat(robot.lookup("#similarity-count").queryAs(Label.class).getText()).endsWith("points");
    robot.clickOn("#similarity-select");
    var selection = window.selectionTools().model();
    waitUntil(() -> selection.selection().size() == above);
    robot.push(KeyCode.ALT, KeyCode.UP);
    waitUntil(() -> model().pointsAboveProperty().get() < above);
    robot.push(KeyCode.SHIFT, KeyCode.S);
    waitUntil(() -> selection.selection().size() == model().pointsAboveProperty().get());
    assertThat(robot.lookup("#similarity-bar-threshold").queryAs(Slider.class).getValue())
        .isEqualTo(model().thresholdProperty().get());
    robot.push(KeyCode.ESCAPE);
    waitUntil(() -> model().places().isEmpty());
  }

  @Test
  void anotherScanIsAskedTheSameAndScansCanBeClosed(FxRobot robot) throws Exception {
    OpenScan first = window.workspace().current();
    encode(robot, first);
    OpenScan second = open(robot, "second.ply");
    encode(robot, second);
    robot.interact(() -> window.workspace().currentProperty().set(first));
    waitUntil(() -> window.look().coloringProperty().get().cloud() == first.cloud());
    awaitFrame();
    click(robot, HERE);
    waitUntil(() -> isShown(first));
    robot.interact(() -> window.workspace().currentProperty().set(second));
    waitUntil(() -> isShown(second));
    assertThat(robot.lookup(".pin-alike").queryAll()).as("its place is elsewhere").isEmpty();
    robot.interact(() -> window.workspace().close(first));
    click(robot, THERE, KeyCode.SHIFT);
    waitUntil(() -> model().places().size() == 2 && window.tasks().tasks().isEmpty());
    assertThat(isShown(second)).isTrue();
    robot.interact(() -> window.workspace().close(second));
    waitUntil(() -> window.tasks().tasks().isEmpty());
    assertThat(model().places()).isEmpty();
    assertThat(window.workspace().notices()).isEmpty();
  }

  @Test
  void anUnencodedScanIsOfferedToBeEncoded(FxRobot robot) throws Exception {
    OpenScan scan = window.workspace().current();
    click(robot, HERE);
    waitUntil(() -> robot.lookup("Encode and find alike").tryQuery().isPresent());
    robot.clickOn("Encode and find alike");
    waitUntil(() -> isShown(scan));
  }

  @Test
  void aChosenToolKeepsItsClicks(FxRobot robot) throws Exception {
    encode(robot, window.workspace().current());
    robot.push(KeyCode.G);
    waitUntil(() -> window.tools().active() != null);
    click(robot, HERE);
    waitUntil(() -> !window.selectionTools().model().selection().isEmpty());
    assertThat(model().places()).isEmpty();
    assertThat(robot.lookup("#similarity-hint").query().isVisible()).isFalse();
  }
}
