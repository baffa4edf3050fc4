package cadenza.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SoftmaxTest {
  @Test
  void exponentialsAreNearJavas() {
    int count = 4001;
    float[][] logits = new float[2][count]; // the second from 0 down to -20
    for (int i = 0; i < count; i++) {
      logits[0][i] = 3;
      logits[1][i] = 3 - i * .005f;
    }
    float[] largest = new float[count];
    float[] sum = new float[count];
    float[][] out = new float[2][count];
    Softmax.largest(logits, largest, 0, count);
    Softmax.exponentials(logits, largest, out, sum, 0, count);
    for (int i = 0; i < count; i++) {
      assertThat(largest[i]).isEqualTo(3);
      assertThat((double) out[0][i]).isCloseTo(1, within(2e-6));
      double exact = Math.exp(Math.max(-16, logits[1][i] - 3));
      assertThat((double) out[1][i]).isCloseTo(exact, Percentage.withPercentage(4e-4));
      assertThat(sum[i]).isEqualTo(out[0][i] + out[1][i]);
    }
  }

  @Test
  void onlyTheRangeIsTouched() {
    float[][] logits = {{1, 2, 3}, {4, 0, 6}};
    float[] largest = {9, 9, 9};
    float[] sum = {9, 9, 9};
    Softmax.largest(logits, largest, 1, 2);
    Softmax.exponentials(logits, largest, logits, sum, 1, 2);
    assertThat(largest).containsExactly(9, 2, 9);
    assertThat(logits[0][0]).isEqualTo(1);
    assertThat(logits[1][2]).isEqualTo(6);
    assertThat(sum[0]).isEqualTo(9);
    assertThat(sum[1]).isCloseTo(1 + (float) Math.exp(-2), within(1e-5f));
  }
}
