package cadenza.scan.io;

import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import java.io.IOException;

/// The binary body of a PLY file.
///
/// # How it works
///
/// Records without lists all have one length, so their number follows from the size of the file and
/// blocks of them are decoded in parallel, one field at a time over a block that fits in the cache.
/// Records with lists are walked one after another; where the list lengths lie, only walking tells.
final class PlyBinaryBody {
  private static final int BLOCK_BYTES = 1 << 20;

  private final FileBytes file;
  private final PlyHeader header;
  private final boolean bigEndian;

  PlyBinaryBody(FileBytes file, PlyHeader header) {
    this.file = file;
    this.header = header;
    this.bigEndian = header.encoding() == PlyHeader.Encoding.BIG;
  }

  /// Reads the vertices that are there.
  Rows read(PlyHeader.Element vertices, TableMaker maker, Progress progress) throws IOException {
    long start = header.bodyStart();
    for (PlyHeader.Element element : header.before(vertices)) {
      start = skip(element, start, progress);
    }
    long bytes = Math.max(0, file.size() - start);
    long most = Math.min(vertices.count(), bytes / Math.max(1, vertices.leastBytes()));
    PointTable table = maker.make(most);
    int rows =
        vertices.hasLists()
            ? walk(vertices, table, start, (int) most, progress)
            : decode(vertices, table, start, (int) most, progress);
    return new Rows(table, rows, "the file ends");
  }

  private int decode(
      PlyHeader.Element vertices, PointTable table, long start, int rows, Progress progress)
      throws IOException {
    int stride = vertices.leastBytes();
    int blockRows = Math.max(1, BLOCK_BYTES / stride);
    int[] offsets = new int[table.fieldCount()];
    for (int i = 1; i < offsets.length; i++) {
      offsets[i] = offsets[i - 1] + vertices.properties().get(i - 1).type().bytes();
    }
    Blocks.forEach(
        Math.ceilDiv(rows, blockRows),
        progress,
        "reading points",
        block -> {
          int row = block * blockRows;
          int count = Math.min(blockRows, rows - row);
          byte[] bytes = file.readFully(start + (long) row * stride, count * stride);
          for (int i = 0; i < offsets.length; i++) {
            table.column(i).decode(bytes, offsets[i], stride, bigEndian, row, count);
          }
        });
    return rows;
  }

  private int walk(
      PlyHeader.Element vertices, PointTable table, long start, int most, Progress progress)
      throws IOException {
    PlyCursor cursor = new PlyCursor(file, start, bigEndian);
    for (int row = 0; row < most; row++) {
      if ((row & 0xffff) == 0) {
        progress.checkCancelled();
        progress.report((double) row / most, "reading points");
      }
      int field = 0;
      for (PlyHeader.Property property : vertices.properties()) {
        ScalarType counter = property.countType();
        boolean isThere =
            counter == null
                ? cursor.value(table.column(field++), row)
                : cursor.skipList(counter, property.type());
        if (!isThere) {
          return row;
        }
      }
    }
    return most;
  }

  /// Where the records after this element begin.
  private long skip(PlyHeader.Element element, long start, Progress progress) throws IOException {
    int least = element.leastBytes();
    if (least == 0) {
      return start;
    }
    if (!element.hasLists()) {
      long fits = Math.max(0, file.size() - start) / least;
      return element.count() > fits ? file.size() : start + element.count() * least;
    }
    PlyCursor cursor = new PlyCursor(file, start, bigEndian);
    for (long i = 0; i < element.count(); i++) {
      if ((i & 0xffff) == 0) {
        progress.checkCancelled();
      }
      for (PlyHeader.Property property : element.properties()) {
        ScalarType counter = property.countType();
        boolean isThere =
            counter == null
                ? cursor.skip(property.type().bytes())
                : cursor.skipList(counter, property.type());
        if (!isThere) {
          return file.size();
        }
      }
    }
    return cursor.position();
  }
}
