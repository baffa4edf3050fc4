package cadenza.sonata.pretrain.watch;

import java.util.Arrays;

/// How well numbers can be read off features by a linear function: R² on rows it was not fitted to.
///
/// # How it works
///
/// Ridge regression in its dual form, `(K + s I) a = y` with `K = X Xᵀ / channels`, so that its
/// cost depends on rows, not on channels. Channels are standardised and targets centred by the
/// fitted rows. The penalty is the one of five that predicts a second set of rows best; a third set
/// is scored.
final class Ridge {
  private static final double[] PENALTIES = {1e-3, 1e-2, 1e-1, 1, 10};

  private final float[][] fit;
  private final double[][] gram; // of fitted rows, lower triangle
  private final double[][] chooseGram; // (rows to choose the penalty by, fitted rows)
  private final double[][] scoreGram; // (scored rows, fitted rows)

  /// @param fit standardised in place, `(rows, channels)`
  /// @param choose the same
  /// @param score the same
  Ridge(float[][] fit, float[][] choose, float[][] score) {
    this.fit = fit;
    standardize(fit, choose, score);
    this.gram = products(fit, fit);
    this.chooseGram = products(choose, fit);
    this.scoreGram = products(score, fit);
  }

  private static void standardize(float[][] fit, float[][]... others) {
    int channels = fit[0].length;
    for (int c = 0; c < channels; c++) {
      double mean = 0;
      for (float[] row : fit) {
        mean += row[c] / fit.length;
      }
      double square = 0;
      for (float[] row : fit) {
        square += (row[c] - mean) * (row[c] - mean) / fit.length;
      }
      double scale = square > 1e-20 ? 1 / Math.sqrt(square) : 0;
      apply(fit, c, mean, scale);
      for (float[][] other : others) {
        apply(other, c, mean, scale);
      }
    }
  }

  private static void apply(float[][] rows, int c, double mean, double scale) {
    for (float[] row : rows) {
      row[c] = (float) ((row[c] - mean) * scale);
    }
  }

  private static double[][] products(float[][] x, float[][] y) {
    double[][] out = new double[x.length][y.length];
    for (int i = 0; i < x.length; i++) {
      int end = x == y ? i + 1 : y.length;
      for (int j = 0; j < end; j++) {
        float sum = 0;
        float[] a = x[i];
        float[] b = y[j];
        for (int c = 0; c < a.length; c++) {
          sum += a[c] * b[c];
        }
        out[i][j] = sum / a.length;
      }
    }
    return out;
  }

  /// R² of several numbers a row together: 1 if they are read off exactly, 0 if their mean would do
  /// as well, below 0 if the fit misleads; NaN if the scored ones are all alike.
  ///
  /// @param fitted targets of the fitted rows, `(rows, numbers)`
  /// @param chosen targets of the second set
  /// @param scored targets of the third
  double score(double[][] fitted, double[][] chosen, double[][] scored) {
    int numbers = fitted[0].length;
    double[] mean = new double[numbers];
    for (double[] row : fitted) {
      for (int k = 0; k < numbers; k++) {
        mean[k] += row[k] / fit.length;
      }
    }
    double best = Double.POSITIVE_INFINITY;
    double[][] answer = new double[fit.length][numbers];
    for (double penalty : PENALTIES) {
      double[][] a = solve(penalty, fitted, mean);
      double error = error(chooseGram, a, mean, chosen);
      if (error < best) {
        best = error;
        answer = a;
      }
    }
    double[] center = new double[numbers];
    for (double[] row : scored) {
      for (int k = 0; k < numbers; k++) {
        center[k] += row[k] / scored.length;
      }
    }
    double total = 0;
    for (double[] row : scored) {
      for (int k = 0; k < numbers; k++) {
        total += (row[k] - center[k]) * (row[k] - center[k]);
      }
    }
    return total > 1e-12 ? 1 - error(scoreGram, answer, mean, scored) / total : Double.NaN;
  }

  private static double error(double[][] gram, double[][] a, double[] mean, double[][] truth) {
    double sum = 0;
    for (int i = 0; i < gram.length; i++) {
      double[] predicted = mean.clone();
      for (int j = 0; j < a.length; j++) {
        for (int k = 0; k < predicted.length; k++) {
          predicted[k] += gram[i][j] * a[j][k];
        }
      }
      for (int k = 0; k < predicted.length; k++) {
        sum += (predicted[k] - truth[i][k]) * (predicted[k] - truth[i][k]);
      }
    }
    return sum;
  }

  // Cholesky: gram + penalty = L Lᵀ, then forwards and backwards.
  private double[][] solve(double penalty, double[][] fitted, double[] mean) {
    int n = fit.length;
    double[][] l = new double[n][];
    for (int i = 0; i < n; i++) {
      l[i] = Arrays.copyOf(gram[i], i + 1);
      l[i][i] += penalty;
      for (int j = 0; j <= i; j++) {
        double sum = l[i][j];
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        l[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / l[j][j];
      }
    }
    double[][] a = new double[n][mean.length];
    for (int number = 0; number < mean.length; number++) {
      for (int i = 0; i < n; i++) {
        double sum = fitted[i][number] - mean[number];
        for (int k = 0; k < i; k++) {
          sum -= l[i][k] * a[k][number];
        }
        a[i][number] = sum / l[i][i];
      }
      for (int i = n - 1; i >= 0; i--) {
        double sum = a[i][number];
        for (int k = i + 1; k < n; k++) {
          sum -= l[k][i] * a[k][number];
        }
        a[i][number] = sum / l[i][i];
      }
    }
    return a;
  }
}
