package cadenza.scan.io.las;

import cadenza.scan.PointCloud;
import org.jspecify.annotations.Nullable;

/// Scales and offsets that make integers of a cloud's coordinates.
///
/// # How it works
///
/// Those of the file the points came from are kept as long as the points lie on its grid and fit
/// into 32 bits, so that the same integers are written again. Otherwise (points from elsewhere, or
/// moved) the offset is the cloud's origin, and the scale 0.1 mm, finer for what is smaller than
/// ten metres, coarser for what does not fit.
///
/// @param scales three scales and three offsets
record Quantization(double[] scales) {
  private static final double USUAL_SCALE = 1e-4;
  private static final double FINEST_SCALE = 1e-9;
  private static final double STEPS_OF_EXTENT = 1e5;
  private static final double MOST_STEPS = 2e9;
  private static final int SAMPLE_POINTS = 4096;

  static Quantization of(PointCloud cloud, double @Nullable [] fromFile) {
    double[] scales = new double[6];
    double[] low = new double[3];
    double[] high = new double[3];
    boolean isAny = bounds(cloud, low, high);
    double extent = 0;
    for (int axis = 0; axis < 3; axis++) {
      extent = Math.max(extent, high[axis] - low[axis]);
    }
    double[] origin = cloud.origin();
    for (int axis = 0; axis < 3; axis++) {
      if (fromFile != null && (!isAny || fits(cloud, axis, low[axis], high[axis], fromFile))) {
        scales[axis] = fromFile[axis];
        scales[3 + axis] = fromFile[3 + axis];
      } else {
        double scale =
            extent > 0
                ? Math.clamp(power(extent / STEPS_OF_EXTENT), FINEST_SCALE, USUAL_SCALE)
                : USUAL_SCALE;
        double far = Math.max(Math.abs(low[axis]), Math.abs(high[axis]));
        while (far / scale > MOST_STEPS) {
          scale = power(scale * 10.5);
        }
        scales[axis] = scale;
        scales[3 + axis] = origin[axis];
      }
    }
    return new Quantization(scales);
  }

  /// The power of ten that is not larger.
  private static double power(double number) {
    int exponent = (int) Math.floor(Math.log10(number) + 1e-9);
    return Double.parseDouble("1e" + exponent);
  }

  /// The box of the finite offsets from the cloud's origin.
  ///
  /// @return false if there are none; the box is zero then
  private static boolean bounds(PointCloud cloud, double[] low, double[] high) {
    float[] positions = cloud.positions();
    boolean isAny = false;
    for (int axis = 0; axis < 3; axis++) {
      float smallest = Float.POSITIVE_INFINITY;
      float largest = Float.NEGATIVE_INFINITY;
      for (int at = axis; at < positions.length; at += 3) {
        float value = positions[at];
        if (Float.isFinite(value)) {
          smallest = Math.min(smallest, value);
          largest = Math.max(largest, value);
        }
      }
      low[axis] = smallest <= largest ? smallest : 0;
      high[axis] = smallest <= largest ? largest : 0;
      isAny |= smallest <= largest;
    }
    return isAny;
  }

  private static boolean fits(
      PointCloud cloud, int axis, double low, double high, double[] fromFile) {
    double scale = fromFile[axis];
    double offset = fromFile[3 + axis];
    double origin = cloud.origin()[axis];
    double far = Math.max(Math.abs(origin + low - offset), Math.abs(origin + high - offset));
    if (far / Math.abs(scale) > Integer.MAX_VALUE) {
      return false;
    }
    int points = cloud.pointCount();
    int step = Math.max(1, points / SAMPLE_POINTS);
    float[] positions = cloud.positions();
    for (int i = 0; i < points; i += step) {
      float value = positions[3 * i + axis];
      double steps = (origin + value - offset) / scale;
      double error = Math.abs(steps - Math.rint(steps)) * Math.abs(scale);
      // what a float cannot tell counts as on the grid
      double unsure = 2 * Math.ulp(value) + 4 * Math.ulp(origin);
      if (Float.isFinite(value) && error > Math.max(unsure, 0.01 * Math.abs(scale))) {
        return false;
      }
    }
    return true;
  }
}
