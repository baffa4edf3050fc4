package cadenza.app.similarity;

import cadenza.app.pipeline.EncodedScan;
import cadenza.probe.CosineScale;
import cadenza.probe.LikenessScale;
import cadenza.probe.Similarity;
import cadenza.probe.SimilarityHeat;
import cadenza.probe.SmoothVoxels;
import cadenza.scan.Progress;

/// What heat maps of an encoded scan need that no query changes; made once for all of them.
public final class HeatGround {
  private final EncodedScan encoded;
  private final SmoothVoxels voxels;
  private final int[] pointCounts; // of each finest voxel

  private HeatGround(EncodedScan encoded, SmoothVoxels voxels) {
    this.encoded = encoded;
    this.voxels = voxels;
    pointCounts = new int[encoded.grid().voxelCount()];
    for (int voxel : encoded.grid().inverse()) {
      if (voxel >= 0) {
        pointCounts[voxel]++;
      }
    }
  }

  /// @param firstLevel finest level that queries use
  public static HeatGround of(EncodedScan encoded, int firstLevel, Progress progress) {
    return new HeatGround(
        encoded,
        new SmoothVoxels(
            encoded.features(), encoded.prepared().pyramid(), firstLevel, progress));
  }

  /// How like the query every voxel is.
  ///
  /// @param smooth whether likeness flows between coarse voxels, or is exactly the reference's
  public HeatMap map(Similarity query, ScaleChoice choice, boolean smooth, Progress progress) {
    float[] rows = query.ofRows(encoded.features());
    progress.checkCancelled();
    LikenessScale scale =
        choice == ScaleChoice.COSINE
            ? CosineScale.PLAIN
            : SimilarityHeat.of(rows, voxels.voxelCounts());
    float[] likeness = smooth ? voxels.smooth(rows) : voxels.exact(rows);
    progress.checkCancelled();
    return new HeatMap(encoded.grid().inverse(), pointCounts, likeness, choice, scale);
  }
}
