package cadenza.scan.grid;

import cadenza.scan.NeighborPairs;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Finds the touching voxels of one level.
///
/// # How it works
///
/// Cells are sorted by one key, `x y z` with every coordinate one up and one bit to spare, so that
/// a neighbour's key is the cell's key plus a constant and never wraps into another row of cells.
/// The keys of all cells plus that constant ascend as the keys themselves do; one walk of two
/// fingers through the sorted keys therefore finds all pairs of a tap, without a hash table.
final class NeighborSearch {
  /// Sorted keys of the occupied cells, `(cells)`.
  private final long[] keys;

  /// First row in each cell, `(cells)`.
  private final int[] firstRow;

  /// Cell of each row, `(rows)`.
  private final int[] cellOfRow;

  private final int bits;

  private NeighborSearch(int[] gridCoord, int depth) {
    int rows = gridCoord.length / 3;
    bits = depth + 1;
    long[] rowKeys = new long[rows];
    for (int i = 0; i < rows; i++) {
      rowKeys[i] = key(gridCoord[3 * i] + 1L, gridCoord[3 * i + 1] + 1L, gridCoord[3 * i + 2] + 1L);
    }
    int[] order = RadixSort.order(rowKeys, 3 * bits);
    long[] sorted = new long[rows];
    int[] first = new int[rows];
    cellOfRow = new int[rows];
    int cells = 0;
    for (int row : order) {
      if (cells == 0 || rowKeys[row] != sorted[cells - 1]) {
        sorted[cells] = rowKeys[row];
        first[cells++] = row;
      }
      cellOfRow[row] = cells - 1;
    }
    keys = cells == rows ? sorted : Arrays.copyOf(sorted, cells);
    firstRow = first;
  }

  private long key(long x, long y, long z) {
    return (x << bits | y) << bits | z;
  }

  /// Pairs of all taps, rows written in ascending order within a tap.
  ///
  /// @param gridCoord `(rows, 3)`; rows may share a voxel, see [NeighborPairs]
  /// @param depth bits an axis as [Curve#depthOf(int[])] gives them
  static NeighborPairs pairs(int[] gridCoord, int depth) {
    NeighborSearch search = new NeighborSearch(gridCoord, depth);
    boolean shared = search.keys.length < gridCoord.length / 3;
    int taps = shared ? NeighborPairs.TAPS : NeighborPairs.CENTER;
    int[][] output = new int[taps][];
    int[][] input = new int[taps][];
    IntStream.range(0, taps)
        .parallel()
        .forEach(tap -> {
          if (tap == NeighborPairs.CENTER) {
            output[tap] = new int[0];
            input[tap] = new int[0];
          } else {
            search.find(tap, output, input);
          }
        });
    return new NeighborPairs(output, input);
  }

  private void find(int tap, int[][] output, int[][] input) {
    long offset = key(tap / 9 - 1L, 0, 0) + key(0, tap / 3 % 3 - 1L, 0) + (tap % 3 - 1L);
    int cells = keys.length;
    int[] read = new int[cells];
    int pairs = 0;
    int other = 0;
    for (int cell = 0; cell < cells; cell++) {
      long wanted = keys[cell] + offset;
      while (other < cells && keys[other] < wanted) {
        other++;
      }
      boolean found = other < cells && keys[other] == wanted;
      read[cell] = found ? firstRow[other] : -1;
    }
    for (int cell : cellOfRow) {
      pairs += read[cell] >= 0 ? 1 : 0;
    }
    int[] out = new int[pairs];
    int[] in = new int[pairs];
    int at = 0;
    for (int row = 0; row < cellOfRow.length; row++) {
      int from = read[cellOfRow[row]];
      if (from >= 0) {
        out[at] = row;
        in[at++] = from;
      }
    }
    output[tap] = out;
    input[tap] = in;
  }
}
