package cadenza.scan.io;

import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

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
      case ASCII -> ascii();
      case BINARY -> binary();
      case COMPRESSED -> compressed(warnings);
    };
  }

  /// As many points as are there, but no more than any line of the header says.
  private long wanted(long there) {
    return Math.min(there, Math.max(header.area(), header.points()));
  }

  private Rows ascii() throws IOException {
    int values = header.valuesPerPoint();
    TextRows text =
        new TextRows(file, header.bodyStart(), TextStyle.COMMENTED, progress.slice(0, 0.3));
    long there = text.lineCount(values);
    if (there > 0 && there < Math.min(header.area(), header.points()) && text.endsInsideLine()) {
      there--; // whoever cut the file may have cut the last number
    }
    PointTable table = maker.make(wanted(there));
    int rows = (int) wanted(there);
    int[] fieldOfToken = new int[values];
    Arrays.fill(fieldOfToken, -1);
    for (int i = 0; i < fields.slots().size(); i++) {
      fieldOfToken[fields.slots().get(i).token()] = i;
    }
    TextRows.Damage damage =
        text.read(
            0,
            rows,
            (line, row) -> {
              for (int field : fieldOfToken) {
                if (!line.next()) {
                  return false;
                }
                if (field >= 0) {
                  table.column(field).parse(line, row);
                }
              }
              return true;
            },
            progress.slice(0.3, 1));
    return damage == null ? new Rows(table, rows, "the file ends") : damage.rows(table);
  }

  private Rows binary() throws IOException {
    int stride = header.stride();
    long start = header.bodyStart();
    long there = Math.max(0, file.size() - start) / Math.max(1, stride);
    PointTable table = maker.make(wanted(there));
    int rows = (int) wanted(there);
    int blockRows = Math.max(1, BLOCK_BYTES / Math.max(1, stride));
    Blocks.forEach(
        Math.ceilDiv(rows, blockRows),
        progress,
        "reading points",
        block -> {
          int row = block * blockRows;
          int count = Math.min(blockRows, rows - row);
          byte[] bytes = file.readFully(start + (long) row * stride, count * stride);
          for (int i = 0; i < table.fieldCount(); i++) {
            PcdFields.Slot slot = fields.slots().get(i);
            int at = slot.entryOffset() + slot.offset();
            table.column(i).decode(bytes, at, stride, false, row, count);
          }
        });
    return new Rows(table, rows, "the file ends");
  }

  private Rows compressed(List<String> warnings) throws IOException {
    byte[] sizes = file.read(header.bodyStart(), 8);
    if (sizes.length < 8) {
      return new Rows(maker.make(0), 0, "the file ends");
    }
    long packedBytes = (long) Column.number(ScalarType.UINT32, sizes, 0, false);
    long plainBytes = (long) Column.number(ScalarType.UINT32, sizes, 4, false);
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
    StringBuilder lost = new StringBuilder();
    for (int i = 0; i < good.length; i++) {
      PcdFields.Slot slot = fields.slots().get(i);
      int count = (int) Math.min(rows, good[i]);
      int at = (int) (slot.entryOffset() * stored) + slot.offset();
      table.column(i).decode(plain.bytes(), at, slot.entryBytes(), false, 0, count);
      if (count < rows) {
        lost.append(lost.isEmpty() ? "" : ", ").append(fields.fields().get(i).name());
      }
    }
    if (!lost.isEmpty()) {
      warnings.add("the compressed data ends early: of %s a part is lost.".formatted(lost));
    }
    return new Rows(table, (int) rows, "the compressed data ends");
  }
}
