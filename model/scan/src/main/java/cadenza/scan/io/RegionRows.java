package cadenza.scan.io;

import cadenza.scan.Bounds;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/// Collects the rows that lie in a box, of which nobody knows before how many there are.
///
/// # How it works
///
/// Each block leaves the rows it keeps as cells of its own, in a map by the block's first row. When
/// more are kept than allowed, every second one is dropped, and only as many are taken from then
/// on: whether a row stays is told by the low bits of a hash of its number, so the order in which
/// blocks come does not matter.
final class RegionRows {
  /// @param rows numbers of the rows in the file, ascending
  private record Part(Cells cells, long[] rows) {}

  private final Bounds region;
  private final double[] origin;
  private final Path file;
  private final ReadOptions options;
  private final long maxRows;
  private final IntFunction<Cells> scratch;
  private final TreeMap<Long, Part> parts = new TreeMap<>();
  private long kept;
  private volatile long mask;

  /// @param maxRows as many as memory holds or are wanted
  /// @param scratch makes cells of so many rows
  RegionRows(
      Path file,
      ReadOptions options,
      Bounds region,
      double[] origin,
      long maxRows,
      IntFunction<Cells> scratch) {
    this.file = file;
    this.options = options;
    this.region = region;
    this.origin = origin;
    this.maxRows = maxRows;
    this.scratch = scratch;
  }

  /// Takes what lies in the box from the first `count` rows of a block.
  void add(long firstRow, Cells block, int count) {
    long[] rows = new long[count];
    int[] local = new int[count];
    int found = 0;
    long taken = mask;
    for (int i = 0; i < count; i++) {
      long row = firstRow + i;
      if (isInside(block.positions(), 3 * i) && (Thinning.mix(row) & taken) == 0) {
        rows[found] = row;
        local[found++] = i;
      }
    }
    if (found > 0) {
      keep(firstRow, part(block, local, Arrays.copyOf(rows, found)), taken);
    }
  }

  private Part part(Cells from, int[] local, long[] rows) {
    Cells cells = scratch.apply(rows.length);
    cells.gather(from, local, rows.length, 0);
    return new Part(cells, rows);
  }

  private synchronized void keep(long firstRow, Part part, long taken) {
    Part kin = taken == mask ? part : only(part, mask, Long.MAX_VALUE);
    parts.put(firstRow, kin);
    kept += kin.rows.length;
    if (kept > maxRows && !options.isThinnedToFit() && maxRows < options.maxPoints()) {
      throw new UncheckedIOException(
          new ScanException(
              file,
              "the region holds more than the %,d points that memory has room for"
                  .formatted(maxRows),
              "Start Cadenza with a larger -Xmx (CADENZA_JAVA_OPTS=-Xmx…g), take a smaller region, or thin it."));
    }
    while (kept > maxRows) {
      long thinner = mask << 1 | 1;
      mask = thinner;
      parts.replaceAll((first, each) -> only(each, thinner, Long.MAX_VALUE));
      kept = parts.values().stream().mapToLong(each -> each.rows.length).sum();
    }
  }

  /// What of a part the mask lets pass and lies before row `end`.
  private Part only(Part part, long bits, long end) {
    int[] local = new int[part.rows.length];
    long[] rows = new long[part.rows.length];
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      if ((Thinning.mix(part.rows[i]) & bits) == 0 && part.rows[i] < end) {
        local[count] = i;
        rows[count++] = part.rows[i];
      }
    }
    return part(part.cells, local, Arrays.copyOf(rows, count));
  }

  private boolean isInside(float[] positions, int at) {
    for (int axis = 0; axis < 3; axis++) {
      double world = origin[axis] + positions[at + axis];
      if (!(world >= region.min()[axis] && world <= region.max()[axis])) {
        return false;
      }
    }
    return true;
  }

  /// Drops the rows from `goodRows` on, says how many are left.
  synchronized int cut(long goodRows) {
    parts.tailMap(goodRows).clear();
    Map.Entry<Long, Part> last = parts.lastEntry();
    if (last != null) {
      parts.put(last.getKey(), only(last.getValue(), 0, goodRows));
    }
    return Math.toIntExact(parts.values().stream().mapToLong(part -> part.rows.length).sum());
  }

  /// Whether rows inside the box were dropped, because they were too many.
  boolean isThinned() {
    return mask != 0;
  }

  /// Puts all kept rows, in the order of the file, into cells that have room for them.
  synchronized void copyTo(Cells cells) {
    int at = 0;
    for (Part part : parts.values()) {
      int[] all = new int[part.rows.length];
      Arrays.setAll(all, i -> i);
      cells.gather(part.cells, all, all.length, at);
      at += all.length;
    }
  }
}
