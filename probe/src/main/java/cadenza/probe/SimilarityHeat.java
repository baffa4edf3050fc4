package cadenza.probe;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Likeness as heat from 0 to 1, on a scale that a scan's own spread of likeness sets
/// (`demo/1_similarity.py`; SPEC iv).
///
/// # How it works
///
/// Of a scan's voxels, the 2 % most alike the query are at or above `oral`, the 10 % most alike at
/// or above `highlight`, half at or above `reject`. Above `highlight` heat rises from 0.5 by a
/// sigmoid of the step to `oral`; below it falls from 0.45 by one of the step to `reject`. A
/// likeness of exactly `highlight` has heat 0: the reference leaves it out, so this does. In single
/// precision, as there.
///
/// @param oral likeness that the 2 % most alike reach
/// @param highlight likeness that the 10 % most alike reach
/// @param reject likeness that half reach
public record SimilarityHeat(float oral, float highlight, float reject) implements LikenessScale {
  private static final float ORAL_SHARE = .02f;
  private static final float HIGHLIGHT_SHARE = .1f;
  private static final float REJECT_SHARE = .5f;
  private static final float BELOW = .9f;

  /// The scale of a scan.
  ///
  /// @param voxels likeness of each of its finest voxels ([Similarity#ofVoxels]), at least one
  public static SimilarityHeat of(float[] voxels) {
    int[] once = new int[voxels.length];
    Arrays.fill(once, 1);
    return of(voxels, once);
  }

  /// The scale of a scan whose voxels share their likeness in groups.
  ///
  /// @param likeness of each group
  /// @param counts voxels in each group, together at least one
  static SimilarityHeat of(float[] likeness, int[] counts) {
    int voxels = IntStream.of(counts).sum();
    if (voxels == 0) {
      throw new IllegalArgumentException("a scan without voxels has no scale of likeness");
    }
    // Shares in single precision, as PyTorch multiplies a count by a share. The reference counts
    // the last one from the end, where none means the first.
    int last = voxels - 1;
    int fromEnd = (int) (voxels * REJECT_SHARE);
    Ranks ranks = new Ranks(likeness, counts);
    return new SimilarityHeat(
        ranks.at(last - (int) (voxels * ORAL_SHARE)),
        ranks.at(last - (int) (voxels * HIGHLIGHT_SHARE)),
        ranks.at(fromEnd == 0 ? last : fromEnd - 1));
  }

  /// The heat; but a likeness of exactly `highlight`, which the reference leaves cold, stands where
  /// those just above and below it do, or single voxels would show as holes.
  @Override
  public float position(float likeness) {
    return likeness == highlight ? (.5f + .5f * BELOW) / 2 : heat(likeness);
  }

  @Override
  public float likeness(float position) {
    double below = position / BELOW;
    if (position > .5f) {
      return (float) (highlight + logit(position) * (oral - highlight));
    }
    return below < .5 ? (float) (highlight + logit(below) * (highlight - reject)) : highlight;
  }

  private static double logit(double share) {
    double inside = Math.clamp(share, 1e-7, 1 - 1e-7);
    return Math.log(inside / (1 - inside));
  }

  /// Heat of a likeness, 0 to 1.
  public float heat(float likeness) {
    float above = likeness - highlight;
    if (above > 0) {
      return sigmoid(above / (oral - highlight));
    }
    if (above < 0) {
      return sigmoid(above / (highlight - reject)) * BELOW;
    }
    return above; // 0, and NaN where there is no likeness
  }

  /// Heat of each likeness.
  public float[] heat(float[] likeness) {
    float[] out = new float[likeness.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = heat(likeness[i]);
    }
    return out;
  }

  /// Row of the place most alike the query: the hottest, the first of several.
  ///
  /// @param likeness at least one
  public int matched(float[] likeness) {
    int best = 0;
    float hottest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < likeness.length; i++) {
      float heat = heat(likeness[i]);
      if (heat > hottest) {
        hottest = heat;
        best = i;
      }
    }
    return best;
  }

  private static float sigmoid(float x) {
    return (float) (1 / (1 + Math.exp(-x)));
  }
}
