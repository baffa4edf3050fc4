package cadenza.scan.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaneFitTest {
  /// Turns a diagonal matrix by a random rotation and asks for its parts back.
  @ParameterizedTest
  @CsvSource({
    "0.1, 1, 2",
    "0, 1, 1",
    "0, 0, 1",
    "0, 0, 0",
    "1, 1, 1",
    "1, 1, 1.0000001",
    "0.9999999, 1, 1",
    "1e-12, 1e-12, 1e-6",
    "0, 1e-9, 1e9",
    "-1e-18, 1, 1",
    "1e-20, 2e-20, 3e-20"
  })
  void theNormalIsTheEigenvectorOfTheSmallestEigenvalue(double least, double middle, double most) {
    Random random = new Random(7);
    PlaneFit fit = new PlaneFit();
    double[] values = {least, middle, most};
    for (int round = 0; round < 200; round++) {
      double[][] q = rotation(random);
      double[][] a = new double[3][3];
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          for (int k = 0; k < 3; k++) {
            a[i][j] += q[i][k] * values[k] * q[j][k];
          }
        }
      }
      fit.solve(a[0][0], a[0][1], a[0][2], a[1][1], a[1][2], a[2][2]);
      double[] n = {fit.nx, fit.ny, fit.nz};
      assertThat(Math.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2])).isCloseTo(1, within(1e-12));
      double tolerance = 1e-7 * Math.abs(most) + 1e-30;
      for (int i = 0; i < 3; i++) {
        double an = a[i][0] * n[0] + a[i][1] * n[1] + a[i][2] * n[2];
        assertThat(an).isCloseTo(least * n[i], within(tolerance));
      }
      assertThat(fit.least).isCloseTo(least, within(tolerance));
      assertThat(fit.middle).isCloseTo(middle, within(tolerance));
      assertThat(fit.most).isCloseTo(most, within(tolerance));
    }
  }

  @Test
  void noPointsAndOnePlaceGiveZ() {
    PlaneFit fit = new PlaneFit();
    fit.clear();
    fit.fit();
    assertThat(new double[] {fit.nx, fit.ny, fit.nz}).containsExactly(0, 0, 1);
    fit.clear();
    for (int i = 0; i < 5; i++) {
      fit.add(3, 3, 3);
    }
    fit.fit();
    assertThat(new double[] {fit.nx, fit.ny, fit.nz}).containsExactly(0, 0, 1);
  }

  private static double[][] rotation(Random random) {
    double[] v = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
    double[] w = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
    double length = Math.sqrt(dot(v, v));
    for (int i = 0; i < 3; i++) {
      v[i] /= length;
    }
    double along = dot(v, w);
    for (int i = 0; i < 3; i++) {
      w[i] -= along * v[i];
    }
    length = Math.sqrt(dot(w, w));
    for (int i = 0; i < 3; i++) {
      w[i] /= length;
    }
    double[] u = {v[1] * w[2] - v[2] * w[1], v[2] * w[0] - v[0] * w[2], v[0] * w[1] - v[1] * w[0]};
    return new double[][] {{v[0], w[0], u[0]}, {v[1], w[1], u[1]}, {v[2], w[2], u[2]}};
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }
}
