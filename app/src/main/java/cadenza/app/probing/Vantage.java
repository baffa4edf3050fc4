package cadenza.app.probing;

import cadenza.render.Camera;
import cadenza.render.HomeView;
import cadenza.render.Scene;
import cadenza.render.Vec3;
import cadenza.render.select.Sightlines;
import cadenza.scan.Bounds;
import cadenza.scan.Progress;
import cadenza.scan.grid.PlaneFit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// From where most of a place can be seen.
///
/// # How it works
///
/// Views from all around, level and from above, far enough to frame the place and nearer, are
/// tried. Of each it is counted how many points of the place are in its picture with nothing before
/// them ([Sightlines]). The view with the most wins; of nearly equal ones the farther, the one that
/// looks at the surface from the front and not along it, from inside the scan, and that turns the
/// camera least.
final class Vantage {
  /// Least share of the place, and of the spot in its middle, that must be seen.
  private static final double ENOUGH = 0.3;

  private static final double ENOUGH_OF_SPOT = 0.5;

  private static final int TURNS = 12;
  private static final double[] PITCHES = {10, 35, 60, 85};
  private static final double[] NEARER = {1, 0.7, 0.45};
  private static final double FLAT = 0.1;
  private static final double MARGIN_METERS = 0.5;
  private static final int LOOKED_AT = 30; // points of a place, and of its spot

  // What counts beside the share that is seen, each of a perfect 1.
  private static final double ALONG = 0.6;
  private static final double OUTSIDE = 0.75;
  private static final double NEAR_COST = 0.3;
  private static final double TURN_COST = 0.1;

  private final Sightlines lines;
  private final Scene scene;
  private final Bounds bounds;
  private final Camera now;
  private final int width;
  private final int height;

  /// @param now the camera as it is
  /// @param cellMeters what is closer together than this is one surface
  Vantage(Scene scene, Camera now, int width, int height, double cellMeters, Progress progress) {
    this.scene = scene;
    this.bounds = HomeView.bounds(scene.cloud());
    this.lines = Sightlines.of(scene, wider(bounds), cellMeters, progress);
    // From inside a room only a perspective camera sees what is near.
    this.now = now.withOrthographic(false);
    this.width = width;
    this.height = height;
  }

  /// A view of a place.
  ///
  /// @param seen share of the place's points, 0 to 1
  record View(Camera camera, double seen) {}

  private record Scored(View view, double score) {}

  /// The best view of a place; empty if it cannot be seen from anywhere.
  ///
  /// @param points of the place
  /// @param middle the point that the picture is about
  /// @param halfMeters half of the edge of the cube about it that the picture frames
  /// @param spotMeters points no farther from the middle are the spot that is marked
  Optional<View> of(int[] points, int middle, double halfMeters, double spotMeters) {
    Vec3 center = world(middle);
    List<Integer> framed = new ArrayList<>();
    List<Integer> spot = new ArrayList<>(List.of(middle));
    PlaneFit plane = new PlaneFit();
    for (int point : points) {
      Vec3 off = world(point).minus(center);
      double far = Math.max(Math.abs(off.x()), Math.max(Math.abs(off.y()), Math.abs(off.z())));
      if (far <= halfMeters) {
        framed.add(point);
        plane.add(off.x(), off.y(), off.z());
        if (off.length() <= spotMeters) {
          spot.add(point);
        }
      }
    }
    if (framed.isEmpty() || share(framed, lines::shows) < ENOUGH) {
      return Optional.empty();
    }
    framed = some(framed);
    spot = some(spot);
    plane.fit();
    Vec3 normal =
        plane.isFlat(FLAT)
            ? new Vec3(plane.normal(0), plane.normal(1), plane.normal(2))
            : Vec3.ZERO;
    Bounds box = box(center, halfMeters);
    Scored best = null;
    for (Camera direction : directions()) {
      Camera framing = direction.framing(box, width, height);
      for (double nearer : NEARER) {
        Scored tried = score(framing.zoomAt(center, nearer), nearer, framed, spot, normal);
        if (tried.score > 0 && (best == null || tried.score > best.score)) {
          best = tried;
        }
      }
    }
    return Optional.ofNullable(best).map(Scored::view);
  }

  // Evenly, in the order of the points.
  private static List<Integer> some(List<Integer> points) {
    int count = Math.min(LOOKED_AT, points.size());
    return IntStream.range(0, count)
        .mapToObj(i -> points.get((int) ((long) i * points.size() / count)))
        .toList();
  }

  private List<Camera> directions() {
    List<Camera> out = new ArrayList<>(List.of(now));
    for (int turn = 0; turn < TURNS; turn++) {
      for (double pitch : PITCHES) {
        double yaw = now.yawRadians() + 2 * Math.PI * turn / TURNS;
        out.add(
            new Camera(
                now.target(),
                now.distance(),
                yaw,
                Math.toRadians(pitch),
                now.fieldOfViewRadians(),
                false));
      }
    }
    return out;
  }

  private Scored score(
      Camera camera, double nearer, List<Integer> framed, List<Integer> spot, Vec3 normal) {
    View none = new View(camera, 0);
    if (share(spot, point -> sees(camera, point, normal)) < ENOUGH_OF_SPOT) {
      return new Scored(none, 0);
    }
    double seen = share(framed, point -> sees(camera, point, normal));
    if (seen < ENOUGH) {
      return new Scored(none, 0);
    }
    double score = seen * (1 - NEAR_COST * (1 - nearer));
    if (normal.length() > 0) {
      score *= ALONG + (1 - ALONG) * Math.abs(normal.dot(camera.back()));
    }
    score *= contains(camera.eye()) ? 1 : OUTSIDE;
    score *= 1 - TURN_COST * (1 - camera.back().dot(now.back())) / 2;
    return new Scored(new View(camera, seen), score);
  }

  private boolean sees(Camera camera, int point, Vec3 normal) {
    double[] pixel = camera.project(world(point), width, height);
    boolean inPicture =
        pixel[2] > camera.nearMeters()
            && pixel[0] >= 0
            && pixel[1] >= 0
            && pixel[0] < width
            && pixel[1] < height;
    return inPicture
        && lines.sees(camera.eye(), point)
        && !(scene.style().seeThroughWalls()
            && normal.length() > 0
            && lines.isShellFrom(camera.eye(), point, normal));
  }

  private static double share(List<Integer> points, IntPredicate which) {
    int count = 0;
    for (int point : points) {
      count += which.test(point) ? 1 : 0;
    }
    return (double) count / points.size();
  }

  private boolean contains(Vec3 eye) {
    double[] at = {eye.x(), eye.y(), eye.z()};
    for (int axis = 0; axis < 3; axis++) {
      if (!(at[axis] > bounds.min()[axis] && at[axis] < bounds.max()[axis])) {
        return false;
      }
    }
    return true;
  }

  // So that lines from walls begin within it.
  private static Bounds wider(Bounds of) {
    double[] lo = of.min().clone();
    double[] hi = of.max().clone();
    for (int axis = 0; axis < 3; axis++) {
      lo[axis] -= MARGIN_METERS;
      hi[axis] += MARGIN_METERS;
    }
    return new Bounds(lo, hi);
  }

  private static Bounds box(Vec3 center, double half) {
    return new Bounds(
        new double[] {center.x() - half, center.y() - half, center.z() - half},
        new double[] {center.x() + half, center.y() + half, center.z() + half});
  }

  private Vec3 world(int point) {
    return new Vec3(
        scene.cloud().world(point, 0),
        scene.cloud().world(point, 1),
        scene.cloud().world(point, 2));
  }
}
