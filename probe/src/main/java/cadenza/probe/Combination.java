package cadenza.probe;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Weights of a softmax regression as a combination of examples: `W = Aᵀ X`, with the products `Z =
/// A G` of each class's weights with every example, and biases beside them.
///
/// @param a coefficients, `(classes, slots)`
/// @param z products with the examples, `(classes, slots)`
/// @param b biases in the solver's unit, `(classes)`
record Combination(float[][] a, float[][] z, double[] b) {
  private static final int MOST_IN_CHUNK = 640;

  static Combination zero(int classes, int slots) {
    return new Combination(
        new float[classes][slots], new float[classes][slots], new double[classes]);
  }

  /// Sum of products of weights and of biases.
  double dot(Combination other) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += dot(a[k], other.z[k]) + b[k] * other.b[k];
    }
    return sum;
  }

  /// Sum of products of weights alone.
  double dotOfWeights(Combination other) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += dot(a[k], other.z[k]);
    }
    return sum;
  }

  void add(double factor, Combination other) {
    for (int k = 0; k < a.length; k++) {
      Axpy.add(a[k], other.a[k], (float) factor, 0, a[k].length);
      Axpy.add(z[k], other.z[k], (float) factor, 0, z[k].length);
      b[k] += factor * other.b[k];
    }
  }

  void scale(double factor) {
    for (int k = 0; k < a.length; k++) {
      multiply(a[k], (float) factor);
      multiply(z[k], (float) factor);
      b[k] *= factor;
    }
  }

  void set(Combination other) {
    for (int k = 0; k < a.length; k++) {
      System.arraycopy(other.a[k], 0, a[k], 0, a[k].length);
      System.arraycopy(other.z[k], 0, z[k], 0, z[k].length);
    }
    System.arraycopy(other.b, 0, b, 0, b.length);
  }

  /// `out = a gram`, on chunks of slots side by side: an even number of them, of one size, long
  /// enough for vector instructions to pay and short enough to stay in cache.
  static void multiply(float[][] a, float[][] gram, float[][] out) {
    int slots = out[0].length;
    int chunks = 2 * Math.ceilDiv(slots, 2 * MOST_IN_CHUNK);
    int size = Math.ceilDiv(slots, chunks);
    IntStream.range(0, chunks)
        .parallel()
        .forEach(chunk -> {
          int from = chunk * size;
          int to = Math.min(slots, from + size);
          for (float[] row : out) {
            Arrays.fill(row, Math.min(from, to), to, 0);
          }
          Axpy.add(out, a, 0, gram, slots, from, to);
        });
  }

  private static void multiply(float[] x, float factor) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= factor;
    }
  }

  static double dot(float[] x, float[] y) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int whole = x.length & -4;
    for (int i = 0; i < whole; i += 4) {
      s0 += (double) x[i] * y[i];
      s1 += (double) x[i + 1] * y[i + 1];
      s2 += (double) x[i + 2] * y[i + 2];
      s3 += (double) x[i + 3] * y[i + 3];
    }
    for (int i = whole; i < x.length; i++) {
      s0 += (double) x[i] * y[i];
    }
    return s0 + s1 + s2 + s3;
  }
}
