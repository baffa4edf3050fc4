package cadenza.app.pipeline;

import cadenza.sonata.CurveShuffle;
import java.util.Optional;

/// What a person may choose for an encoding run.
///
/// @param gridSizeMeters edge of a voxel; 0 for the size the weights were trained at
/// @param seed decides which point stands for a voxel that holds several
/// @param shuffle how the curves are shuffled; empty to leave them, so that a scan has one answer
/// @param compute where and in what numbers
public record EncodeSettings(
    float gridSizeMeters, long seed, Optional<CurveShuffle> shuffle, Compute compute) {
  public EncodeSettings {
    if (!(gridSizeMeters >= 0) || Float.isInfinite(gridSizeMeters)) {
      throw new IllegalArgumentException(
          "a grid size is a length above 0 in metres, not " + gridSizeMeters);
    }
  }

  /// Settings that leave the curves alone, on the best device.
  public EncodeSettings(float gridSizeMeters, long seed) {
    this(gridSizeMeters, seed, Optional.empty(), Compute.DEFAULT);
  }

  public EncodeSettings with(Compute other) {
    return new EncodeSettings(gridSizeMeters, seed, shuffle, other);
  }

  public EncodeSettings with(Optional<CurveShuffle> other) {
    return new EncodeSettings(gridSizeMeters, seed, other, compute);
  }

  public static EncodeSettings defaults() {
    return new EncodeSettings(0, 0);
  }

  /// The grid size to use with weights that were trained at `trainedMeters`.
  public float gridFor(float trainedMeters) {
    return gridSizeMeters > 0 ? gridSizeMeters : trainedMeters;
  }
}
