package cadenza.probe;

import java.util.Arrays;

/// The cells of a grid that hold something, found by their place. A table of places with open
/// addressing; cells are numbered as they first occur.
final class CellIndex {
  private static final int EMPTY = -1;
  private static final int BITS = 21; // of an axis
  private static final long MASK = (1L << BITS) - 1;

  private final int[] cellOf;
  private long[] keys; // (cells)
  private int[] table; // cell at a hash, or EMPTY
  private int count;

  private CellIndex(int points) {
    this.cellOf = new int[points];
    this.keys = new long[1024];
    this.table = new int[4096];
    Arrays.fill(table, EMPTY);
  }

  /// @param coord places in metres, `(points, 3)`
  /// @param sizeMeters edge of a cell
  static CellIndex of(float[] coord, double sizeMeters) {
    CellIndex out = new CellIndex(coord.length / 3);
    double[] low = new double[3];
    Arrays.fill(low, Double.POSITIVE_INFINITY);
    for (int i = 0; i < coord.length; i++) {
      low[i % 3] = Math.min(low[i % 3], coord[i]);
    }
    for (int i = 0; i < out.cellOf.length; i++) {
      out.cellOf[i] =
          out.put(
              key(
                  (long) ((coord[3 * i] - low[0]) / sizeMeters),
                  (long) ((coord[3 * i + 1] - low[1]) / sizeMeters),
                  (long) ((coord[3 * i + 2] - low[2]) / sizeMeters)));
    }
    return out;
  }

  /// @param gridCoord places in cells, `(points, 3)`, not negative
  static CellIndex of(int[] gridCoord) {
    CellIndex out = new CellIndex(gridCoord.length / 3);
    for (int i = 0; i < out.cellOf.length; i++) {
      out.cellOf[i] = out.put(key(gridCoord[3 * i], gridCoord[3 * i + 1], gridCoord[3 * i + 2]));
    }
    return out;
  }

  int count() {
    return count;
  }

  /// Cell of a point.
  int cellOf(int point) {
    return cellOf[point];
  }

  /// The cell so many steps away, or -1 if nothing is there.
  int neighbor(int cell, int dx, int dy, int dz) {
    long key = keys[cell];
    return find(
        key(
            (key & MASK) - 1 + dx,
            (key >> BITS & MASK) - 1 + dy,
            (key >> 2 * BITS & MASK) - 1 + dz));
  }

  // Places are moved by one, so that a step below zero is a place too, where nothing is; a few
  // steps further below wrap round to where nothing is either.
  private static long key(long x, long y, long z) {
    return (x + 1 & MASK) | (y + 1 & MASK) << BITS | (z + 1 & MASK) << 2 * BITS;
  }

  private int hash(long key) {
    return (int) (key * 0x9e3779b97f4a7c15L >>> 32) & table.length - 1;
  }

  private int find(long key) {
    for (int at = hash(key); ; at = at + 1 & table.length - 1) {
      int cell = table[at];
      if (cell == EMPTY || keys[cell] == key) {
        return cell;
      }
    }
  }

  private int put(long key) {
    int found = find(key);
    if (found != EMPTY) {
      return found;
    }
    if (count == keys.length) {
      keys = Arrays.copyOf(keys, 2 * count);
      table = new int[4 * keys.length];
      Arrays.fill(table, EMPTY);
      for (int cell = 0; cell < count; cell++) {
        insert(cell);
      }
    }
    keys[count] = key;
    insert(count);
    return count++;
  }

  private void insert(int cell) {
    int at = hash(keys[cell]);
    while (table[at] != EMPTY) {
      at = at + 1 & table.length - 1;
    }
    table[at] = cell;
  }
}
