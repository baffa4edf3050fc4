package cadenza.render.select;

import cadenza.render.Selection;
import java.util.BitSet;
import java.util.stream.IntStream;

/// Places that were found, a bit each.
///
/// Blocks are whole words, so threads that look through different blocks share nothing.
final class PlaceBits {
  /// Blocks that a thread takes at once.
  private static final int BATCH = 16;

  private final PointIndex index;
  private final long[] words;

  private PlaceBits(PointIndex index) {
    this.index = index;
    words = new long[index.blockCount() * (PointIndex.BLOCK / Long.SIZE)];
  }

  /// Looks through a block and marks what it finds.
  interface Search {
    void block(int block, int fromPlace, int toPlace, PlaceBits found);
  }

  /// Runs a search over all blocks in parallel.
  static Selection search(PointIndex index, Search search) {
    PlaceBits found = new PlaceBits(index);
    int blocks = index.blockCount();
    IntStream.range(0, (blocks + BATCH - 1) / BATCH)
        .parallel()
        .forEach(batch -> {
          int end = Math.min(blocks, (batch + 1) * BATCH);
          for (int block = batch * BATCH; block < end; block++) {
            int from = block * PointIndex.BLOCK;
            int to = Math.min(index.placeCount(), from + PointIndex.BLOCK);
            search.block(block, from, to, found);
          }
        });
    return found.toSelection();
  }

  void set(int place) {
    words[place >> 6] |= 1L << place;
  }

  private Selection toSelection() {
    int n = index.cloud().pointCount();
    long[] points = new long[(n + Long.SIZE - 1) / Long.SIZE];
    int[] pointOfPlace = index.pointOfPlace();
    for (int i = 0; i < words.length; i++) {
      for (long left = words[i]; left != 0; left &= left - 1) {
        int point = pointOfPlace[i * Long.SIZE + Long.numberOfTrailingZeros(left)];
        points[point >> 6] |= 1L << point;
      }
    }
    return Selection.of(n, BitSet.valueOf(points));
  }
}
