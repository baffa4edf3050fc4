package cadenza.probe;

import java.util.List;

/// What is taken off a channel and what it is multiplied by, so that over all finest voxels of the
/// labelled scans its mean is 0 and its deviation 1. A channel that does not change gets 0.
record Standardization(double[] mean, double[] scale) {
  /// Below this share of the mean square a variance is rounding.
  private static final double CONSTANT = 1e-12;

  /// @param scans of the same channels, at least one
  static Standardization of(List<ChannelSums> scans) {
    int channels = scans.getFirst().sums().length;
    double[] mean = new double[channels];
    double[] scale = new double[channels];
    double weight = scans.stream().mapToDouble(ChannelSums::weight).sum();
    for (int c = 0; c < channels; c++) {
      double sum = 0;
      double square = 0;
      for (ChannelSums scan : scans) {
        sum += scan.sums()[c];
        square += scan.squares()[c];
      }
      mean[c] = sum / weight;
      double variance = square / weight - mean[c] * mean[c];
      scale[c] = variance > CONSTANT * square / weight ? 1 / Math.sqrt(variance) : 0;
    }
    return new Standardization(mean, scale);
  }

  int channels() {
    return mean.length;
  }

  /// The standardised features of a finest voxel, side by side, `(channels)`.
  float[] row(ProbeScan scan, List<Block> blocks, int voxel) {
    float[] out = new float[channels()];
    int start = 0;
    int row = voxel;
    int level = 0;
    for (Block block : blocks) {
      if (block.level() < level) { // statistics come last and belong to the finest voxels
        row = voxel;
        level = 0;
      }
      for (; level < block.level(); level++) {
        row = scan.features().levels().get(level).parents()[row];
      }
      int from = row * block.channels();
      for (int c = 0; c < block.channels(); c++) {
        out[start + c] = (float) ((block.values()[from + c] - mean[start + c]) * scale[start + c]);
      }
      start += block.channels();
    }
    return out;
  }
}
