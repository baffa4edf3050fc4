package cadenza.probe;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import java.util.ArrayList;
import java.util.List;

/// Likeness that flows between coarse voxels, easy on the eye, for a scan that is asked again and
/// again.
///
/// # How it works
///
/// The product of a place with the question and its squared length are sums over levels
/// ([Similarity]); each level's part is interpolated by itself ([SmoothVoxels]). Lengths do not
/// depend on the question and are interpolated once.
public final class SmoothLikeness {
  private static final double SHORTEST = 1e-12; // as in Similarity

  private final SimilarityIndex index;
  private final SmoothVoxels voxels;
  private final float[] perLength; // of each finest voxel

  private SmoothLikeness(SimilarityIndex index, SmoothVoxels voxels, float[] perLength) {
    this.index = index;
    this.voxels = voxels;
    this.perLength = perLength;
  }

  /// Likeness of the rows of the first level used, which the scale of heat is made of, and of the
  /// finest voxels, within the range of the rows.
  public record Answer(float[] rows, float[] voxels) {}

  /// @param pyramid geometry of the scan that the index is of
  public static SmoothLikeness of(SimilarityIndex index, Pyramid pyramid, Progress progress) {
    SmoothVoxels voxels = new SmoothVoxels(index.scan(), pyramid, index.firstLevel(), progress);
    List<float[]> squares = new ArrayList<>();
    List<FeaturePyramid.Features> levels = index.scan().levels();
    for (FeaturePyramid.Features level : levels.subList(index.firstLevel(), levels.size())) {
      double[] exact = SimilarityIndex.squares(level);
      float[] part = new float[exact.length];
      for (int i = 0; i < part.length; i++) {
        part[i] = (float) exact[i];
      }
      squares.add(part);
    }
    float[] perLength = voxels.sum(squares);
    for (int i = 0; i < perLength.length; i++) {
      perLength[i] = (float) (1 / Math.max(Math.sqrt(Math.max(perLength[i], 0)), SHORTEST));
    }
    return new SmoothLikeness(index, voxels, perLength);
  }

  /// @throws IllegalArgumentException if the question comes from another model
  public Answer ask(Similarity query) {
    List<float[]> sums = index.sums(query);
    float[] rows = index.ofRows(sums.getFirst());
    float[] fine = voxels.sum(parts(sums));
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float row : rows) {
      least = Math.min(least, row);
      most = Math.max(most, row);
    }
    for (int i = 0; i < fine.length; i++) {
      fine[i] = Math.min(Math.max(fine[i] * perLength[i], least), most);
    }
    return new Answer(rows, fine);
  }

  /// What each level adds to what its parents have.
  private List<float[]> parts(List<float[]> sums) {
    List<float[]> parts = new ArrayList<>();
    for (int k = 0; k + 1 < sums.size(); k++) {
      int[] parents = index.scan().levels().get(index.firstLevel() + k).parents();
      float[] above = sums.get(k + 1);
      float[] part = sums.get(k).clone();
      for (int i = 0; i < part.length; i++) {
        part[i] -= above[parents[i]];
      }
      parts.add(part);
    }
    parts.add(sums.getLast());
    return parts;
  }
}
