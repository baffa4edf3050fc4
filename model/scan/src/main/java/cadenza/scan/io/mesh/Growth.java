package cadenza.scan.io.mesh;

/// How arrays grow.
final class Growth {
  private static final int LARGEST = Integer.MAX_VALUE - 16;

  private Growth() {}

  /// Half as much again.
  ///
  /// @throws OutOfMemoryError if Java has no longer arrays, as if it had no memory for one
  static int of(int size) {
    if (size == LARGEST) {
      throw new OutOfMemoryError("more numbers than fit into one array");
    }
    return (int) Math.min(LARGEST, size + (size >> 1) + 64L);
  }
}
