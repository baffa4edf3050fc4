package cadenza.probe;

import java.util.Arrays;
import java.util.List;

/// The same regression by another way: Newton's method in double precision, with conjugate
/// gradients for its steps, on features that were standardised and laid side by side one voxel at a
/// time. Slow, and shares no code with what it checks.
final class ExactSolver {
  private final double[][] x; // (examples, channels + 1), the last one 1
  private final int[] y;
  private final double[] weight;
  private final int classes;
  private final double strength;
  private final double[] mean;
  private final double[] deviation;

  private ExactSolver(
      double[][] x,
      int[] y,
      double[] weight,
      int classes,
      double strength,
      double[] mean,
      double[] deviation) {
    this.x = x;
    this.y = y;
    this.weight = weight;
    this.classes = classes;
    this.strength = strength;
    this.mean = mean;
    this.deviation = deviation;
  }

  static ExactSolver of(List<Examples> examples, int classes, TrainSettings settings) {
    double[] mean = null;
    double[] square = null;
    double voxels = 0;
    for (Examples scan : examples) {
      for (int v = 0; v < scan.scan().voxelCount(); v++) {
        double[] f = sideBySide(scan.scan(), v, settings.localStatistics());
        if (mean == null) {
          mean = new double[f.length];
          square = new double[f.length];
        }
        voxels++;
        for (int c = 0; c < f.length; c++) { // Welford
          double before = f[c] - mean[c];
          mean[c] += before / voxels;
          square[c] += before * (f[c] - mean[c]);
        }
      }
    }
    double[] deviation = new double[mean.length];
    for (int c = 0; c < mean.length; c++) {
      deviation[c] = Math.sqrt(square[c] / voxels);
    }
    int count = examples.stream().mapToInt(Examples::count).sum();
    double[][] x = new double[count][];
    int[] y = new int[count];
    int[] of = new int[classes];
    int i = 0;
    for (Examples scan : examples) {
      for (int e = 0; e < scan.count(); e++) {
        double[] f = sideBySide(scan.scan(), scan.voxels()[e], settings.localStatistics());
        x[i] = standardised(f, mean, deviation);
        y[i] = scan.classIds()[e] - 1;
        of[y[i++]]++;
      }
    }
    double[] weight = new double[count];
    for (int e = 0; e < count; e++) {
      weight[e] = settings.balanced() ? 1.0 / classes / of[y[e]] : 1.0 / count;
    }
    return new ExactSolver(x, y, weight, classes, settings.strength(), mean, deviation);
  }

  static double[] sideBySide(ProbeScan scan, int voxel, boolean statistics) {
    int channels = scan.features().channelsFrom(0);
    double[] out = new double[channels + (statistics ? 49 : 0)];
    int to = 0;
    for (int s = 0; s < scan.features().levels().size(); s++) {
      var level = scan.features().levels().get(s);
      int row = voxel;
      for (int k = 0; k < s; k++) {
        row = scan.features().levels().get(k).parents()[row];
      }
      for (int c = 0; c < level.channels(); c++) {
        out[to++] = level.values()[row * level.channels() + c];
      }
    }
    for (int c = 0; to < out.length; c++) {
      out[to++] = scan.statistics().values()[voxel * 49 + c];
    }
    return out;
  }

  private static double[] standardised(double[] f, double[] mean, double[] deviation) {
    double[] out = new double[f.length + 1];
    for (int c = 0; c < f.length; c++) {
      out[c] = deviation[c] > 0 ? (f[c] - mean[c]) / deviation[c] : 0;
    }
    out[f.length] = 1;
    return out;
  }

  /// Weights `(classes, channels + 1)` at which the gradient's norm is below `1e-8`.
  double[][] solve() {
    double[][] w = new double[classes][x[0].length];
    for (int step = 0; step < 200; step++) {
      double[][] p = probabilities(w);
      double[][] gradient = gradient(w, p);
      if (Math.sqrt(dot(gradient, gradient)) < 1e-8) {
        return w;
      }
      double[][] direction = newton(gradient, p);
      double slope = dot(direction, gradient);
      double value = value(w);
      double length = 1;
      while (value(plus(w, -length, direction)) > value - 1e-4 * length * slope && length > 1e-8) {
        length /= 2;
      }
      w = plus(w, -length, direction);
    }
    throw new AssertionError("the exact solver did not converge");
  }

  double value(double[][] w) {
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      for (int c = 0; c < w[k].length - 1; c++) {
        sum += strength / 2 * w[k][c] * w[k][c];
      }
    }
    for (int i = 0; i < x.length; i++) {
      sum -= weight[i] * Math.log(softmax(logits(w, x[i]))[y[i]]);
    }
    return sum;
  }

  double[][] gradient(double[][] w, double[][] p) {
    double[][] out = new double[classes][x[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < classes; k++) {
        double rest = weight[i] * (p[i][k] - (y[i] == k ? 1 : 0));
        for (int c = 0; c < x[i].length; c++) {
          out[k][c] += rest * x[i][c];
        }
      }
    }
    for (int k = 0; k < classes; k++) {
      for (int c = 0; c < out[k].length - 1; c++) {
        out[k][c] += strength * w[k][c];
      }
    }
    return out;
  }

  double[][] probabilities(double[][] w) {
    double[][] out = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      out[i] = softmax(logits(w, x[i]));
    }
    return out;
  }

  /// Probabilities of the classes at a voxel.
  double[] probabilities(double[][] w, ProbeScan scan, int voxel, boolean statistics) {
    return softmax(logits(w, standardised(sideBySide(scan, voxel, statistics), mean, deviation)));
  }

  // Hessian times direction = gradient, by conjugate gradients. Biases have one direction, all
  // alike, in which nothing changes; the gradient has no part in it.
  private double[][] newton(double[][] gradient, double[][] p) {
    double[][] out = new double[classes][gradient[0].length];
    double[][] rest = plus(gradient, 0, gradient);
    double[][] direction = plus(gradient, 0, gradient);
    double norm = dot(rest, rest);
    double enough = norm * 1e-12;
    for (int i = 0; i < 2000 && norm > enough; i++) {
      double[][] product = hessian(direction, p);
      double length = norm / dot(direction, product);
      out = plus(out, length, direction);
      rest = plus(rest, -length, product);
      double next = dot(rest, rest);
      direction = plus(rest, next / norm, direction);
      norm = next;
    }
    return out;
  }

  private double[][] hessian(double[][] v, double[][] p) {
    double[][] out = new double[classes][v[0].length];
    for (int i = 0; i < x.length; i++) {
      double[] z = logits(v, x[i]);
      double mean = 0;
      for (int k = 0; k < classes; k++) {
        mean += p[i][k] * z[k];
      }
      for (int k = 0; k < classes; k++) {
        double factor = weight[i] * p[i][k] * (z[k] - mean);
        for (int c = 0; c < x[i].length; c++) {
          out[k][c] += factor * x[i][c];
        }
      }
    }
    for (int k = 0; k < classes; k++) {
      for (int c = 0; c < v[k].length - 1; c++) {
        out[k][c] += strength * v[k][c];
      }
    }
    return out;
  }

  private double[] logits(double[][] w, double[] f) {
    double[] out = new double[classes];
    for (int k = 0; k < classes; k++) {
      for (int c = 0; c < f.length; c++) {
        out[k] += w[k][c] * f[c];
      }
    }
    return out;
  }

  private static double[] softmax(double[] z) {
    double largest = Arrays.stream(z).max().orElseThrow();
    double[] out = Arrays.stream(z).map(v -> Math.exp(v - largest)).toArray();
    double sum = Arrays.stream(out).sum();
    return Arrays.stream(out).map(v -> v / sum).toArray();
  }

  private static double dot(double[][] a, double[][] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      for (int c = 0; c < a[k].length; c++) {
        sum += a[k][c] * b[k][c];
      }
    }
    return sum;
  }

  private static double[][] plus(double[][] a, double factor, double[][] b) {
    double[][] out = new double[a.length][a[0].length];
    for (int k = 0; k < a.length; k++) {
      for (int c = 0; c < a[k].length; c++) {
        out[k][c] = a[k][c] + factor * b[k][c];
      }
    }
    return out;
  }
}
