package cadenza.app.probing;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.FakeEngine;
import cadenza.app.SmallRoom;
import cadenza.app.TestThread;
import cadenza.app.labels.LabelModel;
import cadenza.app.look.ClassNames;
import cadenza.app.look.LookModel;
import cadenza.app.pipeline.EncodeSettings;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.viewport.CameraGlide;
import cadenza.app.viewport.ShownPoints;
import cadenza.app.viewport.ViewportModel;
import cadenza.app.workspace.Encoding;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.render.Camera;
import cadenza.render.ClipBox;
import cadenza.render.Scene;
import cadenza.render.Selection;
import cadenza.render.Vec3;
import cadenza.scan.Progress;
import java.util.BitSet;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NextModelTest {
  private static final int FACE = SmallRoom.EDGE * SmallRoom.EDGE;

  private final TestThread thread = new TestThread();
  private final Workspace workspace = new Workspace();
  private final TaskRunner tasks = new TaskRunner(thread, workspace::tell);
  private final LookModel look = new LookModel(workspace, tasks, ClassNames.numbers());
  private final LabelModel labels = new LabelModel();
  private final ProbingModel probing = new ProbingModel(workspace, labels, look, tasks);
  private final ViewportModel viewport =
      new ViewportModel(workspace, look, CameraGlide.immediate());
  private final NextModel model = new NextModel(workspace, labels, probing, viewport, tasks);
  private final OpenScan scan = new OpenScan("room", null, SmallRoom.contents());

  @BeforeEach
  void openAndLabel() {
    viewport.resize(640, 400);
    workspace.add(scan);
    EncodedScan encoded =
        new FakeEngine().encode(scan.cloud(), new EncodeSettings(0.05f, 0), Progress.none());
    scan.encodingProperty().set(new Encoding(encoded, new int[SmallRoom.POINTS]));
    for (int face = 0; face < 2; face++) {
      BitSet points = new BitSet();
      points.set(face * FACE + 600, face * FACE + 640);
      int id = labels.addClass("class " + face, 0xff00cc00 + face).id();
      labels.paint(scan, id, Selection.of(SmallRoom.POINTS, points), "brush");
    }
    thread.runUntil(() -> probing.isIdle() && model.availableProperty().get());
    thread.runUntil(() -> viewport.sceneProperty().get() != null);
  }

  @AfterEach
  void close() {
    tasks.close();
  }

  private Camera flown() {
    Camera before = viewport.camera();
    model.fly();
    thread.runUntil(() -> !before.equals(viewport.camera()));
    return viewport.camera();
  }

  /// Middle of the mark.
  private Vec3 marked() {
    Scene scene = Objects.requireNonNull(viewport.sceneProperty().get());
    Vec3 sum = Vec3.ZERO;
    for (var line : scene.overlay().lines()) {
      sum = sum.plus(line.from()).plus(line.to());
    }
    assertThat(scene.overlay().lines()).hasSize(12);
    return sum.times(1.0 / 24);
  }

  @Test
  void eachFlightShowsAnotherPlaceInTheMiddleOfThings() {
    Camera first = flown();
    Vec3 mark = marked();
    double[] pixel = first.project(mark, 640, 400);
    assertThat(pixel[0]).isBetween(100.0, 540.0);
    assertThat(pixel[1]).isBetween(60.0, 340.0);
    flown();
    assertThat(marked().distance(mark)).isGreaterThan(0.1);
    assertThat(workspace.notices()).isEmpty();
  }

  @Test
  void whatIsHiddenIsNotProposed() {
    flown();
    Vec3 mark = marked();
    BitSet shown = new BitSet();
    for (int i = 0; i < SmallRoom.POINTS; i++) {
      Vec3 at =
          new Vec3(scan.cloud().world(i, 0), scan.cloud().world(i, 1), scan.cloud().world(i, 2));
      shown.set(i, at.distance(mark) > 0.5);
    }
    viewport
        .shownPointsProperty()
        .set(new ShownPoints(scan.cloud(), Selection.none(SmallRoom.POINTS), shown));
    for (int i = 0; i < 4; i++) {
      flown();
      assertThat(marked().distance(mark)).as("flight " + i).isGreaterThan(0.49);
    }
  }

  @Test
  void whereNothingCanBeSeenThatIsSaid() {
    viewport.clipProperty().set(new ClipBox(new Vec3(0, 0, 0), new Vec3(1, 1, 1), 0));
    Camera before = viewport.camera();
    model.fly();
    thread.runUntil(() -> !workspace.notices().isEmpty());
    assertThat(workspace.notices().getFirst().text()).contains("can be seen");
    assertThat(viewport.camera()).isEqualTo(before);
  }
}
