package cadenza.sonata.pretrain.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SymmetricEigenvaluesTest {
  @Test
  void ofASecondDifference() { // 2 - 2 cos(k π / (n + 1))
    int n = 40;
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      matrix[i][i] = 2;
      if (i > 0) {
        matrix[i][i - 1] = -1;
        matrix[i - 1][i] = -1;
      }
    }
    double[] found = SymmetricEigenvalues.of(matrix);
    for (int k = 0; k < n; k++) {
      assertThat(found[k]).isCloseTo(2 - 2 * Math.cos((k + 1) * Math.PI / (n + 1)), within(1e-12));
    }
  }

  @Test
  void ofAMatrixMadeOfKnownOnes() {
    int n = 60;
    SplittableRandom random = new SplittableRandom(4);
    double[] expected = new double[n];
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      expected[i] = i < 20 ? 0 : i < 25 ? 3 : random.nextDouble(-5, 5); // some of them equal
      matrix[i][i] = expected[i];
    }
    for (int round = 0; round < 5; round++) { // reflections leave eigenvalues alone
      double[] u = random.doubles(n, -1, 1).toArray();
      double square = Arrays.stream(u).map(x -> x * x).sum();
      double[][] reflection = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          reflection[i][j] = (i == j ? 1 : 0) - 2 * u[i] * u[j] / square;
        }
      }
      matrix = product(product(reflection, matrix), reflection);
    }
    Arrays.sort(expected);
    double[] found = SymmetricEigenvalues.of(matrix);
    for (int i = 0; i < n; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-10));
    }
  }

  private static double[][] product(double[][] a, double[][] b) {
    int n = a.length;
    double[][] out = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        for (int j = 0; j < n; j++) {
          out[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return out;
  }

  @Test
  void smallOnesAndWhatHasNone() {
    assertThat(SymmetricEigenvalues.of(new double[][] {{7}})).containsExactly(7);
    double[] two = SymmetricEigenvalues.of(new double[][] {{2, 1}, {1, 2}});
    assertThat(two[0]).isCloseTo(1, within(1e-14));
    assertThat(two[1]).isCloseTo(3, within(1e-14));
    assertThat(SymmetricEigenvalues.of(new double[3][3])).containsExactly(0, 0, 0);
    assertThatThrownBy(() -> SymmetricEigenvalues.of(new double[][] {{Double.NaN}}))
        .isInstanceOf(ArithmeticException.class);
  }
}
