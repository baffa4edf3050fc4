package cadenza.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LikenessScaleTest {
  private final Random random = new Random(11);

  @Test
  void rowsCountedByTheirVoxelsHaveTheScaleOfTheVoxels() {
    for (int round = 0; round < 200; round++) {
      float[] rows = new float[1 + random.nextInt(60)];
      int[] counts = new int[rows.length];
      int total = 0;
      for (int i = 0; i < rows.length; i++) {
        rows[i] = random.nextInt(9) == 0 ? -0f : random.nextFloat() * 2 - 1;
        counts[i] = 1 + random.nextInt(64);
        total += counts[i];
      }
      float[] voxels = new float[total];
      int at = 0;
      for (int i = 0; i < rows.length; i++) {
        for (int k = 0; k < counts[i]; k++) {
          voxels[at++] = rows[i];
        }
      }
      assertThat(SimilarityHeat.of(rows, counts)).isEqualTo(SimilarityHeat.of(voxels));
    }
    assertThatThrownBy(() -> SimilarityHeat.of(new float[0], new int[0]))
        .hasMessageContaining("no scale");
  }

  @Test
  void theLikenessAtAPlaceOfTheRampStandsThere() {
    SimilarityHeat heat = new SimilarityHeat(.8f, .6f, .2f);
    for (LikenessScale scale : new LikenessScale[] {heat, CosineScale.PLAIN}) {
      for (float place : new float[] {.05f, .3f, .44f, .52f, .7f, .95f}) {
        assertThat(scale.position(scale.likeness(place))).isCloseTo(place, within(1e-4f));
      }
      assertThat(scale.position(Float.NaN)).isNaN();
    }
    assertThat(CosineScale.PLAIN.position(-.4f)).isZero();
    assertThatThrownBy(() -> new CosineScale(1, 1)).hasMessageContaining("a scale from 1");
  }

  @Test
  void theRampRisesWithLikenessWithoutAHole() {
    SimilarityHeat heat = new SimilarityHeat(.8f, .6f, .2f);
    assertThat(heat.heat(.6f)).as("the reference's").isZero();
    float before = -1;
    for (float likeness = -.5f; likeness < 1; likeness += .01f) {
      float now = heat.position(likeness);
      assertThat(now).isGreaterThanOrEqualTo(before);
      before = now;
    }
    assertThat(heat.position(.6f)).isBetween(.45f, .5f);
    assertThat(heat.likeness(.47f)).isEqualTo(.6f);
  }
}
