package cadenza.app.viewport.select;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.SmallRoom;
import cadenza.app.TestThread;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.viewport.OpenViewport;
import cadenza.app.viewport.tool.PointerAt;
import cadenza.app.workspace.OpenScan;
import cadenza.render.Camera;
import cadenza.render.Frame;
import cadenza.render.Picture;
import cadenza.render.Scene;
import cadenza.render.Selection;
import cadenza.render.StandardView;
import cadenza.render.select.BrushSize;
import cadenza.render.select.ScreenMask;
import cadenza.scan.PointCloud;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SelectionModelTest {
  private final OpenViewport view = new OpenViewport();
  private final TestThread thread = new TestThread();
  private final TaskRunner tasks = new TaskRunner(thread, problem -> {});
  private final SelectionModel model =
      new SelectionModel(view.model(), tasks, question -> Optional.of(question.apply(frame())));

  private Frame frame() {
    Scene scene = view.model().sceneProperty().get();
    Camera camera = view.model().camera();
    return Picture.of(
        scene.withStyle(scene.style().withAntiAliased(false)),
        camera,
        OpenViewport.WIDTH,
        OpenViewport.HEIGHT);
  }

  @BeforeEach
  void lookDown() {
    view.model().look(StandardView.TOP);
  }

  @AfterEach
  void close() {
    tasks.close();
    view.close();
  }

  private PointerAt at(int point, boolean shift, boolean shortcut) {
    double[] place =
        view.model()
            .camera()
            .project(view.pick(point).world(), OpenViewport.WIDTH, OpenViewport.HEIGHT);
    return new PointerAt(place[0], place[1], Optional.of(view.pick(point)), shift, shortcut, 1);
  }

  private PointerAt at(int point) {
    return at(point, false, false);
  }

  /// Point of the floor in row i, column j.
  private static int floor(int i, int j) {
    return i * SmallRoom.EDGE + j;
  }

  private static void assertFloorBlock(Selection selection, int i0, int i1, int j0, int j1) {
    for (int i = 2; i < SmallRoom.EDGE - 2; i++) {
      for (int j = 2; j < SmallRoom.EDGE - 2; j++) {
        boolean inside = i > i0 && i < i1 && j > j0 && j < j1;
        boolean border = i == i0 || i == i1 || j == j0 || j == j1;
        if (!border) {
          assertThat(selection.contains(floor(i, j))).as("%d, %d", i, j).isEqualTo(inside);
        }
      }
    }
  }

  private void box(int from, int to, boolean shift, boolean shortcut) {
    BoxTool tool = new BoxTool(model);
    tool.pressed(at(from, shift, shortcut));
    tool.dragged(at(to, shift, shortcut));
    assertThat(tool.sketchProperty().get().paths()).hasSize(1);
    tool.released(at(to, shift, shortcut));
    assertThat(tool.sketchProperty().get().paths()).isEmpty();
  }

  @Test
  void boxesReplaceAddAndTakeAway() {
    box(floor(5, 5), floor(15, 15), false, false);
    assertFloorBlock(model.selection(), 5, 15, 5, 15);
    box(floor(20, 20), floor(30, 30), false, false);
    assertFloorBlock(model.selection(), 20, 30, 20, 30);
    int before = model.selection().size();
    box(floor(5, 5), floor(15, 15), true, false);
    assertThat(model.selection().size()).isGreaterThan(before);
    box(floor(5, 5), floor(15, 15), false, true);
    assertFloorBlock(model.selection(), 20, 30, 20, 30);
    assertThat(view.model().sceneProperty().get().overlay().selected())
        .isEqualTo(model.selection());
  }

  @Test
  void aBrushStrokeIsOneStep() {
    BrushTool brush = new BrushTool(model, view.model());
    model.brushProperty().set(BrushSize.meters(0.15));
    brush.pressed(at(floor(10, 10)));
    brush.dragged(at(floor(10, 30)));
    brush.released(at(floor(10, 30)));
    assertThat(model.selection().contains(floor(10, 20))).isTrue();
    assertThat(model.selection().contains(floor(15, 20))).isFalse();
    int painted = model.selection().size();
    brush.pressed(at(floor(10, 20), false, true));
    brush.released(at(floor(10, 20), false, true));
    assertThat(model.selection().contains(floor(10, 20))).isFalse();
    model.undo();
    assertThat(model.selection().size()).isEqualTo(painted);
    model.undo();
    assertThat(model.selection().isEmpty()).isTrue();
    assertThat(model.canUndoProperty().get()).isFalse();
    model.redo();
    assertThat(model.selection().size()).isEqualTo(painted);
  }

  @Test
  void escapeForgetsTheStrokeUnderWay() {
    model.selectAll();
    BrushTool brush = new BrushTool(model, view.model());
    brush.pressed(at(floor(10, 10), false, true));
    assertThat(model.selection().size()).isLessThan(SmallRoom.POINTS);
    assertThat(brush.cancelled()).isTrue();
    assertThat(model.selection().size()).isEqualTo(SmallRoom.POINTS);
    brush.dragged(at(floor(20, 20)));
    brush.released(at(floor(20, 20)));
    assertThat(model.selection().size()).isEqualTo(SmallRoom.POINTS);
    assertThat(brush.cancelled()).isFalse();
  }

  @Test
  void theWheelWithCtrlChangesTheBrushAndSaysItsSize() {
    BrushTool brush = new BrushTool(model, view.model());
    double before = model.brushProperty().get().radius();
    assertThat(brush.scrolled(at(floor(3, 3)), 1)).isFalse();
    assertThat(brush.scrolled(at(floor(3, 3), false, true), 2)).isTrue();
    assertThat(model.brushProperty().get().radius()).isGreaterThan(before);
    assertThat(brush.sketchProperty().get().labels()).hasSize(1);
    model.scaleBrush(-1000);
    assertThat(model.brushProperty().get().radius()).isPositive();
    model.scaleBrush(1000);
    model.changeBrushUnit();
    assertThat(model.brushProperty().get().metric()).isTrue();
    model.changeBrushUnit();
    assertThat(model.brushProperty().get().metric()).isFalse();
  }

  @Test
  void aLassoGoesAroundPointsAndAClickSelectsNothing() {
    LassoTool lasso = new LassoTool(model);
    int[] way = {floor(8, 8), floor(8, 24), floor(24, 24), floor(24, 8)};
    lasso.pressed(at(way[0]));
    for (int corner : way) {
      lasso.dragged(at(corner));
    }
    lasso.released(at(way[3]));
    assertFloorBlock(model.selection(), 8, 24, 8, 24);
    lasso.pressed(at(way[0]));
    lasso.released(at(way[0]));
    assertThat(model.selection().isEmpty()).isTrue();
    lasso.pressed(at(way[0]));
    lasso.dragged(at(way[2]));
    assertThat(lasso.cancelled()).isTrue();
    lasso.released(at(way[2]));
    assertThat(lasso.cancelled()).isFalse();
  }

  @Test
  void aPolygonIsClosedByEnterOrADoubleClick() {
    PolygonTool polygon = new PolygonTool(model);
    polygon.clicked(at(floor(8, 8)));
    polygon.clicked(at(floor(8, 24)));
    polygon.clicked(at(floor(30, 30)));
    polygon.stepBack();
    polygon.clicked(at(floor(24, 24)));
    polygon.clicked(at(floor(24, 8)));
    polygon.finished();
    assertFloorBlock(model.selection(), 8, 24, 8, 24);
    assertThat(polygon.cancelled()).isFalse();
    polygon.clicked(at(floor(3, 3)));
    polygon.finished();
    assertThat(model.selection().isEmpty()).as("two corners enclose nothing").isFalse();
    polygon.clicked(at(floor(3, 3)));
    assertThat(polygon.cancelled()).isTrue();
    assertThat(polygon.sketchProperty().get().paths()).isEmpty();
  }

  @Test
  void aRegionIsTheSurfaceOfThePoint() {
    RegionTool region = new RegionTool(model);
    region.clicked(at(floor(20, 20)));
    thread.runUntil(() -> !model.selection().isEmpty());
    assertThat(model.selection().contains(floor(35, 35))).isTrue();
    int wall = SmallRoom.EDGE * SmallRoom.EDGE + 20 * SmallRoom.EDGE + 20;
    assertThat(model.selection().contains(wall)).isFalse();
    assertThat(region.scrolled(at(0, false, true), 1)).isTrue();
    model.scaleLikeness(1000);
    assertThat(SelectionWords.likeness(model.likenessProperty().get()))
        .isEqualTo("All that touches");
    region.clicked(at(floor(20, 20)));
    thread.runUntil(() -> model.selection().contains(wall));
  }

  @Test
  void whatIsHiddenIsNotShownNorSelectedAndComesBack() {
    box(floor(5, 5), floor(15, 15), false, false);
    int selected = model.selection().size();
    model.hideSelected();
    assertThat(model.selection().isEmpty()).isTrue();
    assertThat(model.hiddenCountProperty().get()).isEqualTo(selected);
    assertThat(view.model().sceneProperty().get().visible().cardinality())
        .isEqualTo(SmallRoom.POINTS - selected);
    model.selectAll();
    assertThat(model.selection().size()).isEqualTo(SmallRoom.POINTS - selected);
    model.invert();
    assertThat(model.selection().isEmpty()).isTrue();
    model.undo();
    model.undo();
    model.undo();
    assertThat(model.hiddenCountProperty().get()).isZero();
    assertThat(view.model().sceneProperty().get().visible()).isNull();
    assertThat(model.selection().size()).isEqualTo(selected);
    model.showOnlySelected();
    assertThat(model.hiddenCountProperty().get()).isEqualTo(SmallRoom.POINTS - selected);
    model.showAll();
    assertThat(model.hiddenCountProperty().get()).isZero();
  }

  @Test
  void theCameraGoesToTheSelection() {
    model.fit();
    Camera before = view.model().camera();
    box(floor(5, 5), floor(15, 15), false, false);
    assertThat(view.model().camera()).isEqualTo(before);
    model.fit();
    assertThat(view.model().camera().distance()).isLessThan(before.distance() / 2);
    assertThat(model.bounds().orElseThrow().extent(2)).isLessThan(0.1);
  }

  @Test
  void anotherScanHasNoSelection() {
    OpenScan first = view.workspace().current();
    model.selectAll();
    view.open("another");
    assertThat(model.selection().isEmpty()).isTrue();
    assertThat(model.canUndoProperty().get()).isFalse();
    assertThat(view.model().sceneProperty().get().overlay().selected()).isNull();
    view.workspace().close(view.workspace().current());
    view.workspace().close(first);
    model.selectAll();
    model.undo();
    assertThat(model.selection().pointCount()).isZero();
    model.select(frame -> ScreenMask.empty(), Combine.ADD, "box");
  }

  @Test
  void aStrokeOverALargeCloudIsPaintedOnceItsPointsAreSorted() {
    float[] small = SmallRoom.cloud().positions();
    int copies = 63;
    float[] positions = new float[copies * small.length];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = small[i % small.length];
    }
    OpenScan scan = view.workspace().current();
    scan.replaceCloud(PointCloud.builder(positions).origin(500, -200, 10).build(), false);
    view.awaitPicture(scan);
    BrushTool brush = new BrushTool(model, view.model());
    brush.pressed(at(floor(10, 10)));
    brush.dragged(at(floor(10, 20)));
    brush.released(at(floor(10, 20)));
    assertThat(model.preparingProperty().get()).isTrue();
    assertThat(model.selection().isEmpty()).isTrue();
    thread.runUntil(() -> !model.preparingProperty().get());
    assertThat(model.selection().contains(floor(10, 15))).isTrue();
    assertThat(model.selection().contains(floor(10, 15) + SmallRoom.POINTS)).isTrue();
    model.undo();
    assertThat(model.selection().isEmpty()).isTrue();
    assertThat(model.canUndoProperty().get()).isFalse();
  }
}
