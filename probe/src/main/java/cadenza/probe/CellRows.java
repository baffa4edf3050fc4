package cadenza.probe;

import java.util.Arrays;

/// Finds the row of a voxel by its coordinates: a hash table of plain numbers.
final class CellRows {
  private static final long MIX = 0x9e3779b97f4a7c15L;
  private static final long FREE = -1;

  private final long[] keys;
  private final int[] rows;
  private final int shift;

  /// @param gridCoord `(rows, 3)`, not negative, below two to the twenty-first
  CellRows(int[] gridCoord) {
    int count = gridCoord.length / 3;
    int bits = 33 - Integer.numberOfLeadingZeros(Math.max(count, 1));
    keys = new long[1 << bits];
    rows = new int[1 << bits];
    shift = Long.SIZE - bits;
    Arrays.fill(keys, FREE);
    for (int row = 0; row < count; row++) {
      long key = key(gridCoord[3 * row], gridCoord[3 * row + 1], gridCoord[3 * row + 2]);
      int slot = slot(key);
      if (keys[slot] == FREE) {
        keys[slot] = key;
        rows[slot] = row;
      }
    }
  }

  /// The row of the voxel at these coordinates; -1 where there is none.
  int find(int x, int y, int z) {
    if ((x | y | z) < 0) {
      return -1;
    }
    long key = key(x, y, z);
    int slot = slot(key);
    return keys[slot] == key ? rows[slot] : -1;
  }

  private static long key(int x, int y, int z) {
    return (long) x << 42 | (long) y << 21 | z;
  }

  /// The slot that holds the key, or the free one where it would be.
  private int slot(long key) {
    int slot = (int) (key * MIX >>> shift);
    while (keys[slot] != FREE && keys[slot] != key) {
      slot = slot + 1 & keys.length - 1;
    }
    return slot;
  }
}
