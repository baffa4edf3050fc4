package cadenza.render.select;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.render.Camera;
import cadenza.render.ClipBox;
import cadenza.render.Frame;
import cadenza.render.FrameBudget;
import cadenza.render.Picture;
import cadenza.render.PointSize;
import cadenza.render.Rooms;
import cadenza.render.Scene;
import cadenza.render.Selection;
import cadenza.render.Style;
import cadenza.render.Vec3;
import cadenza.render.splat.SplatRenderer;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenSelectTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 200;
  private static final Style PLAIN =
      Style.DEFAULT.withAntiAliased(false).withSeeThroughWalls(false);
  private static final double[] LASSO = {60, 30, 250, 40, 280, 170, 150, 120, 70, 180};

  private static PointIndex index(PointCloud cloud) {
    return PointIndex.of(cloud, Progress.none());
  }

  private static Vec3 at(PointCloud cloud, int i) {
    return new Vec3(cloud.world(i, 0), cloud.world(i, 1), cloud.world(i, 2));
  }

  private static Selection where(PointCloud cloud, IntPredicate wanted) {
    BitSet points = new BitSet();
    for (int i = 0; i < cloud.pointCount(); i++) {
      if (wanted.test(i)) {
        points.set(i);
      }
    }
    return Selection.of(cloud.pointCount(), points);
  }

  private static boolean isInside(Frame frame, ScreenMask mask, Vec3 world) {
    double[] place = frame.camera().project(world, frame.width(), frame.height());
    boolean before = frame.camera().orthographic() || place[2] > frame.camera().nearMeters();
    return before && mask.contains((int) Math.floor(place[0]), (int) Math.floor(place[1]));
  }

  /// Differences come only from points whose float position falls on the other side of a border.
  private static void assertNearlyEqual(Selection actual, Selection expected) {
    int off = actual.minus(expected).size() + expected.minus(actual).size();
    assertThat(off).as("%s instead of %s", actual, expected).isLessThanOrEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void throughIsEveryPointThatProjectsIntoTheMask(boolean orthographic) {
    PointCloud cloud = Rooms.cube(20_000, 5);
    for (double distance : new double[] {4, 1.2, 0.3}) {
      Camera camera =
          new Camera(new Vec3(0.1, 0, 0), distance, 0.7, 0.4, 1, orthographic).withShift(0.1);
      Frame frame = Picture.of(Scene.of(cloud).withStyle(PLAIN), camera, WIDTH, HEIGHT);
      ScreenMask mask = ScreenMask.polygon(WIDTH, HEIGHT, LASSO, FillRule.NON_ZERO);
      Selection selected = ScreenSelect.inside(frame, index(cloud), mask, Reach.THROUGH);
      assertNearlyEqual(selected, where(cloud, i -> isInside(frame, mask, at(cloud, i))));
      assertThat(selected.isEmpty()).isFalse();
    }
  }

  @Test
  void whatTheSceneHidesIsNotSelected() {
    PointCloud cloud = Rooms.cube(20_000, 6);
    Camera camera = new Camera(Vec3.ZERO, 4, 0.7, 0.4, 1, false);
    BitSet visible = new BitSet();
    for (int i = 0; i < 20_000; i += 3) {
      visible.set(i);
    }
    ClipBox clip = new ClipBox(new Vec3(0.2, 0, 0), new Vec3(0.5, 0.4, 2), 0.5);
    Scene scene = Scene.of(cloud).withStyle(PLAIN).withVisible(visible).withClip(clip);
    Frame frame = Picture.of(scene, camera, WIDTH, HEIGHT);
    ScreenMask mask = ScreenMask.polygon(WIDTH, HEIGHT, LASSO, FillRule.NON_ZERO);
    IntPredicate shown = i -> visible.get(i) && clip.contains(at(cloud, i));
    assertNearlyEqual(
        ScreenSelect.inside(frame, index(cloud), mask, Reach.THROUGH),
        where(cloud, i -> shown.test(i) && isInside(frame, mask, at(cloud, i))));
    Selection seen = ScreenSelect.inside(frame, index(cloud), mask, Reach.VISIBLE);
    assertThat(seen.size()).isPositive();
    assertThat(seen.minus(where(cloud, shown)).size()).isLessThanOrEqualTo(2);
    Selection ball = ScreenSelect.near(frame, index(cloud), List.of(Vec3.ZERO), 0.6, Reach.THROUGH);
    assertNearlyEqual(ball, where(cloud, i -> shown.test(i) && at(cloud, i).length() <= 0.6));
  }

  @Test
  void aBallTakesAllPointsWithinItsRadius() {
    PointCloud cloud = Rooms.cube(20_000, 7);
    Camera camera = new Camera(Vec3.ZERO, 4, 0.7, 0.4, 1, false);
    Frame frame = Picture.of(Scene.of(cloud).withStyle(PLAIN), camera, WIDTH, HEIGHT);
    List<Vec3> centers = List.of(new Vec3(0.5, 0.5, 0), new Vec3(-0.9, 0, 0.2));
    assertNearlyEqual(
        ScreenSelect.near(frame, index(cloud), centers, 0.3, Reach.THROUGH),
        where(cloud, i -> centers.stream().anyMatch(c -> c.distance(at(cloud, i)) <= 0.3)));
    assertThat(ScreenSelect.near(frame, index(cloud), List.of(), 0.3, Reach.THROUGH).isEmpty())
        .isTrue();
  }

  /// Two parallel walls at x = 0 (nearer) and x = -1, seen from +x; even points are the near one.
  private static PointCloud twoWalls(int points, double turn) {
    SplittableRandom random = new SplittableRandom(8);
    float[] xyz = new float[3 * points];
    for (int i = 0; i < points; i++) {
      double across = random.nextDouble(-1, 1);
      double x = i % 2 == 0 ? 0 : -1;
      xyz[3 * i] = (float) (x * Math.cos(turn) - across * Math.sin(turn));
      xyz[3 * i + 1] = (float) (x * Math.sin(turn) + across * Math.cos(turn));
      xyz[3 * i + 2] = (float) random.nextDouble(-1, 1);
    }
    return PointCloud.builder(xyz).origin(500_000, 4_000_000, 100).build();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1.0, 1.25})
  void visibleTakesAllOfASurfaceAndNothingBehindIt(double turn) {
    PointCloud cloud = twoWalls(60_000, turn);
    Vec3 middle = new Vec3(500_000, 4_000_000, 100);
    for (double distance : new double[] {3, 6, turn > 1 ? 12 : 30}) {
      Camera camera = new Camera(middle, distance, 0, 0.05, 1, false);
      Frame frame = Picture.of(Scene.of(cloud).withStyle(PLAIN), camera, WIDTH, HEIGHT);
      double r = 25.0 * 3 / distance;
      ScreenMask mask = ScreenMask.circle(WIDTH, HEIGHT, 160, 100, r);
      Selection all = ScreenSelect.inside(frame, index(cloud), mask, Reach.THROUGH);
      Selection seen = ScreenSelect.inside(frame, index(cloud), mask, Reach.VISIBLE);
      Selection near = where(cloud, i -> i % 2 == 0);
      // At a slant of more than 60 degrees a ray near the edge may pass beside the near wall.
      assertThat(seen.minus(near).size()).isLessThanOrEqualTo(all.size() / 200);
      assertThat(near.and(all).minus(seen).size())
          .as("of %s at distance %s", near.and(all), distance)
          .isLessThanOrEqualTo(all.size() / 30);
      assertThat(turn > 1 || !all.minus(near).isEmpty()).isTrue();
    }
  }

  @Test
  void visibleTakesAllPointsOfAFrameInMotionThatDrewFew() {
    PointCloud cloud = twoWalls(600_000, 0.6);
    Vec3 middle = new Vec3(500_000, 4_000_000, 100);
    Camera camera = new Camera(middle, 3, 0, 0.05, 1, false);
    Frame frame = new Frame(WIDTH, HEIGHT);
    try (SplatRenderer renderer = new SplatRenderer(2)) {
      renderer.render(Scene.of(cloud).withStyle(PLAIN), camera, FrameBudget.motion(0.01), frame);
    }
    assertThat(frame.stats().complete()).isFalse();
    assertThat(frame.stats().pointsDrawn()).isLessThan(300_000);
    ScreenMask mask = ScreenMask.circle(WIDTH, HEIGHT, 160, 100, 20);
    Selection all = ScreenSelect.inside(frame, index(cloud), mask, Reach.THROUGH);
    Selection seen = ScreenSelect.inside(frame, index(cloud), mask, Reach.VISIBLE);
    Selection near = where(cloud, i -> i % 2 == 0);
    assertThat(seen.minus(near).isEmpty()).isTrue();
    assertThat(near.and(all).minus(seen).size()).isLessThan(all.size() / 50);
  }

  @Test
  void aLassoInARoomTakesTheBoxAndNotTheFloorBehindIt() {
    PointCloud cloud = Rooms.room(200_000, 3);
    Camera camera = new Camera(new Vec3(2, 1.5, 0.5), 6, -1.1, 0.6, 0.8, false);
    for (PointSize size : new PointSize[] {PointSize.adaptive(1), PointSize.fixed(3)}) {
      // Walls between eye and box are seen through, so they are before what is seen.
      Style style = Style.DEFAULT.withAntiAliased(false).withPointSize(size);
      Frame frame = Picture.of(Scene.of(cloud).withStyle(style), camera, 800, 500);
      double[] middle = camera.project(new Vec3(2, 1.5, 1), 800, 500);
      ScreenMask mask = ScreenMask.circle(800, 500, middle[0], middle[1], 25);
      Selection seen = ScreenSelect.inside(frame, index(cloud), mask, Reach.VISIBLE);
      Selection through = ScreenSelect.inside(frame, index(cloud), mask, Reach.THROUGH);
      Selection top =
          where(
              cloud,
              i -> {
                Vec3 p = at(cloud, i);
                return Math.abs(p.z() - 1) < 0.001 && p.x() > 1.49 && p.x() < 2.51;
              });
      assertThat(seen.size()).isGreaterThan(500);
      // Random points leave holes through which one does see something else.
      assertThat(seen.minus(top).size()).as("only the top").isLessThan(seen.size() / 100);
      assertThat(top.and(through).minus(seen).size()).isLessThan(seen.size() / 100);
      assertThat(through.minus(top).isEmpty()).as("through goes to floor and ceiling").isFalse();
    }
  }

  @Test
  void pointsWithoutCoordinatesAreNeverSelected() {
    float[] xyz = Rooms.cube(3000, 2).positions().clone();
    for (int i = 0; i < xyz.length; i += 7) {
      xyz[i] = i % 2 == 0 ? Float.NaN : Float.POSITIVE_INFINITY;
    }
    PointCloud cloud = PointCloud.builder(xyz).build();
    Camera camera = new Camera(Vec3.ZERO, 4, 0.7, 0.4, 1, false);
    Frame frame = Picture.of(Scene.of(cloud).withStyle(PLAIN), camera, WIDTH, HEIGHT);
    ScreenMask everything = ScreenMask.box(WIDTH, HEIGHT, 0, 0, WIDTH, HEIGHT);
    Selection selected = ScreenSelect.inside(frame, index(cloud), everything, Reach.THROUGH);
    assertThat(selected).isEqualTo(where(cloud, cloud::isFinite));
  }

  @Test
  void nothingIsSelectedWhereThereIsNothing() {
    PointCloud empty = PointCloud.builder(new float[0]).build();
    float[] unknown = new float[30];
    Arrays.fill(unknown, Float.NaN);
    PointCloud nowhere = PointCloud.builder(unknown).build();
    ScreenMask mask = ScreenMask.box(WIDTH, HEIGHT, 0, 0, WIDTH, HEIGHT);
    Camera camera = new Camera(Vec3.ZERO, 4, 0.7, 0.4, 1, false);
    for (PointCloud cloud : List.of(empty, nowhere)) {
      Frame frame = Picture.of(Scene.of(cloud), camera, WIDTH, HEIGHT);
      assertThat(ScreenSelect.inside(frame, index(cloud), mask, Reach.THROUGH).isEmpty()).isTrue();
      assertThat(ScreenSelect.inside(frame, index(cloud), mask, Reach.VISIBLE).isEmpty()).isTrue();
    }
    PointCloud cloud = Rooms.cube(100, 1);
    Frame blank = new Frame(WIDTH, HEIGHT);
    assertThat(ScreenSelect.inside(blank, index(cloud), mask, Reach.THROUGH))
        .isEqualTo(Selection.none(100));
    Frame other = Picture.of(Scene.of(Rooms.cube(100, 1)), camera, WIDTH, HEIGHT);
    assertThat(ScreenSelect.inside(other, index(cloud), mask, Reach.THROUGH).isEmpty())
        .as("a frame of another cloud")
        .isTrue();
  }

  @Test
  void aFastStrokeLeavesNoGaps() {
    PointCloud cloud = twoWalls(150_000, 0);
    Vec3 middle = new Vec3(500_000, 4_000_000, 100);
    Camera camera = new Camera(middle, 3, 0, 0, 1, false);
    Frame frame = Picture.of(Scene.of(cloud).withStyle(PLAIN), camera, WIDTH, HEIGHT);
    double pixel = camera.metersPerPixel(3, HEIGHT);
    for (BrushSize size : List.of(BrushSize.pixels(8), BrushSize.meters(8 * pixel))) {
      BrushStroke stroke = new BrushStroke(index(cloud), size, Reach.VISIBLE);
      Selection painted = stroke.to(frame, 110, 90).plus(stroke.to(frame, 210, 110));
      Selection wanted =
          where(
              cloud,
              i -> {
                double[] p = camera.project(at(cloud, i), WIDTH, HEIGHT);
                double t = Math.clamp(((p[0] - 110) * 100 + (p[1] - 90) * 20) / 10400, 0, 1);
                return i % 2 == 0 && Math.hypot(p[0] - 110 - 100 * t, p[1] - 90 - 20 * t) <= 6.5;
              });
      assertThat(wanted.minus(painted).size()).isLessThanOrEqualTo(wanted.size() / 100);
      // Random points leave holes through which one does see the far wall.
      assertThat(painted.minus(where(cloud, i -> i % 2 == 0)).size())
          .isLessThan(painted.size() / 200);
      assertThat(painted.size()).isLessThan(2 * wanted.size());
    }
  }

  @Test
  void aMetricBrushOverNothingPaintsNothing() {
    PointCloud cloud = Rooms.cube(100, 1);
    Camera camera = new Camera(Vec3.ZERO, 400, 0.7, 0.4, 1, false);
    Frame frame = Picture.of(Scene.of(cloud).withStyle(PLAIN), camera, WIDTH, HEIGHT);
    BrushStroke stroke = new BrushStroke(index(cloud), BrushSize.meters(0.1), Reach.VISIBLE);
    assertThat(stroke.to(frame, 5, 5).plus(stroke.to(frame, -800, 30)).isEmpty()).isTrue();
  }
}
