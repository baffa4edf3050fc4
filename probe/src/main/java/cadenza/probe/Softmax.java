package cadenza.probe;

import java.util.Arrays;

/// Softmax of many rows at once, stored class by class, `(classes, rows)`, in loops the compiler
/// makes vector instructions of.
///
/// # How it works
///
/// `e^x` for `x` from -16 to 0 is `(e^(x/16))^16`: a polynomial of degree 6 about -1/2, which is
/// within 2.5e-8, then squared four times, a relative error of 2e-6. What is less than the largest
/// by more than 16 counts as 16 less, a share of 1e-7.
final class Softmax {
  private static final float LEAST = -16;

  // e^(u - 1/2), from the Chebyshev series of e^u on -1/2 to 1/2.
  private static final float C0 = .60653067f;
  private static final float C1 = .60653085f;
  private static final float C2 = .3032654f;
  private static final float C3 = .101081826f;
  private static final float C4 = .02527093f;
  private static final float C5 = .0051073083f;
  private static final float C6 = .0008499546f;

  private Softmax() {}

  /// Largest value of each row.
  static void largest(float[][] logits, float[] largest, int from, int to) {
    System.arraycopy(logits[0], from, largest, from, to - from);
    for (int k = 1; k < logits.length; k++) {
      raise(largest, logits[k], from, to);
    }
  }

  /// `e^(logits - largest)` and the sum of that over classes.
  ///
  /// @param out may be `logits` itself
  static void exponentials(
      float[][] logits, float[] largest, float[][] out, float[] sum, int from, int to) {
    Arrays.fill(sum, from, to, 0);
    for (int k = 0; k < logits.length; k++) {
      reduce(logits[k], largest, out[k], from, to);
      polynomial(out[k], from, to);
      square(out[k], from, to);
      add(sum, out[k], from, to);
    }
  }

  /// `Σ e (logits - largest)` over classes, for the entropy.
  static void meanBelow(
      float[][] logits, float[] largest, float[][] powers, float[] out, int from, int to) {
    Arrays.fill(out, from, to, 0);
    for (int k = 0; k < logits.length; k++) {
      addBelow(logits[k], largest, powers[k], out, from, to);
    }
  }

  private static void addBelow(
      float[] x, float[] largest, float[] power, float[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = Math.fma(power[i], Math.max(x[i] - largest[i], LEAST), out[i]);
    }
  }

  private static void raise(float[] largest, float[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      largest[i] = Math.max(largest[i], x[i]);
    }
  }

  private static void reduce(float[] x, float[] largest, float[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = Math.fma(Math.max(x[i] - largest[i], LEAST), 1f / 16, .5f);
    }
  }

  private static void polynomial(float[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      float u = x[i];
      float p = Math.fma(u, C6, C5);
      p = Math.fma(u, p, C4);
      p = Math.fma(u, p, C3);
      p = Math.fma(u, p, C2);
      p = Math.fma(u, p, C1);
      x[i] = Math.fma(u, p, C0);
    }
  }

  private static void square(float[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      float a = x[i] * x[i];
      float b = a * a;
      float c = b * b;
      x[i] = c * c;
    }
  }

  private static void add(float[] sum, float[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      sum[i] += x[i];
    }
  }
}
