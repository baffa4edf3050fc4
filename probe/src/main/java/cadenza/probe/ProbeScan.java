package cadenza.probe;

import cadenza.scan.FeaturePyramid;
import org.jspecify.annotations.Nullable;

/// What a probe sees of a scan. Two of them are the same scan if their features are the same
/// object.
///
/// @param statistics local statistics of the finest voxels, or null where they were not computed
/// @param source where the features come from
public record ProbeScan(
    String name,
    FeaturePyramid features,
    @Nullable LocalStatistics statistics,
    FeatureSource source) {
  public ProbeScan {
    if (features.levels().isEmpty()) {
      throw new IllegalArgumentException(name + " has no features");
    }
    if (statistics != null
        && statistics.values().length
            != features.levels().getFirst().rows() * LocalStatistics.CHANNELS) {
      throw new IllegalArgumentException("local statistics of other voxels than " + name + "'s");
    }
  }

  public int voxelCount() {
    return features.levels().getFirst().rows();
  }
}
