package cadenza.probe;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import java.util.stream.IntStream;

/// Covariance of up-cast features, summed level by level.
///
/// # How it works
///
/// The up-cast feature of a finest voxel is the features of its ancestors side by side, `x = [f_a,
/// f_b, …]`. A row `i` of level `a` appears in `x` for each of the `w_i` finest voxels below it, so
/// the block of `Σ x xᵀ` between levels `a <= b` is
///
/// `Σ_x f_a f_bᵀ = Σ_{r in level b} (Σ_{i below r} w_i f_a[i]) f_b[r]ᵀ`,
///
/// one product of two matrices with as many rows as level `b` has. The matrix with a row for each
/// finest voxel never exists. Sums are in double.
final class LevelCovariance {
  private static final int BLOCK_ROWS = 32;

  private final int firstLevel;
  private final int[] start; // first column of each level used; one more entry: the total
  private final double[] products; // (channels, channels), upper blocks filled
  private final double[] sums; // (channels)
  private double weight;

  LevelCovariance(FeaturePyramid like, int firstLevel) {
    this.firstLevel = firstLevel;
    int used = like.levels().size() - firstLevel;
    this.start = new int[used + 1];
    for (int k = 0; k < used; k++) {
      start[k + 1] = start[k] + like.levels().get(firstLevel + k).channels();
    }
    this.products = new double[channels() * channels()];
    this.sums = new double[channels()];
  }

  int channels() {
    return start[start.length - 1];
  }

  double weight() {
    return weight;
  }

  /// Adds all finest voxels of a scan.
  ///
  /// @throws IllegalArgumentException if its channels differ from the first scan's
  void add(FeaturePyramid scan, Progress progress) {
    int used = start.length - 1;
    for (int a = 0; a < used; a++) {
      FeaturePyramid.Features finer = scan.levels().get(firstLevel + a);
      if (finer.channels() != start[a + 1] - start[a]) {
        throw new IllegalArgumentException(
            "features of another model: %d channels on level %d, expected %d"
                .formatted(finer.channels(), firstLevel + a, start[a + 1] - start[a]));
      }
      double[] weighted = weighted(finer, voxelCounts(scan, firstLevel + a)); // (rows_a, C_a)
      for (int i = 0; i < weighted.length; i++) {
        sums[start[a] + i % finer.channels()] += weighted[i];
      }
      for (int b = a; b < used; b++) {
        progress.checkCancelled();
        FeaturePyramid.Features coarser = scan.levels().get(firstLevel + b);
        if (b > a) {
          int[] parents = scan.levels().get(firstLevel + b - 1).parents();
          weighted = pooled(weighted, parents, coarser.rows(), finer.channels());
        }
        multiply(weighted, finer.channels(), start[a], coarser, start[b]);
      }
    }
    weight += scan.levels().getFirst().rows();
  }

  /// Covariance of all that was added, `(channels, channels)` row-major, symmetric.
  double[] covariance() {
    int n = channels();
    double[] out = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        double value = products[i * n + j] / weight - sums[i] / weight * (sums[j] / weight);
        out[i * n + j] = value;
        out[j * n + i] = value;
      }
    }
    return out;
  }

  /// How many finest voxels lie below each row of a level, `(rows)`.
  static int[] voxelCounts(FeaturePyramid scan, int level) {
    int[] counts = new int[scan.levels().get(level).rows()];
    for (int row : scan.rowsOf(0, level)) {
      counts[row]++;
    }
    return counts;
  }

  private static double[] weighted(FeaturePyramid.Features level, int[] weights) {
    int channels = level.channels();
    float[] values = level.values();
    double[] out = new double[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (double) values[i] * weights[i / channels];
    }
    return out;
  }

  private static double[] pooled(double[] values, int[] parents, int rows, int channels) {
    double[] out = new double[rows * channels];
    for (int i = 0; i < parents.length; i++) {
      int from = i * channels;
      int to = parents[i] * channels;
      for (int c = 0; c < channels; c++) {
        out[to + c] += values[from + c];
      }
    }
    return out;
  }

  // products[row0.., column0..] += leftᵀ right, in blocks of left columns so that a block stays in
  // cache; blocks write disjoint rows, so they run side by side and the sum's order is fixed.
  private void multiply(
      double[] left, int leftChannels, int row0, FeaturePyramid.Features right, int column0) {
    int n = channels();
    int rightChannels = right.channels();
    float[] values = right.values();
    IntStream.range(0, Math.ceilDiv(leftChannels, BLOCK_ROWS))
        .parallel()
        .forEach(block -> {
          int from = block * BLOCK_ROWS;
          int to = Math.min(leftChannels, from + BLOCK_ROWS);
          for (int row = 0; row < right.rows(); row++) {
            for (int i = from; i < to; i++) {
              double factor = left[row * leftChannels + i];
              int out = (row0 + i) * n + column0;
              int in = row * rightChannels;
              for (int j = 0; j < rightChannels; j++) {
                products[out + j] += factor * values[in + j];
              }
            }
          }
        });
  }
}
