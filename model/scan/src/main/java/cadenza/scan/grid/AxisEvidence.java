package cadenza.scan.grid;

import cadenza.scan.PointCloud;
import java.util.Arrays;

/// What a scan looks like along one axis, if its positive direction is up; shares are of all
/// points.
final class AxisEvidence {
  private static final double ALIGNED = .95; // cos 18°
  private static final double END = .12; // the lowest and highest part of the height
  private static final double SEEN = .04; // share of points that makes a floor or a ceiling
  private static final double GRAVITY_DEGREES = 2.5;

  double extent;

  /// Points in the four fullest slices, normals along the axis.
  double planes;

  /// Angle between the axis and the mean normal of the planes across it.
  double tiltDegrees;

  /// Points at the low end that face plus (a floor), at the high end that face minus (a ceiling).
  double lowEnd;

  double highEnd;

  /// Points between the ends that face plus and minus.
  double facingPlus;

  double facingMinus;

  /// Median height between the ends, 0 to 1.
  double middle = .5;

  boolean hasFloor() {
    return lowEnd > SEEN;
  }

  boolean hasCeiling() {
    return highEnd > SEEN;
  }

  /// True if there is a floor and a ceiling.
  boolean hasBothEnds() {
    return hasFloor() && hasCeiling();
  }

  /// True if the planes are exactly across the axis, which only gravity makes them.
  boolean isLevel() {
    return tiltDegrees < GRAVITY_DEGREES;
  }

  boolean isOneTiltedPlane() {
    return planes > SEEN && !isLevel() && !hasBothEnds();
  }

  static AxisEvidence of(PointCloud cloud, int axis, double sliceMeters) {
    float[] positions = cloud.positions();
    float[] normals = cloud.normals();
    AxisEvidence e = new AxisEvidence();
    int n = cloud.pointCount();
    if (normals == null || n == 0) {
      return e;
    }
    double[] along = new double[n];
    for (int i = 0; i < n; i++) {
      along[i] = positions[3 * i + axis];
    }
    Arrays.sort(along);
    // Half a percent at either end may be stray.
    double lo = along[n / 200];
    double hi = along[n - 1 - n / 200];
    e.extent = hi - lo;
    if (!(e.extent > 0)) {
      return e;
    }
    int[] slices = new int[(int) (e.extent / sliceMeters) + 1];
    double[] mean = new double[3];
    double[] between = new double[n];
    int betweenCount = 0;
    for (int i = 0; i < n; i++) {
      double height = (positions[3 * i + axis] - lo) / e.extent;
      double normal = normals[3 * i + axis];
      boolean isBetween = height > END && height < 1 - END;
      if (isBetween) {
        between[betweenCount++] = height;
      }
      if (Math.abs(normal) > ALIGNED) {
        if (height >= 0 && height <= 1) {
          slices[(int) (height * e.extent / sliceMeters)]++;
        }
        for (int k = 0; k < 3; k++) {
          mean[k] += Math.signum(normal) * normals[3 * i + k];
        }
        e.lowEnd += height <= END && normal > 0 ? 1 : 0;
        e.highEnd += height >= 1 - END && normal < 0 ? 1 : 0;
        e.facingPlus += isBetween && normal > 0 ? 1 : 0;
        e.facingMinus += isBetween && normal < 0 ? 1 : 0;
      }
    }
    Arrays.sort(slices);
    for (int i = Math.max(0, slices.length - 4); i < slices.length; i++) {
      e.planes += (double) slices[i] / n;
    }
    e.lowEnd /= n;
    e.highEnd /= n;
    e.facingPlus /= n;
    e.facingMinus /= n;
    Arrays.sort(between, 0, betweenCount);
    e.middle = betweenCount == 0 ? .5 : between[betweenCount / 2];
    double length = Math.sqrt(mean[0] * mean[0] + mean[1] * mean[1] + mean[2] * mean[2]);
    e.tiltDegrees = length == 0 ? 90 : Math.toDegrees(Math.acos(Math.min(1, mean[axis] / length)));
    return e;
  }
}
