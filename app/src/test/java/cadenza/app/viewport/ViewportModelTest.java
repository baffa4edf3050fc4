package cadenza.app.viewport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.app.SmallRoom;
import cadenza.app.TestThread;
import cadenza.app.look.ClassNames;
import cadenza.app.look.ColorMode;
import cadenza.app.look.LookModel;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.render.Camera;
import cadenza.render.Pick;
import cadenza.render.StandardView;
import cadenza.render.Vec3;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewportModelTest {
  private static final int WIDTH = 800;
  private static final int HEIGHT = 600;

  private final TestThread thread = new TestThread();
  private final Workspace workspace = new Workspace();
  private final TaskRunner tasks = new TaskRunner(thread, workspace::tell);
  private final LookModel look = new LookModel(workspace, tasks, ClassNames.numbers());
  private final ViewportModel model = new ViewportModel(workspace, look, CameraGlide.immediate());

  @BeforeEach
  void open() {
    model.resize(WIDTH, HEIGHT);
    workspace.add(new OpenScan("corner", null, SmallRoom.contents()));
    thread.runUntil(() -> model.sceneProperty().get() != null);
  }

  @AfterEach
  void close() {
    tasks.close();
  }

  private Pick pick(int index) {
    var cloud = look.coloringProperty().get().cloud();
    return new Pick(
        index, new Vec3(cloud.world(index, 0), cloud.world(index, 1), cloud.world(index, 2)));
  }

  @Test
  void orbitTurnsAboutThePivotAndKeepsTheDistance() {
    Camera before = model.camera();
    model.grab(100, 100, Optional.empty());
    model.orbit(60, 20);
    Camera after = model.camera();
    assertThat(after.yawRadians()).isNotEqualTo(before.yawRadians());
    assertThat(after.pitchRadians()).isGreaterThan(before.pitchRadians());
    assertThat(after.target()).isEqualTo(before.target());
    assertThat(after.distance()).isEqualTo(before.distance());
  }

  @Test
  void orbitTurnsAboutThePressedPointWhichStaysWhereItIsSeen() {
    Pick pick = pick(700);
    double[] before = model.camera().project(pick.world(), WIDTH, HEIGHT);
    model.grab(before[0], before[1], Optional.of(pick));
    double[] pressed = model.camera().project(pick.world(), WIDTH, HEIGHT);
    assertThat(pressed[0]).isCloseTo(before[0], within(1e-6));
    model.orbit(80, -30);
    double[] after = model.camera().project(pick.world(), WIDTH, HEIGHT);
    assertThat(after[0]).isCloseTo(before[0], within(1e-6));
    assertThat(after[1]).isCloseTo(before[1], within(1e-6));
    assertThat(after[2]).isCloseTo(before[2], within(1e-6));
    assertThat(model.pivotProperty().get()).isEqualTo(pick.world());
    model.release();
    assertThat(model.pivotProperty().get()).isNull();
  }

  @Test
  void whoWantsItTurnsAboutTheMiddle() {
    model.orbitAtPointerProperty().set(false);
    Camera before = model.camera();
    model.grab(10, 10, Optional.of(pick(700)));
    model.orbit(80, -30);
    assertThat(model.camera().target()).isEqualTo(before.target());
  }

  @Test
  void zoomKeepsWhatIsUnderThePointerThere() {
    Pick pick = pick(77);
    double[] before = model.camera().project(pick.world(), WIDTH, HEIGHT);
    model.zoom(before[0], before[1], 3, Optional.of(pick));
    double[] after = model.camera().project(pick.world(), WIDTH, HEIGHT);
    assertThat(after[0]).isCloseTo(before[0], within(1e-6));
    assertThat(after[1]).isCloseTo(before[1], within(1e-6));
    assertThat(after[2]).isLessThan(0.7 * before[2]);
  }

  @Test
  void panMovesTheGrabbedPointWithThePointer() {
    Pick pick = pick(500);
    double[] before = model.camera().project(pick.world(), WIDTH, HEIGHT);
    model.grab(before[0], before[1], Optional.of(pick));
    model.pan(40, -25);
    double[] after = model.camera().project(pick.world(), WIDTH, HEIGHT);
    assertThat(after[0]).isCloseTo(before[0] + 40, within(1e-6));
    assertThat(after[1]).isCloseTo(before[1] - 25, within(1e-6));
  }

  @Test
  void thePivotComesToTheMiddle() {
    Pick pick = pick(1234);
    model.pivotAt(pick);
    double[] place = model.camera().project(pick.world(), WIDTH, HEIGHT);
    assertThat(place[0]).isCloseTo(WIDTH / 2.0, within(1e-6));
    assertThat(place[1]).isCloseTo(HEIGHT / 2.0, within(1e-6));
  }

  @Test
  void homeUndoesAllMoves() {
    Camera start = model.camera();
    model.orbit(100, 30);
    model.zoomAtCenter(4);
    model.home();
    assertThat(model.camera()).isEqualTo(start);
  }

  @Test
  void aStandardViewLooksAlongItsAxis() {
    model.look(StandardView.TOP);
    assertThat(model.camera().back().z()).isCloseTo(1, within(1e-9));
    model.toggleOrthographic();
    assertThat(model.camera().orthographic()).isTrue();
  }

  @Test
  void theReadoutSaysWorldPositionColourAndLabel() {
    model.hover(Optional.of(pick(0)));
    PointReadout readout = model.readoutProperty().get();
    assertThat(readout.position()).isEqualTo("500.000  -200.000  10.000 m");
    assertThat(readout.facts()).containsExactly("RGB 200 0 0", "class 1");
    model.hover(Optional.empty());
    assertThat(model.readoutProperty().get()).isNull();
  }

  @Test
  void eachScanKeepsItsCamera() {
    OpenScan first = workspace.current();
    model.orbit(50, 10);
    Camera camera = model.camera();
    workspace.add(new OpenScan("other", null, SmallRoom.contents()));
    OpenScan second = workspace.current();
    thread.runUntil(() -> model.sceneProperty().get().cloud() == second.cloud());
    assertThat(model.camera()).isNotEqualTo(camera);
    workspace.currentProperty().set(first);
    thread.runUntil(() -> model.sceneProperty().get().cloud() == first.cloud());
    assertThat(model.camera()).isEqualTo(camera);
  }

  @Test
  void anotherColouringKeepsCloudAndCamera() {
    Camera camera = model.camera();
    look.modeProperty().set(ColorMode.HEIGHT);
    thread.runUntil(() -> look.coloringProperty().get().mode() == ColorMode.HEIGHT);
    assertThat(model.camera()).isEqualTo(camera);
    assertThat(model.sceneProperty().get().colors()).isSameAs(look.coloringProperty().get().argb());
  }

  @Test
  void closingTheScanClearsThePicture() {
    workspace.close(workspace.current());
    assertThat(model.sceneProperty().get()).isNull();
  }
}
