package cadenza.sonata.pretrain.watch;

import cadenza.scan.FeaturePyramid;
import java.util.List;
import java.util.SplittableRandom;

/// Features that nobody computed.
final class RandomFeatures {
  private RandomFeatures() {}

  /// Normally distributed ones in two levels, five rows of the first to one of the second.
  static FeaturePyramid of(int rows, int channels, long seed) {
    int[] parents = new int[rows];
    for (int i = 0; i < rows; i++) {
      parents[i] = i / 5;
    }
    SplittableRandom random = new SplittableRandom(seed);
    int coarse = (rows + 4) / 5;
    return new FeaturePyramid(
        List.of(
            new FeaturePyramid.Features(channels, normal(rows * channels, random), parents),
            new FeaturePyramid.Features(channels, normal(coarse * channels, random), new int[0])));
  }

  static float[] normal(int count, SplittableRandom random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
