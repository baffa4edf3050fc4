package cadenza.probe;

import cadenza.scan.FeaturePyramid;
import java.util.Arrays;
import java.util.stream.IntStream;

/// How like one place every other place is, in the same scan or another (`demo/1_similarity.py`;
/// SPEC iv).
///
/// # How it works
///
/// Two places are as alike as the cosine of the angle between their up-cast features. A feature is
/// the features of a voxel's ancestors side by side, so its product with the query and its squared
/// length are sums over levels: both are computed once for each row of each level and summed while
/// gathering. The matrix with a row for each finest voxel never exists.
///
/// @param firstLevel finest level used (2 in the reference)
/// @param channels width of each level used, from `firstLevel` on
/// @param direction up-cast feature of the place asked about, of length 1, `(sum of channels)`
public record Similarity(int firstLevel, int[] channels, float[] direction) {
  /// Below this length a feature is no direction (`torch.nn.functional.normalize`).
  private static final double SHORTEST = 1e-12;

  public Similarity {
    if (direction.length != IntStream.of(channels).sum()) {
      throw new IllegalArgumentException(
          direction.length + " numbers do not fit the channels " + Arrays.toString(channels));
    }
  }

  /// Asks about a finest voxel of a scan, with the levels the reference uses.
  ///
  /// @param voxel row of level 0
  public static Similarity to(FeaturePyramid scan, int voxel) {
    int firstLevel = Math.min(PcaBasis.REFERENCE_FIRST_LEVEL, scan.levels().size() - 1);
    int used = scan.levels().size() - firstLevel;
    int[] channels = new int[used];
    float[] feature = new float[scan.channelsFrom(firstLevel)];
    int row = voxel;
    int to = 0;
    for (int k = 0; k < scan.levels().size(); k++) {
      FeaturePyramid.Features level = scan.levels().get(k);
      if (k >= firstLevel) {
        channels[k - firstLevel] = level.channels();
        int from = row * level.channels();
        System.arraycopy(level.values(), from, feature, to, level.channels());
        to += level.channels();
      }
      if (k + 1 < scan.levels().size()) {
        row = level.parents()[row];
      }
    }
    return of(firstLevel, channels, feature);
  }

  /// Asks about a feature, such as the mean of several places.
  ///
  /// @param feature of any length, `(sum of channels)`
  public static Similarity of(int firstLevel, int[] channels, float[] feature) {
    double squares = 0;
    for (float value : feature) {
      squares += (double) value * value;
    }
    double length = Math.max(Math.sqrt(squares), SHORTEST);
    float[] direction = new float[feature.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = (float) (feature[i] / length);
    }
    return new Similarity(firstLevel, channels, direction);
  }

  /// Likeness of each row of the first level used, from -1 to 1, `(rows)`. All finest voxels below
  /// a row share it. For asking a scan often, see [SimilarityIndex].
  ///
  /// @param scan features of the same model
  /// @throws IllegalArgumentException if they come from another model
  public float[] ofRows(FeaturePyramid scan) {
    if (scan.levels().size() != firstLevel + channels.length) {
      throw new IllegalArgumentException(
          "features of another model: " + scan.levels().size() + " levels");
    }
    return SimilarityIndex.of(scan, firstLevel).ofRows(this);
  }

  /// Likeness of each finest voxel, from -1 to 1, `(voxels)`; see [#ofRows].
  public float[] ofVoxels(FeaturePyramid scan) {
    float[] cosines = ofRows(scan);
    int[] rows = scan.rowsOf(0, firstLevel);
    float[] out = new float[rows.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = cosines[rows[i]];
    }
    return out;
  }
}
