package cadenza.app.similarity;

import cadenza.app.pipeline.EncodedScan;
import cadenza.probe.CosineScale;
import cadenza.probe.LikenessScale;
import cadenza.probe.Similarity;
import cadenza.probe.SimilarityIndex;
import cadenza.probe.SmoothLikeness;
import cadenza.scan.Progress;
import org.jspecify.annotations.Nullable;

/// What heat maps of an encoded scan need that no query changes; made once for all of them.
public final class HeatGround {
  private final EncodedScan encoded;
  private final SimilarityIndex index;
  private final int[] pointCounts; // of each finest voxel
  private volatile @Nullable SmoothLikeness flowing; // made when first wanted

  public HeatGround(EncodedScan encoded) {
    this.encoded = encoded;
    index = SimilarityIndex.of(encoded.features());
    pointCounts = new int[encoded.grid().voxelCount()];
    for (int voxel : encoded.grid().inverse()) {
      if (voxel >= 0) {
        pointCounts[voxel]++;
      }
    }
  }

  EncodedScan encoded() {
    return encoded;
  }

  /// Gets ready for smooth maps, which takes longer than a map does.
  void prepare(Progress progress) {
    flowing(progress);
  }

  /// How like the query every voxel is.
  ///
  /// @param smooth whether likeness flows between coarse voxels, or is exactly the reference's
  public HeatMap map(Similarity query, ScaleChoice choice, boolean smooth, Progress progress) {
    float[] rows;
    float[] voxels;
    if (smooth) {
      SmoothLikeness.Answer answer = flowing(progress).ask(query);
      rows = answer.rows();
      voxels = answer.voxels();
    } else {
      rows = index.ofRows(query);
      voxels = index.ofVoxels(rows);
    }
    progress.checkCancelled();
    LikenessScale scale = choice == ScaleChoice.COSINE ? CosineScale.PLAIN : index.heat(rows);
    return new HeatMap(encoded.grid().inverse(), pointCounts, voxels, choice, scale);
  }

  private SmoothLikeness flowing(Progress progress) {
    SmoothLikeness known = flowing;
    if (known == null) {
      known = SmoothLikeness.of(index, encoded.prepared().pyramid(), progress);
      flowing = known;
    }
    return known;
  }
}
