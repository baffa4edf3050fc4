package cadenza.app.shell;

import static cadenza.app.shell.WindowUnderTest.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.app.FakeEngine;
import cadenza.app.SmallRoom;
import cadenza.app.look.ColorMode;
import cadenza.app.settings.Settings;
import cadenza.app.settings.SettingsFile;
import cadenza.render.Camera;
import cadenza.render.ClipBox;
import cadenza.render.Vec3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

/// Walks, cuts, measures and keeps views in the real window.
@EnabledIf(
    value = "cadenza.app.shell.MainWindowTest#displayIsThere",
    disabledReason = "no display; run under xvfb-run")
@ExtendWith(ApplicationExtension.class)
class ViewportToolsTest {
  private static final int FLOOR = SmallRoom.EDGE * 10 + 10;
  private static final int WALL = SmallRoom.EDGE * (2 * SmallRoom.EDGE + 20) + 20;

  @TempDir Path folder;

  private Path settingsFile = Path.of("settings.properties");
  private MainWindow window;

  @Start
  void start(Stage stage) throws IOException {
    settingsFile = Files.createTempDirectory("cadenza-test").resolve("settings.properties");
    window = WindowUnderTest.show(stage, new FakeEngine(), settingsFile, folder);
  }

  @BeforeEach
  void open(FxRobot robot) throws Exception {
    robot.interact(() -> window.stage().toFront());
    Path file = SmallRoom.write(folder.resolve("corner.ply"));
    robot.interact(() -> window.open(List.of(file)));
    waitUntil(() -> window.viewport().pointsDrawnProperty().get() > 0);
    // Keys reach a window without a window manager only once it has been asked to take them.
    robot.interact(() -> {
      window.stage().requestFocus();
      window.viewport().requestFocus();
    });
    robot.clickOn("#viewport", MouseButton.MIDDLE);
    waitUntil(() -> window.viewport().isFocused());
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(window::close);
  }

  private Camera camera() {
    return window.viewportModel().camera();
  }

  private Vec3 point(int index) {
    var cloud = window.workspace().current().cloud();
    return new Vec3(cloud.world(index, 0), cloud.world(index, 1), cloud.world(index, 2));
  }

  private Point2D onScreen(Vec3 world) {
    var viewport = window.viewport();
    double[] at = camera().project(world, (int) viewport.getWidth(), (int) viewport.getHeight());
    return viewport.localToScreen(at[0], at[1]);
  }

  private static String textOf(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Label.class).getText();
  }

  @Test
  void walkingGoesByKeysAndLeavesShortcutsAlone(FxRobot robot) throws Exception {
    robot.clickOn("#view-walk");
    waitUntil(() -> window.viewportTools().walk().isActive());
    assertThat(robot.lookup("#walk-bar").query().isVisible()).isTrue();
    Vec3 eye = camera().eye();
    boolean light = window.look().eyeDomeLightingProperty().get();
    robot.press(KeyCode.W);
    waitUntil(() -> camera().eye().distance(eye) > 0.05);
    robot.release(KeyCode.W);
    assertThat(camera().eye().z()).isCloseTo(eye.z(), within(1e-6));
    robot.push(KeyCode.L);
    assertThat(window.look().eyeDomeLightingProperty().get()).isEqualTo(light);

    Vec3 stopped = camera().eye();
    double yaw = camera().yawRadians();
    robot.drag("#viewport", MouseButton.PRIMARY).moveBy(80, 0).drop();
    waitUntil(() -> camera().yawRadians() != yaw);
    assertThat(camera().eye().distance(stopped)).isLessThan(0.5);
    double speed = window.viewportTools().walk().speedProperty().get();
    robot.scroll(2, VerticalDirection.UP);
    waitUntil(() -> window.viewportTools().walk().speedProperty().get() > speed);

    robot.push(KeyCode.ESCAPE);
    waitUntil(() -> !window.viewportTools().walk().isActive());
    robot.push(KeyCode.L);
    waitUntil(() -> window.look().eyeDomeLightingProperty().get() != light);
  }

  @Test
  void theClipBoxIsDraggedByItsHandles(FxRobot robot) throws Exception {
    robot.push(KeyCode.C);
    waitUntil(() -> window.viewportModel().sceneProperty().get().clip() != null);
    ClipBox before = window.viewportModel().sceneProperty().get().clip();
    assertThat(robot.lookup("#clip-bar").query().isVisible()).isTrue();
    Vec3 center = before.center();
    Point2D top = onScreen(center.plus(new Vec3(0, 0, before.half(2))));
    Point2D lower = onScreen(center.plus(new Vec3(0, 0, before.half(2) - 0.8)));
    robot
        .drag("#clip-face-2-far", MouseButton.PRIMARY)
        .moveBy(lower.getX() - top.getX(), lower.getY() - top.getY())
        .drop();
    waitUntil(() -> !window.viewportModel().sceneProperty().get().clip().equals(before));
    ClipBox after = window.viewportModel().sceneProperty().get().clip();
    assertThat(2 * after.half(2)).isCloseTo(2 * before.half(2) - 0.8, within(0.1));
    assertThat(after.center().z() - after.half(2))
        .isCloseTo(before.center().z() - before.half(2), within(1e-6));
    // What was cut away is not picked any more.
    Vec3 high = point(SmallRoom.EDGE * (2 * SmallRoom.EDGE + 20) + SmallRoom.EDGE - 2);
    assertThat(after.contains(high)).isFalse();
    robot.clickOn("#clip-close");
    waitUntil(() -> window.viewportModel().sceneProperty().get().clip() == null);
    assertThat(robot.lookup("#clip-bar").query().isVisible()).isFalse();
  }

  @Test
  void aSectionIsSteppedByKeys(FxRobot robot) throws Exception {
    robot.interact(window.viewportTools().clip()::cutHorizontally);
    double height = window.viewportTools().clip().clip().box().center().z();
    robot.push(KeyCode.PERIOD);
    waitUntil(() -> window.viewportTools().clip().clip().box().center().z() > height);
    robot.push(KeyCode.COMMA);
    robot.push(KeyCode.COMMA);
    waitUntil(() -> window.viewportTools().clip().clip().box().center().z() < height);
    assertThat(textOf(robot, "#clip-words")).startsWith("Horizontal section");
    robot.clickOn("#clip-look");
    waitUntil(() -> camera().orthographic() && camera().back().z() > 1 - 1e-9);
  }

  @Test
  void clicksMeasureFromPointToPoint(FxRobot robot) throws Exception {
    robot.push(KeyCode.R);
    waitUntil(() -> robot.lookup("#measure-bar").query().isVisible());
    robot.clickOn(onScreen(point(FLOOR)));
    waitUntil(() -> window.viewportTools().measure().measurements().begun().size() == 1);
    robot.clickOn(onScreen(point(WALL)));
    waitUntil(() -> window.viewportTools().measure().measurements().begun().size() == 2);
    double expected = point(FLOOR).distance(point(WALL));
    var begun = window.viewportTools().measure().measurements().begun();
    assertThat(begun.get(0).distance(begun.get(1))).isCloseTo(expected, within(0.2));
    assertThat(window.viewportModel().sceneProperty().get().overlay().lines()).hasSize(1);
    assertThat(robot.lookup(".measure-label").queryAllAs(Label.class))
        .anyMatch(label -> label.isVisible() && label.getText().contains("↕"));

    // A drag still turns the picture, and the labels go with it.
    double yaw = camera().yawRadians();
    robot.drag("#viewport", MouseButton.PRIMARY).moveBy(60, 0).drop();
    waitUntil(() -> camera().yawRadians() != yaw);
    assertThat(window.viewportTools().measure().measurements().begun()).hasSize(2);

    robot.push(KeyCode.BACK_SPACE);
    waitUntil(() -> window.viewportTools().measure().measurements().begun().size() == 1);
    robot.push(KeyCode.ESCAPE);
    waitUntil(() -> window.viewportTools().measure().measurements().isEmpty());
    robot.push(KeyCode.ESCAPE);
    waitUntil(() -> !robot.lookup("#measure-bar").query().isVisible());
  }

  @Test
  void aKeptViewComesBackByItsKeyAndIsOnDisk(FxRobot robot) throws Exception {
    Camera kept = camera();
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.DIGIT3);
    waitUntil(() -> window.viewportTools().views().at(3).isPresent());
    robot.push(KeyCode.F7);
    waitUntil(() -> Math.abs(camera().back().z() - 1) < 1e-9);
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
    waitUntil(() -> camera().equals(kept));
    Settings read = new Settings();
    new SettingsFile(settingsFile).readInto(read);
    assertThat(read.savedViews().values()).hasSize(1).allMatch(views -> views.size() == 1);
  }

  @Test
  void anEndOfTheAxesLooksAlongIt(FxRobot robot) throws Exception {
    Vec3 up = new Vec3(0, 0, 1);
    Node axes = robot.lookup("#axis-gizmo").query();
    double half = axes.getLayoutBounds().getWidth() / 2;
    // The balls stand 29 units from the middle.
    robot.clickOn(
        axes.localToScreen(
            half + 29 * up.dot(camera().right()), half - 29 * up.dot(camera().up())));
    waitUntil(() -> Math.abs(camera().back().z() - 1) < 1e-9);
  }

  @Test
  void theLegendInThePictureListsClassesWhereColoursMeanThem(FxRobot robot) throws Exception {
    robot.interact(() -> window.settings().legendInPictureProperty().set(true));
    assertThat(robot.lookup("#legend-overlay").query().isVisible()).isFalse();
    robot.interact(() -> window.look().modeProperty().set(ColorMode.LABEL));
    waitUntil(() -> robot.lookup("#legend-overlay").query().isVisible());
    assertThat(robot.lookup("#legend-overlay .label").queryAll()).hasSizeGreaterThanOrEqualTo(6);
  }
}
