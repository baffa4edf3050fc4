package cadenza.app.viewport;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.SmallRoom;
import cadenza.app.TestThread;
import cadenza.app.look.ClassNames;
import cadenza.app.look.ColorMode;
import cadenza.app.look.LookModel;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.render.Camera;
import cadenza.render.Scene;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SplitModelTest {
  private final TestThread thread = new TestThread();
  private final Workspace workspace = new Workspace();
  private final TaskRunner tasks = new TaskRunner(thread, workspace::tell);
  private final LookModel look = new LookModel(workspace, tasks, ClassNames.numbers());
  private final ViewportModel first = new ViewportModel(workspace, look, CameraGlide.immediate());
  private final SplitModel split = new SplitModel(workspace, tasks, look, first);

  @BeforeEach
  void open() {
    first.resize(800, 600);
    workspace.add(new OpenScan("corner", null, SmallRoom.contents()));
    thread.runUntil(() -> first.sceneProperty().get() != null);
  }

  @AfterEach
  void close() {
    tasks.close();
  }

  private Scene shown() {
    thread.runUntil(() -> tasks.tasks().isEmpty());
    return split.sceneProperty().get();
  }

  @Test
  void showsTheSamePointsInOtherColours() {
    assertThat(split.sceneProperty().get()).isNull();
    split.openProperty().set(true);
    assertThat(split.modeProperty().get()).isEqualTo(ColorMode.LABEL);
    Scene scene = shown();
    Scene other = first.sceneProperty().get();
    assertThat(scene.cloud()).isSameAs(other.cloud());
    assertThat(scene.colors()).isNotEqualTo(other.colors());
    split.openProperty().set(false);
    assertThat(split.sceneProperty().get()).isNull();
  }

  @Test
  void followsTheStyleOfTheFirstHalfAndNotItsColours() {
    split.openProperty().set(true);
    int[] colors = shown().colors();
    look.eyeDomeLightingProperty().set(false);
    assertThat(split.sceneProperty().get().style().edlStrength()).isZero();
    look.modeProperty().set(ColorMode.HEIGHT);
    assertThat(shown().colors()).isSameAs(colors);
  }

  @Test
  void aChosenModeStaysWhileTheScanHasIt() {
    split.openProperty().set(true);
    split.choose(ColorMode.HEIGHT);
    int[] height = shown().colors();
    split.openProperty().set(false);
    split.openProperty().set(true);
    assertThat(split.modeProperty().get()).isEqualTo(ColorMode.HEIGHT);
    assertThat(shown().colors()).isEqualTo(height);
    split.choose(ColorMode.PCA);
    assertThat(split.modeProperty().get()).as("not encoded").isEqualTo(ColorMode.LABEL);
  }

  @Test
  void anotherScanIsNeverShownInOldColours() {
    split.openProperty().set(true);
    shown();
    workspace.add(new OpenScan("another", null, SmallRoom.contents()));
    Scene scene = shown();
    assertThat(scene.cloud()).isSameAs(workspace.current().cloud());
    assertThat(scene.colors()).isNotEqualTo(first.sceneProperty().get().colors());
    workspace.close(workspace.current());
    workspace.close(workspace.current());
    assertThat(shown()).isNull();
  }

  @Test
  void bothHalvesHaveOneCameraAndSizesOfTheirOwn() {
    split.openProperty().set(true);
    shown();
    ViewportModel second = new ViewportModel(first, split.sceneProperty());
    second.resize(400, 300);
    Camera before = first.camera();
    second.grab(10, 10, Optional.empty());
    second.orbit(50, 10);
    assertThat(first.camera()).isNotEqualTo(before).isEqualTo(second.camera());
    Camera turned = first.camera();
    first.zoomAtCenter(2);
    assertThat(second.camera().distance()).isLessThan(turned.distance());
    assertThat(second.sceneProperty().get()).isSameAs(split.sceneProperty().get());
  }

  @Test
  void stepsBackForANarrowerPictureButNotOutOfTheRoom() {
    Camera before = first.camera();
    assertThat(first.fitWidth(2)).isTrue();
    assertThat(first.camera().distance()).isEqualTo(2 * before.distance());
    assertThat(first.fitWidth(0.5)).isTrue();
    assertThat(first.camera().eye().distance(before.eye())).isLessThan(1e-9);
    first.cameraProperty().set(before.zoomAt(before.target(), 1e-2));
    assertThat(first.fitWidth(2)).isFalse();
  }
}
