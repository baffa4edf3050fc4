package cadenza.sonata.pretrain.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.FeaturePyramid;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FeatureSpreadTest {
  private static FeatureSpread.OfLevel of(int channels, float[] values) {
    FeaturePyramid.Features level = new FeaturePyramid.Features(channels, values, new int[0]);
    return FeatureSpread.of(new FeaturePyramid(List.of(level)), 1).levels().getFirst();
  }

  @Test
  void featuresInAllDirectionsUseAllChannels() {
    FeatureSpread spread = FeatureSpread.of(RandomFeatures.of(6000, 24, 1), 7);
    FeatureSpread.OfLevel fine = spread.levels().get(0);
    assertThat(fine.rows()).isEqualTo(2000);
    assertThat(spread.levels().get(1).rows()).isEqualTo(1200);
    for (FeatureSpread.OfLevel level : spread.levels()) {
      assertThat(level.effectiveRank()).isBetween(23.3, 24.0);
      assertThat(level.deviation()).isCloseTo(1, within(.02));
    }
  }

  @Test
  void featuresOnALineHaveRankOne() {
    SplittableRandom random = new SplittableRandom(2);
    float[] direction = RandomFeatures.normal(16, random);
    float[] values = new float[16 * 500];
    for (int i = 0; i < 500; i++) {
      double along = random.nextGaussian();
      for (int c = 0; c < 16; c++) {
        values[16 * i + c] = (float) (along * direction[c]);
      }
    }
    FeatureSpread.OfLevel level = of(16, values);
    assertThat(level.effectiveRank()).isCloseTo(1, within(1e-3));
  }

  @Test
  void featuresInAPlaneHaveRankTwo() {
    SplittableRandom random = new SplittableRandom(3);
    float[] values = new float[32 * 1000];
    for (int i = 0; i < 1000; i++) {
      double angle = random.nextDouble(2 * Math.PI);
      values[32 * i + 5] = (float) Math.cos(angle);
      values[32 * i + 9] = (float) Math.sin(angle);
    }
    assertThat(of(32, values).effectiveRank()).isCloseTo(2, within(.01));
  }

  @Test
  void collapsedFeaturesHaveNoSpread() {
    float[] values = new float[8 * 300];
    Arrays.fill(values, .3f);
    FeatureSpread.OfLevel level = of(8, values);
    assertThat(level.deviation()).isCloseTo(0, within(1e-6));
    assertThat(level.effectiveRank()).isZero();
    values[17] = Float.NaN;
    assertThat(of(8, values).effectiveRank()).isNaN();
  }

  @Test
  void lengthOfFeaturesDoesNotCount() {
    SplittableRandom random = new SplittableRandom(5);
    float[] values = RandomFeatures.normal(12 * 800, random);
    float[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= 1 + i / 12;
    }
    assertThat(of(12, scaled).effectiveRank())
        .isCloseTo(of(12, values).effectiveRank(), within(1e-4));
  }
}
