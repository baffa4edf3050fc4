package cadenza.scan.grid;

/// The four space-filling curves along which the encoder lines up voxels, in the order of
/// [cadenza.scan.Level#order()] (SPEC ii; sonata/serialization).
///
/// # How it works
///
/// `Z` interleaves the bits of x, y, z with x highest (z_order.py). `HILBERT` is Skilling's
/// transpose algorithm (AIP Conf. Proc. 707, 381, 2004; hilbert.py): going down from the highest
/// bit, each bit of each axis either inverts all lower bits of the first axis or exchanges them
/// with those of its own axis; the result, interleaved, is a Gray code. What happened to the lower
/// bits so far is always one of few axis permutations with inversions, and the Gray code is undone
/// by one running parity. So the curve is a finite automaton: three bits in, three bits and the
/// next state out, from the highest level down. The table is derived here from Skilling's rule, not
/// written down. Leading zero levels exchange axes too, hence a voxel has different Hilbert codes
/// for different depths. The `TRANS` variants exchange x and y first.
public enum Curve {
  Z(0),
  Z_TRANS(1),
  HILBERT(2),
  HILBERT_TRANS(3);

  /// Most bits an axis: 48-bit codes leave room for a batch index above.
  public static final int MAX_DEPTH = 16;

  /// `[state][x y z]` → next state * 8 + the three bits of the code.
  private static final short[] HILBERT_STEPS = Skilling.steps();

  private final int row;

  Curve(int row) {
    this.row = row;
  }

  /// This curve's row in [cadenza.scan.Level#order()].
  public int row() {
    return row;
  }

  /// Bits an axis that the reference uses for these coordinates: `bit_length(max + 1)`, so a
  /// largest coordinate of 127 gives 8, not 7 (structure.py:85).
  ///
  /// @param gridCoord not negative, `(voxels, 3)`
  public static int depthOf(int[] gridCoord) {
    int max = 0;
    for (int value : gridCoord) {
      max = Math.max(max, value);
    }
    return Integer.SIZE - Integer.numberOfLeadingZeros(max + 1);
  }

  /// Place of a voxel along the curve through the cube of `2^depth` voxels an edge.
  ///
  /// @throws IllegalArgumentException if the voxel lies outside the cube or depth is not 1 to 16
  public long encode(int x, int y, int z, int depth) {
    if (depth < 1 || depth > MAX_DEPTH || ((x | y | z) >>> depth) != 0) {
      throw new IllegalArgumentException(
          "voxel (" + x + ", " + y + ", " + z + ") has no place on a curve of depth " + depth);
    }
    return switch (this) {
      case Z -> interleave(x, y, z);
      case Z_TRANS -> interleave(y, x, z);
      case HILBERT -> hilbert(x, y, z, depth);
      case HILBERT_TRANS -> hilbert(y, x, z, depth);
    };
  }

  /// Places of all voxels along the curve, `(voxels)`.
  ///
  /// @param gridCoord `(voxels, 3)`
  public long[] encode(int[] gridCoord, int depth) {
    long[] codes = new long[gridCoord.length / 3];
    for (int i = 0, at = 0; i < codes.length; i++, at += 3) {
      codes[i] = encode(gridCoord[at], gridCoord[at + 1], gridCoord[at + 2], depth);
    }
    return codes;
  }

  private static long interleave(int x, int y, int z) {
    return spread(x) << 2 | spread(y) << 1 | spread(z);
  }

  // Moves bit i of a 16-bit number to bit 3i.
  private static long spread(int value) {
    long bits = value;
    bits = (bits | bits << 16) & 0x0000_00ff_0000_ffL;
    bits = (bits | bits << 8) & 0x0000_f00f_00f0_0fL;
    bits = (bits | bits << 4) & 0x0000_c30c_30c3_0c3L;
    bits = (bits | bits << 2) & 0x0000_2492_4924_9249L;
    return bits;
  }

  private static long hilbert(int x, int y, int z, int depth) {
    long code = 0;
    int state = 0;
    for (int bit = depth - 1; bit >= 0; bit--) {
      int octant = (x >> bit & 1) << 2 | (y >> bit & 1) << 1 | (z >> bit & 1);
      int step = HILBERT_STEPS[state << 3 | octant];
      code = code << 3 | (step & 7);
      state = step >> 3;
    }
    return code;
  }
}
