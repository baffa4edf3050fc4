package cadenza.app.pipeline;

/// What a person may choose for an encoding run.
///
/// @param gridSizeMeters edge of a voxel; 0 for the size the weights were trained at
/// @param seed decides which point stands for a voxel that holds several
public record EncodeSettings(float gridSizeMeters, long seed) {
  public EncodeSettings {
    if (!(gridSizeMeters >= 0) || Float.isInfinite(gridSizeMeters)) {
      throw new IllegalArgumentException(
          "a grid size is a length above 0 in metres, not " + gridSizeMeters);
    }
  }

  public static EncodeSettings defaults() {
    return new EncodeSettings(0, 0);
  }

  /// The grid size to use with weights that were trained at `trainedMeters`.
  public float gridFor(float trainedMeters) {
    return gridSizeMeters > 0 ? gridSizeMeters : trainedMeters;
  }
}
