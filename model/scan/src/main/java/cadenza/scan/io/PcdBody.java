package cadenza.scan.io;

import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The body of a PCD file in its three forms.
///
/// # How it works
///
/// `ascii` is a point a line, `binary` a record a point; `binary_compressed` is LZF over all values
/// of the first entry, then all of the second, and so on. A compressed body that is cut therefore
/// has all of some entries and nothing of others: points are good as far as x, y and z reach, and
/// what else was lost is said.
final class PcdBody {
  private static final int BLOCK_BYTES = 1 << 20;
  private static final int BLOCK_ROWS = 1 << 16;

  private final FileBytes file;
  private final PcdHeader header;
  private final PcdFields fields;
  private final TableMaker maker;
  private final Progress progress;

  PcdBody(FileBytes file, PcdHeader header, PcdFields fields, TableMaker maker, Progress progress) {
    this.file = file;
    this.header = header;
    this.fields = fields;
    this.maker = maker;
    this.progress = progress;
  }

  /// Reads the points that are there.
  ///
  /// @param warnings where to say what was lost besides points
  Rows read(List<String> warnings) throws IOException {
    return switch (header.encoding()) {
      case ASCII -> ascii(warnings);
      case BINARY -> binary();
      case COMPRESSED -> compressed(warnings);
    };
  }

  /// As many points as are there, but no more than any line of the header says.
  private long wanted(long there) {
    return Math.min(there, Math.max(header.area(), header.points()));
  }

  private Rows ascii(List<String> warnings) throws IOException {
    int values = header.valuesPerPoint();
    TextRows text =
        new TextRows(file, header.bodyStart(), TextStyle.COMMENTED, progress.slice(0, 0.3));
    long there = text.lineCount(values);
    if (there > 0 && there < Math.min(header.area(), header.points()) && text.endsInsideLine()) {
      there--; // whoever cut the file may have cut the last number
    }
    PointTable table = maker.make(wanted(there));
    long rows = wanted(there);
    int[] fieldOfToken = new int[values];
    Arrays.fill(fieldOfToken, -1);
    for (int i = 0; i < fields.slots().size(); i++) {
      fieldOfToken[fields.slots().get(i).token()] = i;
    }
    TextRows.Damage damage =
        text.read(
            0,
            rows,
            table,
            (line, block, row) -> {
              for (int field : fieldOfToken) {
                if (!line.next()) {
                  return false;
                }
                if (field >= 0) {
                  block.column(field).parse(line, row);
                }
              }
              return true;
            },
            progress.slice(0.3, 1));
    return damage == null
        ? new Rows(table, rows, "the file ends")
        : damage.rows(table, rows, warnings);
  }

  private Rows binary() throws IOException {
    int stride = header.stride();
    long start = header.bodyStart();
    long there = Math.max(0, file.size() - start) / Math.max(1, stride);
    PointTable table = maker.make(wanted(there));
    long rows = wanted(there);
    int blockRows = Math.max(1, BLOCK_BYTES / Math.max(1, stride));
    Blocks.forEach(
        Math.toIntExact(Math.ceilDiv(rows, blockRows)),
        progress,
        "reading points",
        number -> {
          long row = (long) number * blockRows;
          int count = (int) Math.min(blockRows, rows - row);
          decode(table.block(row, count), start + row * stride);
        });
    return new Rows(table, rows, "the file ends");
  }

  private void decode(PointTable.Block block, long start) throws IOException {
    int stride = header.stride();
    byte[] bytes = file.readFully(start, block.count() * stride);
    for (int i = 0; i < fields.slots().size(); i++) {
      PcdFields.Slot slot = fields.slots().get(i);
      int at = slot.entryOffset() + slot.offset();
      block.column(i).decode(bytes, at, stride, false, block.row(), block.count());
    }
    block.close(block.count());
  }

  /// Reads runs of records from all over the file; empty where they are not one behind the other.
  Optional<PointTable> sample(int points) throws IOException {
    if (header.encoding() != PcdHeader.Encoding.BINARY) {
      return Optional.empty();
    }
    int stride = Math.max(1, header.stride());
    long start = header.bodyStart();
    long rows = wanted(Math.max(0, file.size() - start) / stride);
    return Runs.read(
        rows, points, maker, progress, (row, block) -> decode(block, start + row * stride));
  }

  private Rows compressed(List<String> warnings) throws IOException {
    byte[] sizes = file.read(header.bodyStart(), 8);
    if (sizes.length < 8) {
      return new Rows(maker.make(0), 0, "the file ends");
    }
    long packedBytes = (long) ArrayColumn.number(ScalarType.UINT32, sizes, 0, false);
    long plainBytes = (long) ArrayColumn.number(ScalarType.UINT32, sizes, 4, false);
    int stride = Math.max(1, header.stride());
    long points = wanted(plainBytes / stride);
    if (plainBytes > Integer.MAX_VALUE - 16) {
      throw new ScanException(
          file.path(),
          "its compressed data holds %d MB, more than 2048".formatted(plainBytes >> 20),
          "Save it as DATA binary instead.");
    }
    progress.report(0, "decompressing");
    long start = header.bodyStart() + 8L;
    byte[] packed = file.read(start, (int) Math.min(packedBytes, Integer.MAX_VALUE - 16));
    Lzf.Output plain = Lzf.decompress(packed, packed.length, (int) plainBytes, progress);
    progress.checkCancelled();
    progress.report(0.6, "reading points");
    // entries are as long as the writer's point count makes them, not as ours
    return columns(plain, plainBytes / stride, points, warnings);
  }

  private Rows columns(Lzf.Output plain, long stored, long wanted, List<String> warnings)
      throws IOException {
    int[] good = new int[fields.slots().size()];
    long rows = wanted;
    for (int i = 0; i < good.length; i++) {
      PcdFields.Slot slot = fields.slots().get(i);
      long present = plain.length() - slot.entryOffset() * stored;
      good[i] = (int) Math.clamp(present / slot.entryBytes(), 0, wanted);
    }
    int[] positions = Roles.of(fields.fields()).positions();
    if (positions != null) {
      for (int axis : positions) {
        rows = Math.min(rows, good[axis]);
      }
    }
    PointTable table = maker.make(rows);
    long all = rows;
    Blocks.forEach(
        Math.toIntExact(Math.ceilDiv(all, BLOCK_ROWS)),
        progress,
        "reading points",
        number -> {
          int row = number * BLOCK_ROWS;
          PointTable.Block block = table.block(row, (int) Math.min(BLOCK_ROWS, all - row));
          for (int i = 0; i < good.length; i++) {
            PcdFields.Slot slot = fields.slots().get(i);
            int at = (int) (slot.entryOffset() * stored) + slot.offset() + row * slot.entryBytes();
            int count = Math.clamp((long) good[i] - row, 0, block.count());
            block.column(i).decode(plain.bytes(), at, slot.entryBytes(), false, block.row(), count);
            int missing = block.count() - count;
            block.column(i).put(new long[missing], 0, block.row() + count, missing);
          }
          block.close(block.count());
        });
    StringBuilder lost = new StringBuilder();
    for (int i = 0; i < good.length; i++) {
      if (good[i] < rows) {
        lost.append(lost.isEmpty() ? "" : ", ").append(fields.fields().get(i).name());
      }
    }
    if (!lost.isEmpty()) {
      warnings.add("the compressed data ends early: of %s a part is lost.".formatted(lost));
    }
    return new Rows(table, rows, "the compressed data ends");
  }
}
