package cadenza.sonata;

import java.util.Map;

/// How much memory encoding takes, said before it begins.
///
/// @param weightsBytes the network on its device
/// @param workBytes features and geometry of the level that takes most, on the device
/// @param answerBytes the features of all levels, in Java's memory
public record MemoryNeed(long weightsBytes, long workBytes, long answerBytes) {
  /// What a stretch of work allocates besides: some tensors of its size each.
  private static final long STRETCH_BYTES = 96L << 20;

  /// Pairs of touching voxels that a voxel takes part in, where surfaces are dense.
  private static final int PAIRS = 12;

  /// @param voxels of each level, finest first
  public static MemoryNeed of(SonataConfig config, Precision precision, int[] voxels) {
    long work = 0;
    long answer = 0;
    for (int s = 0; s < config.stageCount(); s++) {
      long rows = voxels[s];
      long features = rows * config.encChannels().get(s) * Float.BYTES;
      answer += features;
      // In and out of a block, a rounded copy for its convolution, four curves, pairs in and out in
      // Java's memory and on the device, and the order of rows.
      long pairs = rows * PAIRS * 2 * Integer.BYTES;
      long stage =
          2 * features
              + (precision == Precision.BF16 ? features / 2 : 0)
              + 4 * rows * Long.BYTES
              + 2 * pairs
              + 3 * rows * Integer.BYTES;
      work = Math.max(work, stage);
    }
    long weights = 0;
    for (Map.Entry<String, long[]> tensor : NetworkTensors.of(config).entrySet()) {
      long count = 1;
      for (long length : tensor.getValue()) {
        count *= length;
      }
      boolean rounded = precision == Precision.BF16 && tensor.getValue().length >= 2;
      weights += count * (rounded ? Short.BYTES : Float.BYTES);
    }
    return new MemoryNeed(weights, work + STRETCH_BYTES, answer);
  }

  /// What is still needed once the weights are loaded.
  public MemoryNeed withoutWeights() {
    return new MemoryNeed(0, workBytes, answerBytes);
  }

  /// All of it, where device and Java share one memory.
  public long totalBytes() {
    return weightsBytes + workBytes + answerBytes;
  }
}
