package cadenza.scan.io.las;

import java.util.Arrays;

/// Where the chunks of a LAZ file lie and how many points each has.
final class ChunkList {
  /// For [#rows(int)]: not known yet.
  static final long UNKNOWN = -1;

  private long[] from = new long[16];
  private long[] to = new long[16];
  private long[] rows = new long[16];
  private int size;
  private boolean isCut;

  /// Adds a chunk that lies from `start` to `end` (exclusive).
  void add(long start, long end, long count) {
    if (size == from.length) {
      from = Arrays.copyOf(from, 2 * size);
      to = Arrays.copyOf(to, 2 * size);
      rows = Arrays.copyOf(rows, 2 * size);
    }
    from[size] = start;
    to[size] = end;
    rows[size++] = count;
  }

  int size() {
    return size;
  }

  long from(int chunk) {
    return from[chunk];
  }

  long to(int chunk) {
    return to[chunk];
  }

  long rows(int chunk) {
    return rows[chunk];
  }

  void setRows(int chunk, long count) {
    rows[chunk] = count;
  }

  /// Says that the file ends inside the last chunk.
  void cut() {
    isCut = true;
  }

  /// True if only the first points of a chunk are there.
  boolean isCut(int chunk) {
    return isCut && chunk == size - 1;
  }

  /// Number of the first row of each chunk, and behind them that of all rows.
  long[] firstRows() {
    long[] first = new long[size + 1];
    for (int i = 0; i < size; i++) {
      first[i + 1] = first[i] + Math.max(0, rows[i]);
    }
    return first;
  }

  long totalRows() {
    return firstRows()[size];
  }

  boolean areRowsKnown() {
    return Arrays.stream(rows, 0, size).noneMatch(count -> count == UNKNOWN);
  }
}
