package cadenza.app.shell;

import static cadenza.app.shell.WindowUnderTest.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.SmallRoom;
import cadenza.app.labels.LabelClass;
import cadenza.app.labels.LabelModel;
import cadenza.app.project.Project;
import cadenza.app.workspace.OpenScan;
import cadenza.render.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Projects in the real window: undone by keys across labels, views and selections, saved, closed
/// and opened again.
@EnabledIf(
    value = "cadenza.app.shell.MainWindowTest#displayIsThere",
    disabledReason = "no display; run under xvfb-run")
@ExtendWith(ApplicationExtension.class)
class ProjectWindowTest {
  @TempDir Path folder;

  private WindowUnderTest test;
  private MainWindow window;

  @Start
  void start(Stage stage) throws IOException {
    test = WindowUnderTest.show(stage);
    window = test.window;
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(window::close);
  }

  private LabelModel labels() {
    return window.project().session().labels();
  }

  private int labelled() {
    OpenScan scan = window.workspace().current();
    return scan == null ? -1 : labels().labels(scan).labelledCount();
  }

  private static Selection points(int from, int to) {
    BitSet points = new BitSet();
    points.set(from, to);
    return Selection.of(SmallRoom.POINTS, points);
  }

  private String editMenu() {
    MenuBar bar = (MenuBar) window.stage().getScene().lookup("#menu-bar");
    Menu edit =
        bar.getMenus().stream().filter(menu -> menu.getText().equals("Edit")).findFirst().get();
    return String.join(", ", edit.getItems().stream().map(MenuItem::getText).toList());
  }

  @Test
  void onePairOfKeysUndoesWhateverWasDoneLast(FxRobot robot) throws IOException, TimeoutException {
    test.open(robot, "corner.ply");
    assertThat(editMenu()).isEqualTo("Undo, Redo");
    robot.interact(() -> {
      LabelClass chair = labels().addClass("chair", 1);
      labels().paint(window.workspace().current(), chair.id(), points(0, 50), "Brush");
      window.selectionTools().model().selectAll();
      window.viewportTools().views().save();
    });
    robot.interact(window.viewport()::requestFocus);
    assertThat(editMenu()).isEqualTo("Undo Save view, Redo");
    robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
    waitUntil(() -> window.viewportTools().views().views().isEmpty());
    assertThat(editMenu()).isEqualTo("Undo selection, Redo Save view");
    robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
    waitUntil(() -> window.selectionTools().model().selectionProperty().get().isEmpty());
    assertThat(labelled()).isEqualTo(50);
    robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
    waitUntil(() -> labelled() == 0);
    assertThat(editMenu()).isEqualTo("Undo Add class chair, Redo Brush: chair");
    for (int i = 0; i < 3; i++) {
      robot
          .press(KeyCode.CONTROL, KeyCode.SHIFT)
          .type(KeyCode.Z)
          .release(KeyCode.SHIFT, KeyCode.CONTROL);
    }
    waitUntil(() -> window.viewportTools().views().views().size() == 1);
    assertThat(labelled()).isEqualTo(50);
    assertThat(window.selectionTools().model().selectionProperty().get().size())
        .isEqualTo(SmallRoom.POINTS);
    assertThat(window.workspace().notices()).isEmpty();
  }

  @Test
  void aProjectIsSavedAndOpenedAgainByItsName(FxRobot robot) throws IOException, TimeoutException {
    test.open(robot, "corner.ply");
    Path scan = window.workspace().current().file().orElseThrow();
    robot.interact(() -> {
      LabelClass chair = labels().addClass("chair", 1);
      labels().paint(window.workspace().current(), chair.id(), points(0, 50), "Brush");
      window.viewportTools().views().save();
    });
    Path file = folder.resolve("my room.cadenza");
    robot.interact(() -> window.project().session().saveAs(file));
    waitUntil(() -> window.stage().getTitle().equals("corner.ply – my room – Cadenza"));
    assertThat(window.settings().recentProjects()).containsExactly(file);
    robot.interact(() -> window.project().session().begin());
    waitUntil(() -> window.workspace().scans().isEmpty());
    assertThat(window.stage().getTitle()).isEqualTo("Cadenza");
    assertThat(labels().classes()).isEmpty();

    // As from the command line, a drop or the recent projects.
    robot.interact(() -> window.open(List.of(file)));
    waitUntil(() -> labelled() == 50);
    assertThat(window.workspace().current().file()).contains(scan);
    assertThat(window.stage().getTitle()).isEqualTo("corner.ply – my room – Cadenza");
    waitUntil(() -> window.viewportTools().views().views().size() == 1);
    robot.interact(labels()::undo);
    waitUntil(() -> window.viewportTools().views().views().isEmpty());
    robot.interact(labels()::undo);
    assertThat(labelled()).isZero();
    assertThat(window.workspace().notices()).isEmpty();
  }

  @Test
  void closingTheWindowWritesWhatIsNotSavedToTheDataFolder(FxRobot robot)
      throws IOException, TimeoutException {
    test.open(robot, "corner.ply");
    robot.interact(() -> labels().addClass("chair", 1));
    Project project = window.project().session().project().orElseThrow();
    robot.interact(window::close);
    assertThat(Files.exists(project.file())).isTrue();
    assertThat(window.services().unnamed().left()).containsExactly(project.file());
  }
}
