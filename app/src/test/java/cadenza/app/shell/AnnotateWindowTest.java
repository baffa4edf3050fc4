package cadenza.app.shell;

import static cadenza.app.shell.WindowUnderTest.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.SmallRoom;
import cadenza.app.annotate.Ink;
import cadenza.app.labels.LabelModel;
import cadenza.app.labels.Labels;
import cadenza.app.look.ColorMode;
import cadenza.app.look.Coloring;
import cadenza.app.probing.StatisticsChoice;
import cadenza.app.workspace.Notice;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Labels the corner of a room with mouse and keys in the real window: red floor, green and blue
/// wall, and watches the prediction follow.
@EnabledIf(
    value = "cadenza.app.shell.MainWindowTest#displayIsThere",
    disabledReason = "no display; run under xvfb-run")
@ExtendWith(ApplicationExtension.class)
class AnnotateWindowTest {
  private static final int EDGE = SmallRoom.EDGE;
  private static final int FACE = EDGE * EDGE;

  private WindowUnderTest test;
  private MainWindow window;

  @Start
  void start(Stage stage) throws IOException {
    test = WindowUnderTest.show(stage);
    window = test.window;
  }

  @BeforeEach
  void openEncoded(FxRobot robot) throws IOException, TimeoutException {
    test.open(robot, "corner.ply");
    test.encode(robot);
    robot.interact(() -> window.side().show(AnnotateTools.TAB));
  }

  @AfterEach
  void close(FxRobot robot) {
    List<Notice> notices = List.copyOf(window.workspace().notices());
    robot.interact(window::close);
    assertThat(notices).isEmpty();
  }

  private LabelModel labels() {
    return window.labels();
  }

  private Labels ofScan() {
    return labels().labels(window.workspace().current());
  }

  private static int point(int face, int i, int j) {
    return face * FACE + i * EDGE + j;
  }

  /// Makes a class as a person does, by button and keyboard.
  private void addClass(FxRobot robot, String name) throws TimeoutException {
    int before = labels().classes().size();
    robot.clickOn("#add-class");
    waitUntil(() -> robot.lookup("#class-rename").tryQuery().isPresent());
    robot.push(KeyCode.SHORTCUT, KeyCode.A).write(name).push(KeyCode.ENTER);
    waitUntil(() ->
        labels().classes().size() == before + 1
            && labels().classes().getLast().name().equals(name));
  }

  private void threeClasses(FxRobot robot) throws TimeoutException {
    addClass(robot, "class 1");
    addClass(robot, "class 2");
    addClass(robot, "class 3");
    robot.interact(() -> window.viewport().requestFocus());
  }

  private void click(FxRobot robot, int point) throws TimeoutException {
    int before = ofScan().labelledCount();
    waitUntil(test::isStill);
    robot.moveTo(test.onScreen(point)).clickOn(MouseButton.PRIMARY);
    waitUntil(() -> ofScan().labelledCount() != before);
  }

  private @Nullable Coloring layer() {
    return window.look().layer(window.workspace().current(), ColorMode.PREDICTION);
  }

  @Test
  void tenClicksLabelTheRoom(FxRobot robot) throws Exception {
    threeClasses(robot);
    // The features of the test's encoder tell little; the colours of floor and walls tell all.
    robot.interact(() -> window.annotate().probing().statisticsProperty().set(StatisticsChoice.ON));
    robot.push(KeyCode.K); // the tool for points
    for (int face = 0; face < 3; face++) {
      robot.push(KeyCode.getKeyCode(Integer.toString(face + 1)));
      waitUntil(() -> window.annotate().model().ink().paints());
      int wanted = face + 1;
      assertThat(window.annotate().model().inkClass().get().name()).isEqualTo("class " + wanted);
      click(robot, point(face, 10, 20));
      click(robot, point(face, 20, 10));
      click(robot, point(face, 30, 30));
      if (face == 1) {
        waitUntil(() -> window.look().modeProperty().get() == ColorMode.PREDICTION);
      }
    }
    robot.push(KeyCode.DIGIT1);
    click(robot, point(0, 35, 15));
    waitUntil(() -> window.annotate().probing().isIdle() && layer() != null);
    Coloring prediction = layer();
    waitUntil(() ->
        window
            .annotate()
            .probing()
            .outcomeProperty()
            .get()
            .agreement()
            .map(found -> found.meanIou() > 0.9)
            .orElse(false));
    assertThat(robot.lookup("#trust-agreement").queryAs(Label.class).getText()).contains("mIoU");
    assertThat(robot.lookup("#probe-state").queryAs(Label.class).getText()).contains("3 classes");

    int labelled = ofScan().labelledCount();
    robot.push(KeyCode.SHORTCUT, KeyCode.Z);
    waitUntil(() -> ofScan().labelledCount() < labelled);
    waitUntil(() -> layer() != null && layer() != prediction);
    robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.Z);
    waitUntil(() -> ofScan().labelledCount() == labelled);
  }

  @Test
  void theBrushPaintsTheClassAndCtrlErases(FxRobot robot) throws Exception {
    threeClasses(robot);
    robot.push(KeyCode.DIGIT2);
    waitUntil(
        () -> window.tools().active() != null && window.tools().active().id().equals("brush"));
    waitUntil(test::isStill);
    robot
        .moveTo(test.onScreen(point(0, 10, 20)))
        .press(MouseButton.PRIMARY)
        .moveTo(test.onScreen(point(0, 30, 20)))
        .release(MouseButton.PRIMARY);
    waitUntil(() -> ofScan().labelledCount() > 10);
    assertThat(window.selectionTools().model().selection().isEmpty()).isTrue();
    assertThat(ofScan().classOf(point(0, 20, 20))).isEqualTo((short) 2);
    waitUntil(() -> window.look().modeProperty().get() == ColorMode.ANNOTATION);
    assertThat(robot.lookup("#ink-chip").query().isVisible()).isTrue();

    int painted = ofScan().labelledCount();
    robot.moveTo(test.onScreen(point(0, 20, 20))).press(KeyCode.CONTROL);
    robot.clickOn(MouseButton.PRIMARY).release(KeyCode.CONTROL);
    waitUntil(() -> ofScan().labelledCount() < painted);
    assertThat(ofScan().classOf(point(0, 20, 20))).isZero();

    robot.push(KeyCode.DIGIT2);
    waitUntil(() -> window.annotate().model().ink().equals(Ink.NONE));
    assertThat(robot.lookup("#ink-chip").query().isVisible()).isFalse();
  }

  @Test
  void theLabelsOfTheFileBecomeLabels(FxRobot robot) throws Exception {
    robot.interact(() -> window.annotate().model().importFileLabels());
    waitUntil(() -> ofScan().labelledCount() == SmallRoom.POINTS);
    assertThat(labels().classes()).hasSize(3);
    waitUntil(() -> layer() != null);
    robot.interact(() -> labels().undo());
    waitUntil(() -> ofScan().labelledCount() == 0);
    waitUntil(() -> layer() == null);
  }
}
