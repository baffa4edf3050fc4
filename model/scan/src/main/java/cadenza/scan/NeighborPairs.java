package cadenza.scan;

/// Which occupied voxels touch, as the 3×3×3 submanifold convolution asks for it.
///
/// # How it works
///
/// Tap `t = 9 i + 3 j + k` of a kernel indexed `[i, j, k]` over (x, y, z) reads, for output voxel
/// `p`, the voxel at `p + (i - 1, j - 1, k - 1)` (SPEC iii). If tap `t` lets `p` read `q`, tap `26
/// - t` lets `q` read `p`, so only the 13 taps before the centre are stored; the centre (13) is the
///   voxel itself.
public final class NeighborPairs {
  /// Taps of a 3×3×3 kernel.
  public static final int TAPS = 27;

  /// The tap that reads the voxel itself.
  public static final int CENTER = 13;

  private final int[][] output;
  private final int[][] input;

  /// @param output for taps 0 to 12 the rows written, each `(pairs)`
  /// @param input for taps 0 to 12 the rows read, each `(pairs)`
  public NeighborPairs(int[][] output, int[][] input) {
    if (output.length != CENTER || input.length != CENTER) {
      throw new IllegalArgumentException("pairs are stored for the 13 taps before the centre");
    }
    for (int tap = 0; tap < CENTER; tap++) {
      if (output[tap].length != input[tap].length) {
        throw new IllegalArgumentException(
            "tap " + tap + ": rows written and read differ in number");
      }
    }
    this.output = output;
    this.input = input;
  }

  /// Rows that tap `tap` writes, `(pairs)`.
  public int[] output(int tap) {
    return tap < CENTER ? output[tap] : input[mirrored(tap)];
  }

  /// Rows that tap `tap` reads, `(pairs)`, matching [#output(int)].
  public int[] input(int tap) {
    return tap < CENTER ? input[tap] : output[mirrored(tap)];
  }

  private static int mirrored(int tap) {
    if (tap == CENTER) {
      throw new IllegalArgumentException("the centre tap reads the voxel itself");
    }
    return TAPS - 1 - tap;
  }
}
