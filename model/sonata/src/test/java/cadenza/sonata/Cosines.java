package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.FeaturePyramid;
import java.util.Arrays;

/// How near two answers of a network are: the cosine between the features of each voxel.
final class Cosines {
  private Cosines() {}

  /// The cosine of each row, ascending; -1 where there is none, because a row is zero or not
  /// finite.
  static double[] of(FeaturePyramid.Features one, FeaturePyramid.Features other) {
    assertThat(other.values()).hasSameSizeAs(one.values());
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
      double cosine = dot / Math.sqrt(a * b);
      cosines[row] = Double.isNaN(cosine) ? -1 : cosine;
    }
    Arrays.sort(cosines);
    return cosines;
  }

  /// Refuses features that are not all finite, or not those of other numbers up to bfloat16's
  /// rounding: half of the cosines above .999, all above .98.
  static void checkRounded(
      FeaturePyramid.Features rounded, FeaturePyramid.Features exact, int level) {
    for (FeaturePyramid.Features features : new FeaturePyramid.Features[] {rounded, exact}) {
      for (float value : features.values()) {
        assertThat(Float.isFinite(value)).as("%s on level %d is finite", value, level).isTrue();
      }
    }
    double[] cosines = of(rounded, exact);
    System.out.printf(
        "bfloat16, level %d: cosines from %.5f, median %.5f%n",
        level, cosines[0], cosines[cosines.length / 2]);
    assertThat(cosines[cosines.length / 2]).as("median, level " + level).isGreaterThan(.999);
    assertThat(cosines[0]).as("worst, level " + level).isGreaterThan(.98);
  }
}
