package cadenza.app.probing;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.render.Camera;
import cadenza.render.ClipBox;
import cadenza.render.Frame;
import cadenza.render.FrameBudget;
import cadenza.render.Scene;
import cadenza.render.Selection;
import cadenza.render.Style;
import cadenza.render.Vec3;
import cadenza.render.select.PointIndex;
import cadenza.render.select.Reach;
import cadenza.render.select.ScreenMask;
import cadenza.render.select.ScreenSelect;
import cadenza.render.splat.SplatRenderer;
import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A room of 5 by 4 by 2.6 m, halved by a wall, with a closed box in the first half. What the
/// choice of a view says is seen is held against what the renderer draws.
class VantageTest {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 300;
  private static final double HALF = 0.7;
  private static final double SPOT = 0.14;

  private final List<float[]> points = new ArrayList<>();
  private final int[] beforeWall;
  private final int[] behindWall;
  private final int[] inBox;
  private final int[] outerWall;
  private final Scene scene;
  // Stands in the first half and looks at the wall between.
  private final Camera now =
      Camera.lookingAt(new Vec3(0.4, 2, 1.4), new Vec3(2.5, 2, 1.2), Camera.DEFAULT_FIELD_OF_VIEW);

  VantageTest() {
    slab(0, 0, 0, 5, 4, 0);
    slab(0, 0, 2.6, 5, 4, 2.6);
    slab(0, 0, 0, 0, 4, 2.6);
    slab(5, 0, 0, 5, 4, 2.6);
    slab(0, 0, 0, 5, 0, 2.6);
    slab(0, 4, 0, 5, 4, 2.6);
    outerWall = near(new Vec3(1, 4, 1.2), 0.35);
    slab(2.45, 0, 0, 2.45, 4, 2.6);
    beforeWall = near(new Vec3(2.45, 2, 1.2), 0.35);
    int wall = points.size();
    slab(2.55, 0, 0, 2.55, 4, 2.6);
    behindWall = near(new Vec3(2.55, 2, 1.2), 0.35, wall);
    for (double at : new double[] {0, 0.6}) {
      slab(0.8 + at, 0.5, 0, 0.8 + at, 1.1, 0.6);
      slab(0.8, 0.5 + at, 0, 1.4, 0.5 + at, 0.6);
      slab(0.8, 0.5, 0.01 + at, 1.4, 1.1, 0.01 + at);
    }
    int content = points.size();
    slab(0.95, 0.65, 0.3, 1.25, 0.95, 0.3);
    inBox = near(new Vec3(1.1, 0.8, 0.3), 1, content);
    float[] positions = new float[3 * points.size()];
    for (int i = 0; i < points.size(); i++) {
      System.arraycopy(points.get(i), 0, positions, 3 * i, 3);
    }
    PointCloud cloud = PointCloud.builder(positions).origin(5000, -300, 20).build();
    Vec3 origin = new Vec3(5000, -300, 20);
    scene = Scene.of(cloud).withStyle(Style.DEFAULT.withSeeThroughWalls(true));
    camera = now.withTarget(now.target().plus(origin));
  }

  private final Camera camera;

  /// A flat box between two corners, a point every 2 cm.
  private void slab(double x0, double y0, double z0, double x1, double y1, double z1) {
    for (int i = 0; i <= Math.round((x1 - x0) / 0.02); i++) {
      for (int j = 0; j <= Math.round((y1 - y0) / 0.02); j++) {
        for (int k = 0; k <= Math.round((z1 - z0) / 0.02); k++) {
          points.add(
              new float[] {
                (float) (x0 + 0.02 * i), (float) (y0 + 0.02 * j), (float) (z0 + 0.02 * k)
              });
        }
      }
    }
  }

  private int[] near(Vec3 center, double radius) {
    return near(center, radius, 0);
  }

  // The nearest is the first.
  private int[] near(Vec3 center, double radius, int from) {
    List<Integer> found = new ArrayList<>();
    int best = from;
    for (int i = from; i < points.size(); i++) {
      if (distance(i, center) < radius) {
        found.add(i);
        best = distance(i, center) < distance(best, center) ? i : best;
      }
    }
    found.remove(Integer.valueOf(best)); // the row, not the place
    found.addFirst(best);
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private double distance(int i, Vec3 to) {
    float[] p = points.get(i);
    return new Vec3(p[0], p[1], p[2]).distance(to);
  }

  private Optional<Vantage.View> view(Scene of, int[] region) {
    return new Vantage(of, camera, WIDTH, HEIGHT, 0.02, Progress.none())
        .of(region, region[0], HALF, SPOT);
  }

  /// Share of a region that a picture shows.
  private double drawn(Scene of, Camera from, int[] region) {
    Frame frame = new Frame(WIDTH, HEIGHT);
    try (SplatRenderer renderer = new SplatRenderer(1)) {
      for (boolean finished = false; !finished; finished = frame.stats().finished()) {
        renderer.render(of, from, FrameBudget.refine(200), frame);
      }
    }
    Selection seen =
        ScreenSelect.inside(
            frame,
            PointIndex.of(of.cloud(), Progress.none()),
            ScreenMask.box(WIDTH, HEIGHT, 0, 0, WIDTH, HEIGHT),
            Reach.VISIBLE);
    int count = 0;
    for (int point : region) {
      count += seen.contains(point) ? 1 : 0;
    }
    return (double) count / region.length;
  }

  private Camera framing(int[] region) {
    Bounds box = new Bounds(new double[3], new double[3]);
    for (int axis = 0; axis < 3; axis++) {
      box.min()[axis] = scene.cloud().world(region[0], axis) - HALF;
      box.max()[axis] = scene.cloud().world(region[0], axis) + HALF;
    }
    return camera.framing(box, WIDTH, HEIGHT);
  }

  @Test
  void whatIsInFrontIsSeenFromWhereOneLooks() {
    Vantage.View view = view(scene, beforeWall).orElseThrow();
    assertThat(view.seen()).isGreaterThan(0.9);
    assertThat(drawn(scene, view.camera(), beforeWall)).isGreaterThan(0.9);
    assertThat(view.camera().back().dot(camera.back())).isGreaterThan(0.7);
  }

  @Test
  void whatIsBehindAWallIsSeenFromTheOtherSide() {
    assertThat(drawn(scene, framing(behindWall), behindWall)).as("as one looked").isLessThan(0.1);
    Vantage.View view = view(scene, behindWall).orElseThrow();
    assertThat(view.camera().eye().x()).isGreaterThan(5002.6);
    assertThat(view.seen()).isGreaterThan(0.9);
    assertThat(drawn(scene, view.camera(), behindWall)).isGreaterThan(0.9);
  }

  @Test
  void aWallIsNotLookedAtFromOutsideWherePicturesLeaveItOut() {
    Vantage.View view = view(scene, outerWall).orElseThrow();
    assertThat(view.camera().eye().y()).isLessThan(-296);
    assertThat(drawn(scene, view.camera(), outerWall)).isGreaterThan(0.9);
  }

  @Test
  void whatIsInAClosedBoxCannotBeSeenUntilItsLidIsHidden() {
    assertThat(view(scene, inBox)).isEmpty();
    BitSet shown = new BitSet();
    for (int i = 0; i < points.size(); i++) {
      shown.set(i, !(distance(i, new Vec3(1.1, 0.8, 0.61)) < 0.5 && points.get(i)[2] > 0.6));
    }
    Scene open = scene.withVisible(shown);
    Vantage.View view = view(open, inBox).orElseThrow();
    assertThat(view.camera().pitchRadians()).isGreaterThan(0.5);
    assertThat(drawn(open, view.camera(), inBox)).isGreaterThan(0.6);
  }

  @Test
  void whatIsHiddenOrCutOffCannotBeSeen() {
    BitSet shown = new BitSet();
    shown.set(0, points.size());
    for (int point : beforeWall) {
      shown.clear(point);
    }
    assertThat(view(scene.withVisible(shown), beforeWall)).isEmpty();
    ClipBox far = new ClipBox(new Vec3(5004, -298, 21.3), new Vec3(1, 2, 1.3), 0);
    assertThat(view(scene.withClip(far), beforeWall)).isEmpty();
    ClipBox other = new ClipBox(new Vec3(5002.5, -298, 21.3), new Vec3(0.02, 3, 2), 0);
    Scene cut = scene.withClip(other);
    assertThat(view(cut, behindWall)).isEmpty();
  }
}
