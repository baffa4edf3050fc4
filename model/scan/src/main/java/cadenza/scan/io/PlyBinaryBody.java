package cadenza.scan.io;

import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import java.io.IOException;
import java.util.Optional;

/// The binary body of a PLY file.
///
/// # How it works
///
/// Records without lists all have one length, so their number follows from the size of the file and
/// blocks of them are decoded in parallel, one field at a time over a block that fits in the cache.
/// Records with lists are walked one after another; where the list lengths lie, only walking tells.
final class PlyBinaryBody {
  private static final int BLOCK_BYTES = 1 << 20;
  private static final int WALKED_ROWS = 1 << 16;

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
    long rows = most;
    if (vertices.hasLists()) {
      rows = walk(vertices, table, start, most, progress);
    } else {
      decode(vertices, table, start, most, progress);
    }
    return new Rows(table, rows, "the file ends");
  }

  private void decode(
      PlyHeader.Element vertices, PointTable table, long start, long rows, Progress progress)
      throws IOException {
    int stride = vertices.leastBytes();
    int blockRows = Math.max(1, BLOCK_BYTES / Math.max(1, stride));
    Blocks.forEach(
        Math.toIntExact(Math.ceilDiv(rows, blockRows)),
        progress,
        "reading points",
        number -> {
          long row = (long) number * blockRows;
          int count = (int) Math.min(blockRows, rows - row);
          decode(vertices, table.block(row, count), start + row * stride);
        });
  }

  private void decode(PlyHeader.Element vertices, PointTable.Block block, long start)
      throws IOException {
    int stride = vertices.leastBytes();
    byte[] bytes = file.readFully(start, block.count() * stride);
    int offset = 0;
    for (int i = 0; i < vertices.properties().size(); i++) {
      block.column(i).decode(bytes, offset, stride, bigEndian, block.row(), block.count());
      offset += vertices.properties().get(i).type().bytes();
    }
    block.close(block.count());
  }

  /// Reads runs of records from all over the file; empty where lists make them unequally long.
  ///
  /// @param maker makes a table of as many rows as are read
  Optional<PointTable> sample(
      PlyHeader.Element vertices, int points, TableMaker maker, Progress progress)
      throws IOException {
    if (vertices.hasLists()) {
      return Optional.empty();
    }
    long start = header.bodyStart();
    for (PlyHeader.Element element : header.before(vertices)) {
      start = skip(element, start, progress);
    }
    int stride = Math.max(1, vertices.leastBytes());
    long rows = Math.min(vertices.count(), Math.max(0, file.size() - start) / stride);
    long first = start;
    return Runs.read(
        rows,
        points,
        maker,
        progress,
        (row, block) -> decode(vertices, block, first + row * stride));
  }

  private long walk(
      PlyHeader.Element vertices, PointTable table, long start, long most, Progress progress)
      throws IOException {
    PlyCursor cursor = new PlyCursor(file, start, bigEndian);
    for (long row = 0; row < most; row += WALKED_ROWS) {
      progress.checkCancelled();
      progress.report((double) row / most, "reading points");
      PointTable.Block block = table.block(row, (int) Math.min(WALKED_ROWS, most - row));
      int good = walk(vertices, block, cursor);
      block.close(good);
      if (good < block.count()) {
        return row + good;
      }
    }
    return most;
  }

  private static int walk(PlyHeader.Element vertices, PointTable.Block block, PlyCursor cursor)
      throws IOException {
    for (int index = 0; index < block.count(); index++) {
      int field = 0;
      for (PlyHeader.Property property : vertices.properties()) {
        ScalarType counter = property.countType();
        boolean isThere =
            counter == null
                ? cursor.value(block.column(field++), block.row() + index)
                : cursor.skipList(counter, property.type());
        if (!isThere) {
          return index;
        }
      }
    }
    return block.count();
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
