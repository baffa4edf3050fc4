package cadenza.probe;

import cadenza.scan.FeaturePyramid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  /// a row share it.
  ///
  /// @param scan features of the same model
  /// @throws IllegalArgumentException if they come from another model
  public float[] ofRows(FeaturePyramid scan) {
    List<float[]> parts = new ArrayList<>(); // (rows, 2): product, squared length
    if (scan.levels().size() != firstLevel + channels.length) {
      throw anotherModel(scan.levels().size() + " levels");
    }
    int start = 0;
    for (int s = 0; s < channels.length; s++) {
      FeaturePyramid.Features level = scan.levels().get(firstLevel + s);
      if (level.channels() != channels[s]) {
        throw anotherModel(level.channels() + " channels on level " + (firstLevel + s));
      }
      parts.add(productsAndSquares(level, start));
      start += channels[s];
    }
    float[] sums = NearestUpcast.sumAtFirstLevel(scan, firstLevel, parts, 2);
    float[] cosines = new float[sums.length / 2];
    for (int i = 0; i < cosines.length; i++) {
      double length = Math.max(Math.sqrt(sums[2 * i + 1]), SHORTEST);
      cosines[i] = (float) (sums[2 * i] / length);
    }
    return cosines;
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

  private static IllegalArgumentException anotherModel(String what) {
    return new IllegalArgumentException("features of another model: " + what);
  }

  private float[] productsAndSquares(FeaturePyramid.Features level, int start) {
    int width = level.channels();
    float[] values = level.values();
    float[] out = new float[2 * level.rows()];
    IntStream.range(0, level.rows())
        .parallel()
        .forEach(row -> {
          double product = 0;
          double squares = 0;
          for (int c = 0; c < width; c++) {
            double value = values[row * width + c];
            product += value * direction[start + c];
            squares += value * value;
          }
          out[2 * row] = (float) product;
          out[2 * row + 1] = (float) squares;
        });
    return out;
  }
}
