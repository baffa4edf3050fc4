package cadenza.scan.io;

import java.util.Arrays;

/// Chooses the double origin that float offsets are counted from.
///
/// # How it works
///
/// A float keeps 24 bits, 0.03 mm at 1000 m. On axes where coordinates go beyond that (UTM:
/// millions of metres) they are counted from the median of a sample of points, rounded to whole
/// metres so that the origin itself is exact and readable. The median, because scans in UTM
/// coordinates often hold a few invalid points at zero, and the middle of the box would lie half
/// way to them.
final class Origin {
  private static final double FAR_METERS = 1000;
  private static final int SAMPLE_POINTS = 1023;

  private Origin() {}

  /// @param world coordinates, `(points, 3)`, of which the first `rows` count
  static double[] choose(double[] world, int rows) {
    double[] origin = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      if (isFar(world, rows, axis)) {
        origin[axis] = Math.rint(median(world, rows, axis));
      }
    }
    return origin;
  }

  private static boolean isFar(double[] world, int rows, int axis) {
    for (int i = 0; i < rows; i++) {
      double value = Math.abs(world[3 * i + axis]);
      if (value > FAR_METERS && isFinite(world, i)) {
        return true;
      }
    }
    return false;
  }

  private static double median(double[] world, int rows, int axis) {
    double[] sample = new double[SAMPLE_POINTS];
    int count = 0;
    for (int k = 0; k < SAMPLE_POINTS; k++) {
      int start = (int) ((long) rows * k / SAMPLE_POINTS);
      int end = (int) ((long) rows * (k + 1) / SAMPLE_POINTS);
      for (int i = start; i < end; i++) {
        if (isFinite(world, i)) {
          sample[count++] = world[3 * i + axis];
          break;
        }
      }
    }
    Arrays.sort(sample, 0, count);
    return count == 0 ? 0 : sample[count / 2];
  }

  private static boolean isFinite(double[] world, int point) {
    return Double.isFinite(world[3 * point])
        && Double.isFinite(world[3 * point + 1])
        && Double.isFinite(world[3 * point + 2]);
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
