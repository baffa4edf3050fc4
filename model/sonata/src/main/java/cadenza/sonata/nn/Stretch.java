package cadenza.sonata.nn;

import ai.djl.ndarray.NDArray;

/// How many rows to work on at a time.
final class Stretch {
  /// Room for what a stretch of rows needs besides the rows themselves: small enough to stay in a
  /// processor's cache between two operators, large enough to keep its threads busy. Results do not
  /// depend on it.
  private static final long BYTES_ON_CPU = 16 << 20;

  /// The same on a GPU, where only memory sets a limit.
  private static final long BYTES_ON_GPU = 1 << 30;

  private Stretch() {}

  /// @param x `(rows, channels)`
  /// @param times numbers held besides, for each number of a row
  static int rows(NDArray x, int times) {
    long budget = x.getDevice().isGpu() ? BYTES_ON_GPU : BYTES_ON_CPU;
    long row = x.getShape().get(1) * times * Float.BYTES;
    return (int) Math.max(256, budget / row);
  }
}
