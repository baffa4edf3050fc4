package cadenza.sonata.pretrain.watch;

import java.util.Arrays;

/// Eigenvalues of a symmetric matrix, without its eigenvectors.
///
/// # How it works
///
/// Householder reflections make the matrix tridiagonal; QL steps with implicit shifts take that
/// apart (Golub and Van Loan, Matrix Computations, 8.3). Of the order of n³ operations: a fifth of
/// a second for 512 rows.
final class SymmetricEigenvalues {
  private static final int MOST_STEPS = 60;

  private SymmetricEigenvalues() {}

  /// @param matrix symmetric, `(n, n)`; only its lower triangle is read, and all of it is
  ///   overwritten
  /// @return ascending, `(n)`
  /// @throws ArithmeticException if a number of the matrix is not finite
  static double[] of(double[][] matrix) {
    for (double[] row : matrix) {
      for (double value : row) {
        if (!Double.isFinite(value)) {
          throw new ArithmeticException("a matrix whose numbers are not finite");
        }
      }
    }
    int n = matrix.length;
    double[] diagonal = new double[n];
    double[] beside = new double[n]; // beside[i] couples i - 1 and i
    tridiagonal(matrix, diagonal, beside);
    implicitQl(diagonal, beside);
    Arrays.sort(diagonal);
    return diagonal;
  }

  // From the last row up: a reflection makes zeros of all but the number beside the diagonal.
  private static void tridiagonal(double[][] a, double[] diagonal, double[] beside) {
    int n = a.length;
    double[] p = new double[n];
    for (int i = n - 1; i > 0; i--) {
      double[] u = a[i];
      double scale = 0;
      for (int k = 0; k < i; k++) {
        scale = Math.max(scale, Math.abs(u[k]));
      }
      diagonal[i] = u[i];
      if (i == 1 || scale == 0) {
        beside[i] = u[i - 1];
        continue;
      }
      double h = 0;
      for (int k = 0; k < i; k++) {
        u[k] /= scale;
        h += u[k] * u[k];
      }
      double g = -Math.copySign(Math.sqrt(h), u[i - 1]);
      beside[i] = scale * g;
      h -= u[i - 1] * g;
      u[i - 1] -= g;
      Arrays.fill(p, 0, i, 0); // A u of the leading rows, of which the lower triangle is kept
      for (int j = 0; j < i; j++) {
        double sum = 0;
        double uj = u[j];
        double[] row = a[j];
        for (int k = 0; k < j; k++) {
          sum += row[k] * u[k];
          p[k] += row[k] * uj;
        }
        p[j] += sum + row[j] * uj;
      }
      double half = 0;
      for (int j = 0; j < i; j++) {
        p[j] /= h;
        half += p[j] * u[j];
      }
      half /= h + h;
      for (int j = 0; j < i; j++) {
        p[j] -= half * u[j];
      }
      for (int j = 0; j < i; j++) {
        double[] row = a[j];
        for (int k = 0; k <= j; k++) {
          row[k] -= u[j] * p[k] + p[j] * u[k];
        }
      }
    }
    diagonal[0] = a[0][0];
  }

  private static void implicitQl(double[] d, double[] e) {
    int n = d.length;
    System.arraycopy(e, 1, e, 0, n - 1);
    e[n - 1] = 0;
    for (int first = 0; first < n; first++) {
      for (int step = 0; ; step++) {
        int last = first;
        while (last < n - 1
            && Math.abs(e[last]) > Math.ulp(Math.abs(d[last]) + Math.abs(d[last + 1]))) {
          last++;
        }
        if (last == first) {
          break;
        }
        if (step == MOST_STEPS) {
          throw new ArithmeticException("eigenvalues were not found in " + step + " steps");
        }
        qlStep(d, e, first, last);
      }
    }
  }

  private static void qlStep(double[] d, double[] e, int first, int last) {
    double g = (d[first + 1] - d[first]) / (2 * e[first]);
    double r = Math.hypot(g, 1);
    g = d[last] - d[first] + e[first] / (g + Math.copySign(r, g));
    double sine = 1;
    double cosine = 1;
    double shift = 0;
    for (int i = last - 1; i >= first; i--) {
      double f = sine * e[i];
      double b = cosine * e[i];
      r = Math.hypot(f, g);
      e[i + 1] = r;
      if (r == 0) { // it fell apart in between
        d[i + 1] -= shift;
        e[last] = 0;
        return;
      }
      sine = f / r;
      cosine = g / r;
      g = d[i + 1] - shift;
      r = (d[i] - g) * sine + 2 * cosine * b;
      shift = sine * r;
      d[i + 1] = g + shift;
      g = cosine * r - b;
    }
    d[first] -= shift;
    e[first] = g;
    e[last] = 0;
  }
}
