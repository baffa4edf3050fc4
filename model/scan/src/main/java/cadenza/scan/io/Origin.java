package cadenza.scan.io;

import java.util.Arrays;

/// Chooses the double origin that float offsets are counted from.
///
/// A float keeps 24 bits, 0.03 mm at 1000 m. Coordinates beyond that (UTM: millions of metres) are
/// counted from the middle of the scan, rounded to whole metres so that the origin itself is exact
/// and readable.
final class Origin {
  private static final double FAR_METERS = 1000;

  private Origin() {}

  /// @param world coordinates, `(points, 3)`, of which the first `rows` count
  static double[] choose(double[] world, int rows) {
    double[] origin = new double[3];
    double[] lo = new double[3];
    double[] hi = new double[3];
    Arrays.fill(lo, Double.POSITIVE_INFINITY);
    Arrays.fill(hi, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < 3 * rows; i++) {
      double value = world[i];
      if (Math.abs(value) < Double.POSITIVE_INFINITY) {
        lo[i % 3] = Math.min(lo[i % 3], value);
        hi[i % 3] = Math.max(hi[i % 3], value);
      }
    }
    for (int axis = 0; axis < 3; axis++) {
      if (Math.max(-lo[axis], hi[axis]) > FAR_METERS) {
        origin[axis] = Math.rint(0.5 * lo[axis] + 0.5 * hi[axis]);
      }
    }
    return origin;
  }

  /// The coordinates as floats counted from `origin`, `(points, 3)`.
  static float[] offsets(double[] world, int rows, double[] origin) {
    float[] offsets = new float[3 * rows];
    for (int i = 0; i < offsets.length; i += 3) {
      offsets[i] = (float) (world[i] - origin[0]);
      offsets[i + 1] = (float) (world[i + 1] - origin[1]);
      offsets[i + 2] = (float) (world[i + 2] - origin[2]);
    }
    return offsets;
  }
}
