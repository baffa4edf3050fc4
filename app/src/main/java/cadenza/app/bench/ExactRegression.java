package cadenza.app.bench;

import java.util.Arrays;

/// Multinomial logistic regression solved exactly, to compare with: Newton's method in double
/// precision, its steps by conjugate gradients, until the gradient's norm is below 1e-8. It shares
/// no code with the probe's own.
final class ExactRegression {
  private static final double NORM = 1e-8;
  private static final int MOST_STEPS = 100;

  private final double[][] x; // (examples, channels + 1), the last one 1
  private final int[] y;
  private final double[] weight; // of examples, sum 1
  private final int classes;
  private final double strength;

  ExactRegression(double[][] x, int[] y, double[] weight, int classes, double strength) {
    this.x = x;
    this.y = y;
    this.weight = weight;
    this.classes = classes;
    this.strength = strength;
  }

  /// Weights, the bias last, `(classes, channels + 1)`.
  double[][] solve() {
    double[][] w = new double[classes][x[0].length];
    for (int step = 0; step < MOST_STEPS; step++) {
      double[][] p = probabilities(w);
      double[][] gradient = gradient(w, p);
      if (Math.sqrt(dot(gradient, gradient)) < NORM) {
        return w;
      }
      double[][] direction = newton(gradient, p);
      double slope = dot(direction, gradient);
      double value = value(w);
      double length = 1;
      while (value(sum(w, -length, direction)) > value - 1e-4 * length * slope && length > 1e-6) {
        length /= 2;
      }
      w = sum(w, -length, direction);
    }
    throw new IllegalStateException("the exact solver did not come to an end");
  }

  private double value(double[][] w) {
    double out = 0;
    for (double[] row : w) {
      for (int c = 0; c + 1 < row.length; c++) {
        out += strength / 2 * row[c] * row[c];
      }
    }
    for (int i = 0; i < x.length; i++) {
      double[] z = products(w, x[i]);
      double largest = Arrays.stream(z).max().orElseThrow();
      out +=
          weight[i]
              * (largest
                  + Math.log(Arrays.stream(z).map(v -> Math.exp(v - largest)).sum())
                  - z[y[i]]);
    }
    return out;
  }

  private double[][] probabilities(double[][] w) {
    double[][] out = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      double[] z = products(w, x[i]);
      double largest = Arrays.stream(z).max().orElseThrow();
      double[] e = Arrays.stream(z).map(v -> Math.exp(v - largest)).toArray();
      double total = Arrays.stream(e).sum();
      out[i] = Arrays.stream(e).map(v -> v / total).toArray();
    }
    return out;
  }

  private double[][] gradient(double[][] w, double[][] p) {
    double[][] out = new double[classes][x[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < classes; k++) {
        add(out[k], weight[i] * (p[i][k] - (y[i] == k ? 1 : 0)), x[i]);
      }
    }
    penalize(out, w);
    return out;
  }

  // Hessian · out = gradient. In the one direction in which nothing changes, all biases alike, the
  // gradient is nothing.
  private double[][] newton(double[][] gradient, double[][] p) {
    double[][] out = new double[classes][gradient[0].length];
    double[][] rest = sum(gradient, 0, gradient);
    double[][] direction = sum(gradient, 0, gradient);
    double norm = dot(rest, rest);
    double enough = norm * 1e-10;
    for (int i = 0; i < 3000 && norm > enough; i++) {
      double[][] product = hessian(direction, p);
      double length = norm / dot(direction, product);
      out = sum(out, length, direction);
      rest = sum(rest, -length, product);
      double next = dot(rest, rest);
      direction = sum(rest, next / norm, direction);
      norm = next;
    }
    return out;
  }

  private double[][] hessian(double[][] v, double[][] p) {
    double[][] out = new double[classes][v[0].length];
    for (int i = 0; i < x.length; i++) {
      double[] z = products(v, x[i]);
      double mean = 0;
      for (int k = 0; k < classes; k++) {
        mean += p[i][k] * z[k];
      }
      for (int k = 0; k < classes; k++) {
        add(out[k], weight[i] * p[i][k] * (z[k] - mean), x[i]);
      }
    }
    penalize(out, v);
    return out;
  }

  private void penalize(double[][] out, double[][] w) {
    for (int k = 0; k < classes; k++) {
      for (int c = 0; c + 1 < w[k].length; c++) {
        out[k][c] += strength * w[k][c];
      }
    }
  }

  private double[] products(double[][] w, double[] f) {
    double[] out = new double[classes];
    for (int k = 0; k < classes; k++) {
      for (int c = 0; c < f.length; c++) {
        out[k] += w[k][c] * f[c];
      }
    }
    return out;
  }

  private static void add(double[] out, double factor, double[] f) {
    for (int c = 0; c < f.length; c++) {
      out[c] += factor * f[c];
    }
  }

  private static double dot(double[][] a, double[][] b) {
    double out = 0;
    for (int k = 0; k < a.length; k++) {
      for (int c = 0; c < a[k].length; c++) {
        out += a[k][c] * b[k][c];
      }
    }
    return out;
  }

  private static double[][] sum(double[][] a, double factor, double[][] b) {
    double[][] out = new double[a.length][a[0].length];
    for (int k = 0; k < a.length; k++) {
      for (int c = 0; c < a[k].length; c++) {
        out[k][c] = a[k][c] + factor * b[k][c];
      }
    }
    return out;
  }
}
