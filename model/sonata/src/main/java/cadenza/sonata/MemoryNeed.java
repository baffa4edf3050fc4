package cadenza.sonata;

import java.util.Map;

/// How much memory encoding takes, said before it begins.
///
/// @param loadBytes what is loaded once: PyTorch's libraries, and the network on its device
/// @param workBytes features and geometry of the level that takes most, on the device
/// @param answerBytes the features of all levels, in Java's memory
/// @param geometryBytes what Java's memory holds besides while geometry goes to the device
public record MemoryNeed(long loadBytes, long workBytes, long answerBytes, long geometryBytes) {
  /// PyTorch's libraries, as measured on Linux.
  private static final long LIBRARY_BYTES = 250L << 20;

  /// What stretches of work on a processor allocate besides, and what the allocator keeps.
  private static final long STRETCH_BYTES = 128L << 20;

  /// Voxels that touch a voxel, where surfaces are dense; 26 at most.
  private static final int NEIGHBORS = 15;

  /// Numbers that attention holds at a time for each number of a patch.
  private static final int ATTENTION = 8;

  /// The need on a processor, where device and Java share one memory.
  ///
  /// @param voxels of each level, finest first
  public static MemoryNeed of(SonataConfig config, Precision precision, int[] voxels) {
    long work = 0;
    long answer = 0;
    long geometry = 0;
    for (int s = 0; s < config.stageCount(); s++) {
      long rows = voxels[s];
      long channels = config.encChannels().get(s);
      long features = rows * channels * Float.BYTES;
      answer += features;
      long pairs = rows * NEIGHBORS * 2 * Integer.BYTES;
      long curves = Math.min(config.encDepths().get(s), 4) * rows * Long.BYTES;
      long patch = Math.min(rows, config.encPatchSize().get(s)) * channels * Float.BYTES;
      // In and out of a block, a rounded copy for its convolution, what is gathered at a time.
      long copies = precision == Precision.BF16 ? features / 2 : 0;
      long stage = 2 * features + copies + pairs + curves + ATTENTION * patch;
      work = Math.max(work, stage);
      geometry = Math.max(geometry, pairs + 5 * rows * Integer.BYTES);
    }
    long load = LIBRARY_BYTES;
    for (Map.Entry<String, long[]> tensor : NetworkTensors.of(config).entrySet()) {
      long count = 1;
      for (long length : tensor.getValue()) {
        count *= length;
      }
      boolean rounded = precision == Precision.BF16 && tensor.getValue().length >= 2;
      load += count * (rounded ? Short.BYTES : Float.BYTES);
    }
    return new MemoryNeed(load, work + STRETCH_BYTES, answer, geometry);
  }

  /// What is still needed once the weights are loaded.
  public MemoryNeed onceLoaded() {
    return new MemoryNeed(0, workBytes, answerBytes, geometryBytes);
  }

  /// All in Java's memory.
  public long javaBytes() {
    return answerBytes + geometryBytes;
  }

  /// All of it.
  public long totalBytes() {
    return loadBytes + workBytes + javaBytes();
  }
}
