package cadenza.app.bench;

import cadenza.scan.FeaturePyramid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// How much alike two encodings of one scan are: the cosine of each voxel's two feature vectors.
///
/// @param perLevel median and worst voxel of each level
record Likeness(List<Map<String, Double>> perLevel) {
  static Likeness of(FeaturePyramid one, FeaturePyramid other) {
    List<Map<String, Double>> levels = new ArrayList<>();
    for (int k = 0; k < one.levels().size(); k++) {
      double[] cosines = cosines(one.levels().get(k), other.levels().get(k));
      Arrays.sort(cosines);
      levels.add(Map.of("median", cosines[cosines.length / 2], "worst", cosines[0]));
    }
    return new Likeness(levels);
  }

  private static double[] cosines(FeaturePyramid.Features one, FeaturePyramid.Features other) {
    double[] cosines = new double[one.rows()];
    for (int row = 0; row < cosines.length; row++) {
      double dot = 0;
      double a = 0;
      double b = 0;
      for (int i = row * one.channels(); i < (row + 1) * one.channels(); i++) {
        dot += (double) one.values()[i] * other.values()[i];
        a += (double) one.values()[i] * one.values()[i];
        b += (double) other.values()[i] * other.values()[i];
      }
      cosines[row] = dot / Math.sqrt(a * b);
    }
    return cosines;
  }
}
