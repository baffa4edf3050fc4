package cadenza.sonata.nn;

import java.util.Arrays;

/// Which voxels of a level pool into which of the next coarser one, as they lie in memory.
public final class Children {
  /// Most voxels that pool into one where no rows share a voxel.
  private static final int USUAL_CHILDREN = 8;

  private final int[] rows; // memory rows of the voxels, parent after parent
  private final int[] starts; // where each parent's begin, (parents + 1)

  /// @param parents row of the coarser voxel each voxel pools into, `(voxels)`
  /// @param order how the voxels lie in memory
  /// @param coarser how the coarser voxels lie there
  public Children(int[] parents, RowOrder order, RowOrder coarser) {
    this.rows = new int[parents.length];
    this.starts = new int[coarser.count() + 1];
    int[] parentAt = order.parents(parents, coarser);
    for (int parent : parentAt) {
      starts[parent + 1]++;
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    int[] next = Arrays.copyOf(starts, coarser.count());
    for (int place = 0; place < parents.length; place++) {
      rows[next[parentAt[place]]++] = place;
    }
  }

  int parentCount() {
    return starts.length - 1;
  }

  /// The parent before which a stretch from `begin` ends: it has about as many children as given,
  /// and neither it nor its table of [#members(int, int)] has many more, however crowded a parent
  /// is; at least one parent.
  int endOfStretch(int begin, int voxels) {
    long most = 0;
    for (int end = begin; end < parentCount(); end++) {
      most = Math.max(most, starts[end + 1] - starts[end]);
      boolean tooMany = starts[end + 1] - starts[begin] > voxels;
      boolean tooWide = most * (end + 1 - begin) > (long) USUAL_CHILDREN * voxels;
      if (end > begin && (tooMany || tooWide)) {
        return end;
      }
    }
    return parentCount();
  }

  /// Memory rows of all children of some parents.
  int[] rows(int begin, int end) {
    return Arrays.copyOfRange(rows, starts[begin], starts[end]);
  }

  /// For each parent its children's places in [#rows(int, int)], the first one again up to the
  /// largest number (8, unless rows share voxels), `(most, end - begin)`.
  int[][] members(int begin, int end) {
    int most = 0;
    for (int parent = begin; parent < end; parent++) {
      most = Math.max(most, starts[parent + 1] - starts[parent]);
    }
    int[][] members = new int[most][end - begin];
    for (int parent = begin; parent < end; parent++) {
      int first = starts[parent] - starts[begin];
      int count = starts[parent + 1] - starts[parent];
      for (int rank = 0; rank < most; rank++) {
        members[rank][parent - begin] = first + (rank < count ? rank : 0);
      }
    }
    return members;
  }
}
