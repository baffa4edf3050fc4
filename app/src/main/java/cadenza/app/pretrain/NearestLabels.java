package cadenza.app.pretrain;

import cadenza.scan.FeaturePyramid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The class of a voxel as its nearest labelled ones have it.
///
/// # How it works
///
/// Features of all levels side by side, scaled to length 1, so that nearness is a cosine. The
/// nearest ten vote with weight `exp(cosine / 0.07)`, as is custom for self-supervised features (Wu
/// et al., arXiv 1805.01978).
final class NearestLabels {
  private static final int NEAREST = 10;
  private static final double TEMPERATURE = 0.07;

  private final List<float[]> rows = new ArrayList<>();
  private final List<Integer> classIds = new ArrayList<>();

  /// Learns labelled voxels.
  ///
  /// @param voxels rows of the finest level
  /// @param ids class of each
  void add(FeaturePyramid features, int[] voxels, int[] ids) {
    rows.addAll(Arrays.asList(unit(features, voxels)));
    for (int id : ids) {
      classIds.add(id);
    }
  }

  /// The class of each of some voxels.
  ///
  /// @throws IllegalStateException if nothing was learnt
  int[] classesOf(FeaturePyramid features, int[] voxels) {
    if (rows.isEmpty()) {
      throw new IllegalStateException("nothing is labelled");
    }
    float[][] asked = unit(features, voxels);
    int[] answer = new int[asked.length];
    float[] cosines = new float[rows.size()];
    for (int i = 0; i < asked.length; i++) {
      for (int j = 0; j < cosines.length; j++) {
        cosines[j] = product(asked[i], rows.get(j));
      }
      answer[i] = vote(cosines);
    }
    return answer;
  }

  private int vote(float[] cosines) {
    float[] sorted = cosines.clone();
    Arrays.sort(sorted);
    float least = sorted[Math.max(0, sorted.length - NEAREST)];
    float most = sorted[sorted.length - 1];
    int largest = classIds.stream().mapToInt(id -> id).max().orElse(0);
    double[] votes = new double[largest + 1];
    int best = 0;
    for (int j = 0; j < cosines.length; j++) {
      if (cosines[j] >= least) {
        int id = classIds.get(j);
        votes[id] += Math.exp((cosines[j] - most) / TEMPERATURE);
        best = votes[id] > votes[best] ? id : best;
      }
    }
    return best;
  }

  private static float product(float[] a, float[] b) {
    float sum = 0;
    for (int c = 0; c < a.length; c++) {
      sum += a[c] * b[c];
    }
    return sum;
  }

  private static float[][] unit(FeaturePyramid features, int[] voxels) {
    float[][] out = new float[voxels.length][features.channelsFrom(0)];
    for (int i = 0; i < voxels.length; i++) {
      int row = voxels[i];
      int to = 0;
      for (FeaturePyramid.Features level : features.levels()) {
        System.arraycopy(level.values(), row * level.channels(), out[i], to, level.channels());
        to += level.channels();
        row = level.parents().length > 0 ? level.parents()[row] : 0;
      }
      double square = 0;
      for (float value : out[i]) {
        square += value * value;
      }
      float scale = square > 0 ? (float) (1 / Math.sqrt(square)) : 0;
      for (int c = 0; c < out[i].length; c++) {
        out[i][c] *= scale;
      }
    }
    return out;
  }
}
