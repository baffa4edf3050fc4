package cadenza.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.FeaturePyramid;
import org.junit.jupiter.api.Test;

class SimilarityIndexTest {
  private static final FeaturePyramid SCAN =
      Synthetic.scan("a", new int[] {301, 200, 117, 43, 9}, new int[] {3, 5, 7, 9, 11}, 4, 2, 1)
          .features();

  @Test
  void likenessIsTheCosineAndHeatCountsVoxels() {
    SimilarityIndex index = SimilarityIndex.of(SCAN);
    assertThat(index.firstLevel()).isEqualTo(2);
    for (int voxel : new int[] {0, 150, 300}) {
      float[] rows = index.ofRows(Similarity.to(SCAN, voxel));
      float[] voxels = index.ofVoxels(rows);
      for (int v = 0; v < 301; v += 7) {
        assertThat(voxels[v]).isCloseTo((float) cosine(voxel, v), within(2e-6f));
      }
      assertThat(index.heat(rows)).isEqualTo(SimilarityHeat.of(voxels));
      assertThat(rows).hasSize(117);
    }
  }

  private static double cosine(int a, int b) {
    double[] sums = new double[3];
    for (int s = 2; s < 5; s++) {
      var level = SCAN.levels().get(s);
      int[] rows = SCAN.rowsOf(0, s);
      for (int c = 0; c < level.channels(); c++) {
        double x = level.values()[rows[a] * level.channels() + c];
        double y = level.values()[rows[b] * level.channels() + c];
        sums[0] += x * y;
        sums[1] += x * x;
        sums[2] += y * y;
      }
    }
    return sums[0] / Math.sqrt(sums[1] * sums[2]);
  }

  @Test
  void questionsOfAnotherModelAreRefused() {
    SimilarityIndex index = SimilarityIndex.of(SCAN);
    Similarity other = Similarity.of(2, new int[] {7, 9, 12}, new float[28]);
    assertThatThrownBy(() -> index.ofRows(other)).hasMessageContaining("11 channels on level 4");
    assertThatThrownBy(() -> SimilarityIndex.of(SCAN, 1).ofRows(Similarity.to(SCAN, 0)))
        .hasMessageContaining("another model");
  }
}
