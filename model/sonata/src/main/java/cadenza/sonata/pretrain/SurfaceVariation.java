package cadenza.sonata.pretrain;

import cadenza.scan.Level;
import cadenza.scan.NeighborPairs;

/// How far from flat the surroundings of each row of a level are: 0 on a plane, a third where
/// points lie all around (Pauly, Gross and Kobbelt, IEEE Visualization 2002).
///
/// # How it works
///
/// `λ₀ / (λ₀ + λ₁ + λ₂)` of the covariance of a row's place and those of the up to 26 rows that
/// touch it, smallest eigenvalue first. Fewer than four places count as flat: they say nothing.
final class SurfaceVariation {
  private static final int FEWEST = 4;
  private static final int MOMENTS = 10; // count, x, y, z, xx, xy, xz, yy, yz, zz

  private SurfaceVariation() {}

  /// @return `(rows)`
  static float[] of(Level level) {
    float[] coord = level.coord();
    double[] moments = new double[MOMENTS * level.voxelCount()];
    for (int row = 0; row < level.voxelCount(); row++) {
      add(moments, row, coord, row);
    }
    NeighborPairs pairs = level.neighbors();
    for (int tap = 0; tap < NeighborPairs.TAPS; tap++) {
      if (tap != NeighborPairs.CENTER) {
        int[] output = pairs.output(tap);
        int[] input = pairs.input(tap);
        for (int i = 0; i < output.length; i++) {
          add(moments, output[i], coord, input[i]);
        }
      }
    }
    float[] variation = new float[level.voxelCount()];
    for (int row = 0; row < variation.length; row++) {
      variation[row] = (float) variation(moments, MOMENTS * row);
    }
    return variation;
  }

  /// Places are taken relative to the row's own, so that nothing is lost far from zero.
  private static void add(double[] moments, int row, float[] coord, int other) {
    double x = coord[3 * other] - coord[3 * row];
    double y = coord[3 * other + 1] - coord[3 * row + 1];
    double z = coord[3 * other + 2] - coord[3 * row + 2];
    double[] terms = {1, x, y, z, x * x, x * y, x * z, y * y, y * z, z * z};
    for (int i = 0; i < MOMENTS; i++) {
      moments[MOMENTS * row + i] += terms[i];
    }
  }

  private static double variation(double[] m, int at) {
    double n = m[at];
    if (n < FEWEST) {
      return 0;
    }
    double x = m[at + 1] / n;
    double y = m[at + 2] / n;
    double z = m[at + 3] / n;
    double xx = m[at + 4] / n - x * x;
    double xy = m[at + 5] / n - x * y;
    double xz = m[at + 6] / n - x * z;
    double yy = m[at + 7] / n - y * y;
    double yz = m[at + 8] / n - y * z;
    double zz = m[at + 9] / n - z * z;
    double trace = xx + yy + zz;
    return trace > 0 ? Math.clamp(least(xx, xy, xz, yy, yz, zz, trace / 3) / trace, 0, 1) : 0;
  }

  /// Smallest eigenvalue of a symmetric matrix, in closed form (Smith, Communications of the ACM 4,
  /// 1961).
  private static double least(
      double xx, double xy, double xz, double yy, double yz, double zz, double mean) {
    double a = xx - mean;
    double b = yy - mean;
    double c = zz - mean;
    double p = Math.sqrt((a * a + b * b + c * c + 2 * (xy * xy + xz * xz + yz * yz)) / 6);
    if (p == 0) {
      return mean;
    }
    double determinant = a * (b * c - yz * yz) - xy * (xy * c - yz * xz) + xz * (xy * yz - b * xz);
    double angle = Math.acos(Math.clamp(determinant / (2 * p * p * p), -1, 1)) / 3;
    return mean + 2 * p * Math.cos(angle + 2 * Math.PI / 3);
  }
}
