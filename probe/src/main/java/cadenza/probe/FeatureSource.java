package cadenza.probe;

/// Weights and grid that features come from; a probe refuses features of others.
///
/// @param weightsName what people call the weights
/// @param weightsSha256 fingerprint of the weights, which decides
/// @param gridSizeMeters edge of a finest voxel
public record FeatureSource(String weightsName, String weightsSha256, double gridSizeMeters) {
  /// Grids are the same if they differ by less than this share: sizes pass through float and text.
  private static final double SAME_GRID = 1e-5;

  /// Whether features of the other mean the same.
  public boolean matches(FeatureSource other) {
    return weightsSha256.equals(other.weightsSha256)
        && Math.abs(gridSizeMeters - other.gridSizeMeters) <= SAME_GRID * gridSizeMeters;
  }
}
