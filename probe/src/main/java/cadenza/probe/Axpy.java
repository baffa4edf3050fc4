package cadenza.probe;

/// The product all of a probe's time goes into: rows added to a row, four at a time.
///
/// # How it works
///
/// All arrays are read and written at the same place, so the compiler (C2 of JDK 25) can tell that
/// no write changes what is read next, and makes vector instructions of the loop. Four rows at a
/// time is what it does that with every time; with eight, or with two rows written, it did so or
/// not depending on where the loop was called from.
final class Axpy {
  private Axpy() {}

  /// `out[i] += a0 x0[i] + a1 x1[i] + a2 x2[i] + a3 x3[i]` for `from <= i < to`.
  static void add(
      float[] out,
      float[] x0,
      float[] x1,
      float[] x2,
      float[] x3,
      float a0,
      float a1,
      float a2,
      float a3,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      out[i] =
          Math.fma(
              a0, x0[i], Math.fma(a1, x1[i], Math.fma(a2, x2[i], Math.fma(a3, x3[i], out[i]))));
    }
  }

  /// `out[k][i] += Σ_j a[k][first + j] x[j][i]` for `from <= i < to`: a product of matrices, on a
  /// range of columns that stays in cache.
  ///
  /// @param a `(out.length, at least first + count)`
  /// @param x `(at least count, at least to)`
  static void add(float[][] out, float[][] a, int first, float[][] x, int count, int from, int to) {
    int whole = count & -4;
    for (int j = 0; j < whole; j += 4) {
      int c = first + j;
      for (int k = 0; k < out.length; k++) {
        float[] w = a[k];
        add(
            out[k], x[j], x[j + 1], x[j + 2], x[j + 3], w[c], w[c + 1], w[c + 2], w[c + 3], from,
            to);
      }
    }
    for (int j = whole; j < count; j++) {
      for (int k = 0; k < out.length; k++) {
        add(out[k], x[j], a[k][first + j], from, to);
      }
    }
  }

  /// `out[i] += a x[i]` for `from <= i < to`.
  static void add(float[] out, float[] x, float a, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = Math.fma(a, x[i], out[i]);
    }
  }
}
