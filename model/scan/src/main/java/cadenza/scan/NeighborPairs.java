package cadenza.scan;

/// Which occupied voxels touch, as the 3×3×3 submanifold convolution asks for it.
///
/// # How it works
///
/// Tap `t = 9 i + 3 j + k` of a kernel indexed `[i, j, k]` over (x, y, z) reads, for output voxel
/// `p`, the voxel at `p + (i - 1, j - 1, k - 1)` (SPEC iii). If tap `t` lets `p` read `q`, tap `26
/// - t` lets `q` read `p`, so only the 13 taps before the centre are stored; the centre (13) is the
///   voxel itself.
///
/// That symmetry needs every row to be a voxel of its own. In pretraining several rows may share a
/// voxel; then every tap but the centre reads the *first* row of the neighbouring voxel, the mirror
/// of a pair is no pair, and all 26 taps are stored ([#isSymmetric()] is false). Callers that use
/// [#output(int)] and [#input(int)] for all taps need not care.
public final class NeighborPairs {
  /// Taps of a 3×3×3 kernel.
  public static final int TAPS = 27;

  /// The tap that reads the voxel itself.
  public static final int CENTER = 13;

  private final int[][] output;
  private final int[][] input;
  private final boolean symmetric;

  /// @param output rows written, each `(pairs)`: for taps 0 to 12, or for all 27 taps (the entry of
  ///   the centre is not used) where rows share voxels
  /// @param input rows read, for the same taps, each `(pairs)`
  public NeighborPairs(int[][] output, int[][] input) {
    if ((output.length != CENTER && output.length != TAPS) || input.length != output.length) {
      throw new IllegalArgumentException(
          "pairs are stored for the 13 taps before the centre, or for all 27");
    }
    for (int tap = 0; tap < output.length; tap++) {
      if (tap != CENTER && output[tap].length != input[tap].length) {
        throw new IllegalArgumentException(
            "tap " + tap + ": rows written and read differ in number");
      }
    }
    this.output = output;
    this.input = input;
    this.symmetric = output.length == CENTER;
  }

  /// True if the pairs of tap `26 - t` are those of tap `t` turned round.
  public boolean isSymmetric() {
    return symmetric;
  }

  /// Rows that tap `tap` writes, `(pairs)`; none twice.
  public int[] output(int tap) {
    return isStored(tap) ? output[tap] : input[TAPS - 1 - tap];
  }

  /// Rows that tap `tap` reads, `(pairs)`, matching [#output(int)].
  public int[] input(int tap) {
    return isStored(tap) ? input[tap] : output[TAPS - 1 - tap];
  }

  private boolean isStored(int tap) {
    if (tap == CENTER) {
      throw new IllegalArgumentException("the centre tap reads the voxel itself");
    }
    return tap < output.length;
  }
}
