package cadenza.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.Progress;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SoftmaxRegressionTest {
  private static final int SLOTS = 40;
  private static final int CLASSES = 3;
  private static final double STRENGTH = .05;

  private final float[][] gram = new float[SLOTS][SLOTS];
  private final float[] weights = new float[SLOTS];
  private final int[] labels = new int[SLOTS];

  SoftmaxRegressionTest() {
    Random random = new Random(6);
    float[][] x = new float[SLOTS][10];
    for (int i = 0; i < SLOTS; i++) {
      labels[i] = i < 36 ? i % CLASSES : 0; // four free slots
      weights[i] = i < 36 ? 1f / 36 : 0;
      for (int c = 0; c < 10; c++) {
        x[i][c] = (float) (random.nextGaussian() + (c == labels[i] ? .7 : 0));
      }
    }
    for (int i = 0; i < SLOTS; i++) {
      for (int j = 0; j < SLOTS; j++) {
        gram[i][j] = (float) Combination.dot(x[i], x[j]);
      }
    }
  }

  /// The value, computed plainly.
  private double value(double[][] a, double[] bias) {
    double sum = 0;
    for (int i = 0; i < SLOTS; i++) {
      double total = 0;
      double own = 0;
      for (int k = 0; k < CLASSES; k++) {
        double z = bias[k];
        for (int j = 0; j < SLOTS; j++) {
          z += a[k][j] * gram[j][i];
        }
        total += Math.exp(z);
        own = k == labels[i] ? z : own;
        sum += STRENGTH / 2 * a[k][i] * (z - bias[k]);
      }
      sum += weights[i] * (Math.log(total) - own);
    }
    return sum;
  }

  @Test
  void theValueRisesInEveryDirectionFromTheAnswer() {
    Combination answer = Combination.zero(CLASSES, SLOTS);
    SoftmaxRegression regression = new SoftmaxRegression(gram, weights, labels, STRENGTH, answer);
    regression.solve(1e-6, Progress.none());
    double[][] a = new double[CLASSES][SLOTS];
    double[] bias = new double[CLASSES];
    for (int k = 0; k < CLASSES; k++) {
      for (int i = 0; i < SLOTS; i++) {
        a[k][i] = answer.a()[k][i];
        assertThat(i < 36 || a[k][i] == 0).as("free slots take no part").isTrue();
      }
      bias[k] = SoftmaxRegression.bias(answer, k);
    }
    double least = value(a, bias);
    double atZero = value(new double[CLASSES][SLOTS], new double[CLASSES]);
    assertThat(atZero).isCloseTo(Math.log(3), within(1e-6));
    assertThat(least).isLessThan(.9 * atZero);
    Random random = new Random(7);
    double step = 1e-4;
    for (int trial = 0; trial < 100; trial++) {
      int k = random.nextInt(CLASSES);
      int i = random.nextInt(SLOTS + 1);
      double slope = slope(a, bias, k, i, step);
      assertThat(slope).as("slope along %d of class %d", i, k).isCloseTo(0, within(3e-5));
    }
    // Away from the answer the same difference is far from zero.
    assertThat(Math.abs(slope(new double[CLASSES][SLOTS], new double[CLASSES], 1, 4, step)))
        .isGreaterThan(.01);
  }

  private double slope(double[][] a, double[] bias, int k, int i, double step) {
    double[] at = i < SLOTS ? a[k] : bias;
    int place = i < SLOTS ? i : k;
    double before = at[place];
    at[place] = before + step;
    double up = value(a, bias);
    at[place] = before - step;
    double down = value(a, bias);
    at[place] = before;
    return (up - down) / (2 * step);
  }

  @Test
  void aToleranceThatNobodyReachesEnds() {
    Combination answer = Combination.zero(CLASSES, SLOTS);
    SoftmaxRegression regression = new SoftmaxRegression(gram, weights, labels, STRENGTH, answer);
    regression.solve(0, Progress.none());
    assertThat(regression.steps()).isLessThan(200);
  }
}
