package cadenza.probe;

/// placeholder
public final class LocalStatistics {
  /// Numbers for a voxel.
  public static final int CHANNELS = 49;

  private final float[] values;

  LocalStatistics(float[] values) {
    this.values = values;
  }

  public float[] values() {
    return values;
  }

  public int channels() {
    return CHANNELS;
  }
}
