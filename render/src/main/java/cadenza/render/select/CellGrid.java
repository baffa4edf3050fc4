package cadenza.render.select;

import cadenza.scan.Progress;
import java.util.Arrays;

/// The shown places of an index in cubes of one size: a hash table of chains.
final class CellGrid {
  private static final int AXIS_BITS = 21;
  private static final long AXIS_MASK = (1L << AXIS_BITS) - 1;
  private static final int CHECK_EVERY = 1 << 16;

  private final float cell;
  private final float lowX;
  private final float lowY;
  private final float lowZ;
  private final int[] next;
  private long[] keys = new long[1 << 10];
  private int[] heads = new int[1 << 10];
  private int used;

  /// @param cellMeters side of a cube; made larger where the cloud is too wide for it
  CellGrid(PointIndex index, ShownPlaces shown, double cellMeters, Progress progress) {
    float[] xyz = index.xyz();
    float reach = 0;
    for (float coordinate : xyz) {
      reach = Math.max(reach, Math.abs(coordinate));
    }
    cell = (float) Math.max(cellMeters, 2.0 * reach / (AXIS_MASK - 4));
    lowX = lowY = lowZ = -reach - cell;
    next = new int[index.placeCount()];
    Arrays.fill(heads, -1);
    for (int place = 0; place < next.length; place++) {
      if (place % CHECK_EVERY == 0) {
        progress.checkCancelled();
      }
      if (shown.shows(place)) {
        add(place, keyOf(xyz[3 * place], xyz[3 * place + 1], xyz[3 * place + 2]));
      }
    }
  }

  float cellMeters() {
    return cell;
  }

  /// The cube that a position is in.
  long keyOf(float x, float y, float z) {
    return (long) ((x - lowX) / cell)
        | (long) ((y - lowY) / cell) << AXIS_BITS
        | (long) ((z - lowZ) / cell) << 2 * AXIS_BITS;
  }

  /// The cube so many further along each axis; -1 beyond the grid.
  static long moved(long key, int dx, int dy, int dz) {
    long x = (key & AXIS_MASK) + dx;
    long y = (key >>> AXIS_BITS & AXIS_MASK) + dy;
    long z = (key >>> 2 * AXIS_BITS) + dz;
    if (((x | y | z) & ~AXIS_MASK) != 0) {
      return -1;
    }
    return x | y << AXIS_BITS | z << 2 * AXIS_BITS;
  }

  private void add(int place, long key) {
    if (2 * used >= keys.length) {
      grow();
    }
    int at = find(key);
    if (heads[at] < 0) {
      keys[at] = key;
      used++;
    }
    next[place] = heads[at];
    heads[at] = place;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldHeads = heads;
    keys = new long[2 * oldKeys.length];
    heads = new int[keys.length];
    Arrays.fill(heads, -1);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldHeads[i] >= 0) {
        int at = find(oldKeys[i]);
        keys[at] = oldKeys[i];
        heads[at] = oldHeads[i];
      }
    }
  }

  /// Where a cube is in the table, or where it would go; a number for it as long as none is added.
  int find(long key) {
    int mask = keys.length - 1;
    int at = (int) (key * 0x9e3779b97f4a7c15L >>> 32) & mask;
    while (heads[at] >= 0 && keys[at] != key) {
      at = at + 1 & mask;
    }
    return at;
  }

  long keyAt(int at) {
    return keys[at];
  }

  /// How many numbers [#find(long)] gives.
  int tableSize() {
    return keys.length;
  }

  /// First place in a cube by its number; -1 if there is none.
  int first(int at) {
    return heads[at];
  }

  /// The next place of the same cube; -1 after the last.
  int after(int place) {
    return next[place];
  }
}
