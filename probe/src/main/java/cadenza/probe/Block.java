package cadenza.probe;

import cadenza.scan.FeaturePyramid;
import java.util.ArrayList;
import java.util.List;

/// A matrix a probe reads: the features of a level, or the local statistics, which have the rows of
/// level 0.
///
/// @param values `(rows of the level, channels)`
record Block(int level, int channels, float[] values) {
  /// All that is read of a scan: its levels from finest to coarsest, then the statistics.
  ///
  /// @throws IllegalArgumentException if statistics are wanted that were not computed
  static List<Block> of(ProbeScan scan, boolean statistics) {
    List<Block> blocks = new ArrayList<>();
    List<FeaturePyramid.Features> levels = scan.features().levels();
    for (int k = 0; k < levels.size(); k++) {
      blocks.add(new Block(k, levels.get(k).channels(), levels.get(k).values()));
    }
    if (statistics) {
      LocalStatistics local = scan.statistics();
      if (local == null) {
        throw new IllegalArgumentException(
            "the probe reads local statistics, and those of " + scan.name() + " are missing");
      }
      blocks.add(new Block(0, LocalStatistics.CHANNELS, local.values()));
    }
    return blocks;
  }

  static int channels(List<Block> blocks) {
    return blocks.stream().mapToInt(Block::channels).sum();
  }

  int rows() {
    return values.length / channels;
  }
}
