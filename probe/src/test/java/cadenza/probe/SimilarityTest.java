package cadenza.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.FeaturePyramid.Features;
import cadenza.scan.io.NpyArray;
import cadenza.scan.io.Npz;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SimilarityTest {
  private static Map<String, NpyArray> fixture(String name) throws Exception {
    Path file = Path.of(System.getProperty("cadenza.shared", "absent"), "golden", name);
    assumeTrue(Files.exists(file), "fixture " + file + " is not on this machine");
    return Npz.read(file);
  }

  /// Scene A asked for a place of scene L, a part of it that was encoded by itself.
  @Test
  void heatAndMatchAreTheOfficialDemos() throws Exception {
    Map<String, NpyArray> expected = fixture("tiny_A_similarity.npz");
    FeaturePyramid global = PcaFixtureTest.pyramid(fixture("tiny_A_stages.npz"));
    NpyArray localFeatures = expected.get("local_feat"); // (voxels of L, 208), up-cast
    int width = localFeatures.shape()[1];
    // The fixture has the local features up-cast already: one level, used as it is.
    FeaturePyramid local =
        new FeaturePyramid(List.of(new Features(width, localFeatures.floats(), new int[0])));
    Similarity inLocal = Similarity.to(local, expected.get("select_index").ints()[0]);
    assertThat(inLocal.firstLevel()).isZero();
    Similarity inGlobal = new Similarity(2, new int[] {48, 64, 96}, inLocal.direction());

    float[] self = inLocal.ofVoxels(local);
    float[] cross = inGlobal.ofVoxels(global);
    assertThat(self).containsExactly(expected.get("inner_self").floats(), within(1e-5f));
    assertThat(cross).containsExactly(expected.get("inner_cross").floats(), within(1e-5f));

    SimilarityHeat heat = SimilarityHeat.of(cross);
    float[] thresholds = expected.get("thresholds").floats();
    assertThat(new float[] {heat.oral(), heat.highlight(), heat.reject()})
        .containsExactly(thresholds, within(1e-5f));
    assertThat(heat.heat(self)).containsExactly(expected.get("heat_self").floats(), within(1e-4f));
    assertThat(heat.heat(cross))
        .containsExactly(expected.get("heat_cross").floats(), within(1e-4f));
    assertThat(heat.matched(cross)).isEqualTo(expected.get("matched_index").ints()[0]);

    compareColors(heat.heat(self), expected.get("color_local").floats());
    compareColors(heat.heat(cross), expected.get("color_global").floats());
  }

  /// Heat on the edge of two steps may fall to either side.
  private static void compareColors(float[] heat, float[] expected) {
    float[] table = SpectralColors.table();
    for (int i = 0; i < heat.length; i++) {
      float nearest = Float.MAX_VALUE;
      for (float shift : new float[] {-1e-4f, 0, 1e-4f}) {
        int step = SpectralColors.step(heat[i] + shift);
        float worst = 0;
        for (int c = 0; c < 3; c++) {
          worst = Math.max(worst, Math.abs(table[3 * step + c] - expected[3 * i + c]));
        }
        nearest = Math.min(nearest, worst);
      }
      assertThat(nearest).as("colour of voxel " + i).isLessThan(1e-4f);
    }
  }

  @Test
  void theColoursAreMatplotlibs() throws Exception {
    assertThat(SpectralColors.table())
        .containsExactly(
            fixture("tiny_A_similarity.npz").get("spectral_r_lut").floats(), within(1f / 255));
    assertThat(SpectralColors.step(0)).isZero();
    assertThat(SpectralColors.step(-3)).isZero();
    assertThat(SpectralColors.step(.5f)).isEqualTo(128);
    assertThat(SpectralColors.step(.9999f)).isEqualTo(255);
    assertThat(SpectralColors.step(1)).isEqualTo(255);
    assertThat(SpectralColors.step(Float.NaN)).isZero();
  }

  private static FeaturePyramid random(int... rows) {
    Random random = new Random(5);
    Features[] levels = new Features[rows.length];
    for (int k = 0; k < rows.length; k++) {
      float[] values = new float[rows[k] * (k + 3)];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      int[] parents = new int[k + 1 < rows.length ? rows[k] : 0];
      for (int i = 0; i < parents.length; i++) {
        parents[i] = i * rows[k + 1] / rows[k];
      }
      levels[k] = new Features(k + 3, values, parents);
    }
    return new FeaturePyramid(List.of(levels));
  }

  @Test
  void likenessIsTheCosineOfFeaturesSideBySide() {
    FeaturePyramid scan = random(40, 21, 13, 6, 2);
    float[] likeness = Similarity.to(scan, 17).ofVoxels(scan);
    float[] query = sideBySide(scan, 17);
    assertThat(likeness[17]).isCloseTo(1, within(1e-6f));
    for (int i = 0; i < 40; i++) {
      float[] other = sideBySide(scan, i);
      assertThat(likeness[i])
          .isCloseTo(
              (float) (dot(query, other) / Math.sqrt(dot(query, query) * dot(other, other))),
              within(1e-6f));
    }
    assertThat(Similarity.to(scan, 17).ofRows(scan)).hasSize(13);
  }

  private static float[] sideBySide(FeaturePyramid scan, int voxel) {
    float[] out = new float[scan.channelsFrom(2)];
    int to = 0;
    for (int k = 2; k < 5; k++) {
      Features level = scan.levels().get(k);
      int from = scan.rowsOf(0, k)[voxel] * level.channels();
      System.arraycopy(level.values(), from, out, to, level.channels());
      to += level.channels();
    }
    return out;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  @Test
  void fewOrEqualVoxelsHaveHeatToo() {
    SimilarityHeat one = SimilarityHeat.of(new float[] {.7f});
    assertThat(one).isEqualTo(new SimilarityHeat(.7f, .7f, .7f));
    assertThat(one.heat(new float[] {.8f, .7f, .6f})).containsExactly(1, 0, 0);
    assertThat(one.matched(new float[] {.6f, .7f, .8f, .8f})).isEqualTo(2);
    SimilarityHeat three = SimilarityHeat.of(new float[] {.1f, .9f, .5f});
    assertThat(three).isEqualTo(new SimilarityHeat(.9f, .9f, .1f));
    assertThat(three.heat(Float.NaN)).isNaN();
    assertThatThrownBy(() -> SimilarityHeat.of(new float[0])).hasMessageContaining("no scale");
  }

  @Test
  void featuresOfAnotherModelAreRefused() {
    Similarity query = Similarity.to(random(40, 21, 13, 6, 2), 0);
    assertThatThrownBy(() -> query.ofRows(random(8, 4, 2)))
        .hasMessageContaining("another model: 3 levels");
    FeaturePyramid scan = random(40, 21, 13, 6, 2);
    Similarity wider = Similarity.of(2, new int[] {5, 9, 7}, new float[21]);
    assertThatThrownBy(() -> wider.ofRows(scan)).hasMessageContaining("6 channels on level 3");
    assertThatThrownBy(() -> Similarity.of(2, new int[] {5, 9}, new float[21]))
        .hasMessageContaining("21 numbers do not fit");
    assertThat(Similarity.of(2, new int[] {5, 6, 7}, new float[18]).ofRows(scan)).containsOnly(0);
  }
}
