package cadenza.scan.grid;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds the axis that points up.
///
/// # How it works
///
/// A depth image (one view from the coordinate origin, everything in front) is in its camera's
/// frame: x right, y down, z forward, or y up and z backward. So, probably, is a scan of which one
/// tilted plane is most.
///
/// Otherwise the scan is thinned, so far that a volume full of points takes no longer than rooms,
/// and normals are estimated. *Axis*: floors and ceilings are few large planes across the up axis,
/// while walls may stand at any angle to the other two; so each axis scores by the share of points
/// in its four fullest thin slices whose normals lie along it. Rooms have a usual height, and files
/// are z-up more often than y-up and hardly ever x-up.
///
/// *Sign*: in a frame that gravity fixed (the planes are exactly across the axis) the positive
/// direction is up by convention. Against this stands what is seen. Where there is both a floor and
/// a ceiling, most surfaces between them face up (tables, seats, beds), and most points are in the
/// lower half. Where only one of the two is there, it is rather the floor; but scans of ceilings
/// exist, so that counts little. Axis and sign are weighed together, because walls have no such
/// preferred side.
final class UpAxisDetector {
  private static final double FINE_CELLS = 300; // along the diagonal; 2.5 cm in a usual room
  private static final double COARSE_CELLS = 150;
  private static final int LEAST_POINTS = 100;
  private static final int MOST_LOOKED_AT = 1_500_000;

  // Surfaces stay far below this; what fills a volume does not, and its normals say little.
  private static final int MOST_POINTS = 300_000;
  private static final int DEPTH_IMAGE_POINTS = 400_000;
  private static final double ONE_VIEW = .93;
  private static final double NEARLY_ALL = .995;
  private static final double[] PRIOR = {.75, 1.1, 1.25}; // x, y, z
  private static final double CONVENTION = 2.5; // log odds
  private static final double FURNITURE = 6;
  private static final double LONELY = .8;

  private static final UpAxis[] PLUS = {UpAxis.X, UpAxis.Y, UpAxis.Z};
  private static final UpAxis[] MINUS = {UpAxis.MINUS_X, UpAxis.MINUS_Y, UpAxis.MINUS_Z};

  private UpAxisDetector() {}

  static UpAxis.Detection detect(PointCloud cloud, Progress progress) {
    progress.report(0, "Up axis");
    progress.checkCancelled();
    if (cloud.finiteCount() < LEAST_POINTS) {
      return new UpAxis.Detection(UpAxis.Z, 0, "There are too few points to tell; z is assumed.");
    }
    UpAxis.Detection camera = cameraFrame(cloud);
    if (camera != null) {
      return camera;
    }
    PointCloud some = Thinned.evenly(cloud, MOST_LOOKED_AT);
    TrimmedBox box = TrimmedBox.of(some);
    double diagonal = box.diagonal();
    if (!(diagonal > 0) || Double.isInfinite(diagonal)) {
      return new UpAxis.Detection(UpAxis.Z, 0, "All points are in one place; z is assumed.");
    }
    Thinned fine =
        Thinned.of(box.crop(some), diagonal / FINE_CELLS, MOST_POINTS, progress.slice(0, .1));
    float[] normals = Normals.estimate(fine.cloud(), 16, progress.slice(.1, .9));
    Thinned coarse =
        Thinned.of(
            fine.cloud().toBuilder().normals(normals).build(),
            Math.max(diagonal / COARSE_CELLS, fine.cellMeters()),
            MOST_POINTS,
            progress);
    progress.checkCancelled();
    AxisEvidence[] evidence = new AxisEvidence[3];
    for (int axis = 0; axis < 3; axis++) {
      evidence[axis] = AxisEvidence.of(coarse.cloud(), axis, coarse.cellMeters());
    }
    double[] logOdds = new double[3];
    double[] likely = new double[3];
    double sum = 0;
    int best = 2;
    for (int axis = 0; axis < 3; axis++) {
      logOdds[axis] = logOdds(evidence[axis]);
      double planes = (evidence[axis].planes + .02) * shape(evidence, axis) * PRIOR[axis];
      double even = planes * planes * Math.exp(-.5 * Math.abs(logOdds[axis]));
      likely[axis] = planes * planes * Math.exp(.5 * Math.abs(logOdds[axis]));
      sum += likely[axis] + even;
      if (likely[axis] > likely[best]) {
        best = axis;
      }
    }
    if (evidence[best].isOneTiltedPlane()) {
      return new UpAxis.Detection(
          UpAxis.MINUS_Y,
          .45,
          "Its one large plane is not level in this frame, as in frames of a first camera,"
              + " where y points down.");
    }
    UpAxis axis = logOdds[best] >= 0 ? PLUS[best] : MINUS[best];
    return new UpAxis.Detection(
        axis, likely[best] / sum, reason(axis, evidence[best], logOdds[best]));
  }

  /// Rooms are 2.2 to 3.6 m high. Where no axis is (parts of rooms, other units), the shortest is
  /// the likeliest; an axis far longer than another is unlikely in any case.
  private static double shape(AxisEvidence[] evidence, int axis) {
    double extent = evidence[axis].extent;
    double shortest = extent;
    boolean anyRoomHigh = false;
    for (AxisEvidence each : evidence) {
      shortest = Math.min(shortest, each.extent);
      anyRoomHigh |= isRoomHigh(each.extent);
    }
    if (anyRoomHigh ? isRoomHigh(extent) : extent < 1.05 * shortest) {
      return 1.3;
    }
    return extent > 1.8 * shortest ? .8 : 1;
  }

  private static boolean isRoomHigh(double extentMeters) {
    return extentMeters > 2.2 && extentMeters < 3.6;
  }

  /// Natural logarithm of the odds that the positive direction is up.
  private static double logOdds(AxisEvidence e) {
    double between = (e.facingPlus - e.facingMinus) / (e.facingPlus + e.facingMinus + .03);
    double logOdds = e.isLevel() ? CONVENTION : 0;
    if (e.hasBothEnds()) {
      return logOdds + FURNITURE * (between + .5 - e.middle);
    }
    return logOdds + LONELY * between + (e.hasFloor() ? LONELY : 0) - (e.hasCeiling() ? LONELY : 0);
  }

  private static String reason(UpAxis axis, AxisEvidence e, double logOdds) {
    String planes =
        String.format(
            Locale.ROOT,
            "%.0f %% of the surface lies in level planes across %s",
            100 * e.planes,
            axis.label().substring(1));
    String sign;
    if (e.hasBothEnds() && Math.abs(logOdds) > CONVENTION + .5) {
      sign = "most surfaces between floor and ceiling face " + axis.label();
    } else if (e.isLevel() && logOdds >= 0) {
      sign = "they are exactly level, and such frames point up along " + axis.label();
    } else {
      sign = "the rest speaks for " + axis.label();
    }
    return planes + "; " + sign + ".";
  }

  /// The answer for a depth image, or null if the scan is none.
  private static UpAxis.@Nullable Detection cameraFrame(PointCloud cloud) {
    double[] origin = cloud.origin();
    PointCloud some = Thinned.evenly(cloud, DEPTH_IMAGE_POINTS);
    int inFront = 0;
    int behind = 0;
    int inFrustum = 0;
    int finite = 0;
    for (int i = 0; i < some.pointCount(); i++) {
      if (some.isFinite(i)) {
        double x = Math.abs(some.world(i, 0));
        double y = Math.abs(some.world(i, 1));
        double z = some.world(i, 2);
        finite++;
        inFront += z > 0 ? 1 : 0;
        behind += z < 0 ? 1 : 0;
        inFrustum += x < 1.3 * Math.abs(z) && y < 1.1 * Math.abs(z) ? 1 : 0;
      }
    }
    if (finite < LEAST_POINTS || Math.max(inFront, behind) < NEARLY_ALL * finite) {
      return null;
    }
    KdTree tree = new KdTree(some);
    double share =
        DepthImage.singleDepthShare(
            tree, (float) -origin[0], (float) -origin[1], (float) -origin[2]);
    if (share < ONE_VIEW) {
      return null;
    }
    double confidence = inFrustum > NEARLY_ALL * finite ? .85 : .6;
    return inFront > behind
        ? new UpAxis.Detection(
            UpAxis.MINUS_Y,
            confidence,
            "This is one view from the origin along +z, as depth cameras see: x right, y down.")
        : new UpAxis.Detection(
            UpAxis.Y,
            confidence,
            "This is one view from the origin along -z, as OpenGL sees: y up.");
  }
}
