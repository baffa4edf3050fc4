package cadenza.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RanksTest {
  @Test
  void placesAreThoseOfTheSortedNumbers() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      int groups = 1 + random.nextInt(60);
      float[] values = new float[groups];
      int[] counts = new int[groups];
      int total = 0;
      for (int i = 0; i < groups; i++) {
        values[i] = round % 2 == 0 ? (float) random.nextGaussian() : random.nextInt(5) - 2;
        counts[i] = random.nextInt(4);
        total += counts[i];
      }
      float[] sorted = new float[total];
      int to = 0;
      for (int i = 0; i < groups; i++) {
        Arrays.fill(sorted, to, to += counts[i], values[i]);
      }
      Arrays.sort(sorted);
      Ranks ranks = new Ranks(values, counts);
      for (int place = 0; place < total; place++) {
        assertThat(ranks.at(place)).isEqualTo(sorted[place]);
      }
    }
  }

  @Test
  void numbersAtTheEndsAreInOrder() {
    float[] values = {Float.NaN, Float.MAX_VALUE, -0f, -Float.MAX_VALUE, Float.MIN_VALUE, -1e-40f};
    int[] once = {1, 1, 1, 1, 1, 1};
    Ranks ranks = new Ranks(values, once);
    assertThat(ranks.at(0)).isEqualTo(-Float.MAX_VALUE);
    assertThat(ranks.at(1)).isEqualTo(-1e-40f);
    assertThat(ranks.at(2)).isZero();
    assertThat(ranks.at(3)).isEqualTo(Float.MIN_VALUE);
    assertThat(ranks.at(4)).isEqualTo(Float.MAX_VALUE);
    assertThat(ranks.at(5)).isNaN();
  }
}
