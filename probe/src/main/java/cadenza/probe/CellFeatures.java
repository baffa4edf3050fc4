package cadenza.probe;

import cadenza.scan.FeaturePyramid;

/// What the rows of a level look like to the encoder: features of the level and all coarser ones
/// side by side, each level about its mean and of the same weight.
final class CellFeatures {
  private final FeaturePyramid scan;
  private final int level;
  private final double[][] means; // of each level used, (channels)
  private final double[] scales; // of each level used

  CellFeatures(FeaturePyramid scan, int level) {
    this.scan = scan;
    this.level = level;
    int used = scan.levels().size() - level;
    this.means = new double[used][];
    this.scales = new double[used];
    for (int s = 0; s < used; s++) {
      FeaturePyramid.Features features = scan.levels().get(level + s);
      int channels = features.channels();
      double[] mean = new double[channels];
      double squares = 0;
      for (int i = 0; i < features.values().length; i++) {
        mean[i % channels] += features.values()[i];
      }
      for (int c = 0; c < channels; c++) {
        mean[c] /= Math.max(1, features.rows());
      }
      for (int i = 0; i < features.values().length; i++) {
        double off = features.values()[i] - mean[i % channels];
        squares += off * off;
      }
      means[s] = mean;
      scales[s] = squares > 0 ? Math.sqrt(features.rows() / squares) : 0;
    }
  }

  /// Mean of rows, of length 1.
  float[] mean(int[] rows) {
    double[] sum = new double[scan.channelsFrom(level)];
    for (int row : rows) {
      int at = row;
      int start = 0;
      for (int s = 0; s < means.length; s++) {
        FeaturePyramid.Features features = scan.levels().get(level + s);
        for (int c = 0; c < features.channels(); c++) {
          sum[start + c] +=
              scales[s] * (features.values()[at * features.channels() + c] - means[s][c]);
        }
        start += features.channels();
        if (s + 1 < means.length) {
          at = features.parents()[at];
        }
      }
    }
    double squares = 0;
    for (double value : sum) {
      squares += value * value;
    }
    float[] out = new float[sum.length];
    for (int c = 0; c < out.length; c++) {
      out[c] = squares > 0 ? (float) (sum[c] / Math.sqrt(squares)) : 0;
    }
    return out;
  }
}
