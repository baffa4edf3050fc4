package cadenza.scan.grid;

import cadenza.scan.PointCloud;
import java.util.Arrays;

/// The box around a scan without its outermost points: one stray reflection a hundred metres away
/// must not decide how large the scan is.
///
/// # How it works
///
/// On each axis 0.2 % of the points at either end are left out, then the box grows by 5 % of its
/// size, but not beyond the last point. A scan without strays keeps (nearly) its own box.
final class TrimmedBox {
  private static final int SAMPLES = 50_000;
  private static final double STRAY = .002;
  private static final double MARGIN = .05;

  private final double[] min = new double[3];
  private final double[] max = new double[3];

  private TrimmedBox() {}

  /// @param x, y, z coordinates of all points; finite
  static TrimmedBox of(float[] x, float[] y, float[] z) {
    TrimmedBox box = new TrimmedBox();
    float[][] axes = {x, y, z};
    int stride = Math.ceilDiv(Math.max(1, x.length), SAMPLES);
    for (int axis = 0; axis < 3 && x.length > 0; axis++) {
      float[] sorted = new float[Math.ceilDiv(x.length, stride)];
      for (int i = 0; i < sorted.length; i++) {
        sorted[i] = axes[axis][i * stride];
      }
      Arrays.sort(sorted);
      int strays = (int) (STRAY * sorted.length);
      double lo = sorted[strays];
      double hi = sorted[sorted.length - 1 - strays];
      double margin = MARGIN * (hi - lo);
      box.min[axis] = Math.max(lo - margin, sorted[0]);
      box.max[axis] = Math.min(hi + margin, sorted[sorted.length - 1]);
    }
    return box;
  }

  /// The box of the finite points, in the cloud's offsets.
  static TrimmedBox of(PointCloud cloud) {
    float[][] axes = new float[3][cloud.finiteCount()];
    int at = 0;
    for (int i = 0; i < cloud.pointCount(); i++) {
      if (cloud.isFinite(i)) {
        for (int axis = 0; axis < 3; axis++) {
          axes[axis][at] = cloud.positions()[3 * i + axis];
        }
        at++;
      }
    }
    return of(axes[0], axes[1], axes[2]);
  }

  /// The points of the cloud that lie inside, without their attributes.
  PointCloud crop(PointCloud cloud) {
    float[] positions = cloud.positions();
    float[] inside = new float[positions.length];
    int length = 0;
    for (int at = 0; at < positions.length; at += 3) {
      boolean isInside = true;
      for (int axis = 0; axis < 3; axis++) {
        float value = positions[at + axis];
        isInside &= value >= min[axis] && value <= max[axis]; // false for NaN
      }
      if (isInside) {
        System.arraycopy(positions, at, inside, length, 3);
        length += 3;
      }
    }
    double[] origin = cloud.origin();
    return PointCloud.builder(Arrays.copyOf(inside, length))
        .origin(origin[0], origin[1], origin[2])
        .build();
  }

  double min(int axis) {
    return min[axis];
  }

  double extent(int axis) {
    return max[axis] - min[axis];
  }

  double diagonal() {
    return Math.sqrt(extent(0) * extent(0) + extent(1) * extent(1) + extent(2) * extent(2));
  }
}
