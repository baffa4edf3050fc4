package cadenza.render;

import java.util.Arrays;

/// Cuts a Morton curve into the leaves of an octree: runs of points that lie in one cube.
///
/// # How it works
///
/// A node with more points than a leaf may have is cut into its eight children; neighbouring
/// children that together fit into a leaf become one, so that leaves are not tiny. Points that lie
/// in one finest cell are cut by number.
final class OctreeLeaves {
  private final long[] keys;
  private final int most;
  private int[] starts = new int[1024];
  private int count;

  private OctreeLeaves(long[] keys, int most) {
    this.keys = keys;
    this.most = most;
  }

  /// The first rank of each leaf, then the number of points.
  static int[] starts(long[] keys, int most) {
    OctreeLeaves leaves = new OctreeLeaves(keys, most);
    leaves.split(0, keys.length, MortonSort.AXIS_BITS);
    int[] starts = Arrays.copyOf(leaves.starts, leaves.count + 1);
    starts[leaves.count] = keys.length;
    return starts;
  }

  private void emit(int from) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
    }
    starts[count++] = from;
  }

  /// @param level of the node; its children have the next lower one
  private void split(int from, int to, int level) {
    if (from == to) {
      return;
    }
    if (to - from <= most) {
      emit(from);
      return;
    }
    if (level == 0) {
      for (int at = from; at < to; at += most) {
        emit(at);
      }
      return;
    }
    int shift = MortonSort.INDEX_BITS + 3 * (level - 1);
    int pending = from;
    for (int start = from; start < to; ) {
      int end = MortonSort.endOfRun(keys, start, to, shift);
      if (end - start > most || end - pending > most) {
        if (pending < start) {
          emit(pending);
        }
        pending = start;
      }
      if (end - start > most) {
        split(start, end, level - 1);
        pending = end;
      }
      start = end;
    }
    if (pending < to) {
      emit(pending);
    }
  }
}
