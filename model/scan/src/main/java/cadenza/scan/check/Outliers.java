package cadenza.scan.check;

import cadenza.scan.PointCloud;
import java.util.Arrays;
import java.util.BitSet;

/// Few points far away from all others: reflections, a forgotten origin, noise.
///
/// # How it works
///
/// The box that holds the middle 99 % of a sample along each axis is widened by one and a half
/// times its longest side to each direction. What lies outside is an outlier, if it is less than
/// one point in a hundred; more than that is another part of the scan.
///
/// @param rows of the outliers
/// @param farthestMeters how far the farthest lies from the middle of the box
/// @param boxMeters longest side of the box that holds the others
public record Outliers(BitSet rows, double farthestMeters, double boxMeters) {
  private static final int SAMPLE_POINTS = 40_000;
  private static final double TAIL = 0.005;
  private static final double WIDENED = 1.5;
  private static final double FEW = 0.01;

  /// Looks for outliers.
  public static Outliers find(PointCloud cloud) {
    float[][] sample = sample(cloud);
    double[] low = new double[3];
    double[] high = new double[3];
    double longest = 0;
    for (int axis = 0; axis < 3; axis++) {
      int n = sample[axis].length;
      if (n == 0) {
        return new Outliers(new BitSet(), 0, 0);
      }
      low[axis] = sample[axis][(int) (TAIL * (n - 1))];
      high[axis] = sample[axis][(int) Math.ceil((1 - TAIL) * (n - 1))];
      longest = Math.max(longest, high[axis] - low[axis]);
    }
    BitSet rows = new BitSet();
    double farthest = 0;
    int finite = 0;
    float[] at = cloud.positions();
    for (int i = 0; i < cloud.pointCount(); i++) {
      if (!cloud.isFinite(i)) {
        continue;
      }
      finite++;
      double squared = 0;
      boolean isOut = false;
      for (int axis = 0; axis < 3; axis++) {
        double value = at[3 * i + axis];
        isOut |= value < low[axis] - WIDENED * longest || value > high[axis] + WIDENED * longest;
        double from = value - (low[axis] + high[axis]) / 2;
        squared += from * from;
      }
      if (isOut) {
        rows.set(i);
        farthest = Math.max(farthest, Math.sqrt(squared));
      }
    }
    return longest == 0 || rows.cardinality() > FEW * finite
        ? new Outliers(new BitSet(), 0, longest)
        : new Outliers(rows, farthest, longest);
  }

  /// Sorted coordinates of finite points from all over the scan, by axis.
  private static float[][] sample(PointCloud cloud) {
    int n = cloud.pointCount();
    int step = Math.max(1, n / SAMPLE_POINTS);
    float[][] sample = new float[3][n / step + 1];
    int count = 0;
    for (int i = 0; i < n; i += step) {
      if (cloud.isFinite(i)) {
        for (int axis = 0; axis < 3; axis++) {
          sample[axis][count] = cloud.positions()[3 * i + axis];
        }
        count++;
      }
    }
    for (int axis = 0; axis < 3; axis++) {
      sample[axis] = Arrays.copyOf(sample[axis], count);
      Arrays.sort(sample[axis]);
    }
    return sample;
  }
}
