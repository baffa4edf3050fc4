package cadenza.app.project;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the rows of a damaged project file without asking SQLite, which refuses a file whose
/// header, schema or inner pages are broken.
///
/// # How it works
///
/// A table's rows lie in leaf pages, each complete in itself but for long rows, which go on in a
/// chain of overflow pages ([SQLite's file format](https://www.sqlite.org/fileformat2.html)). So
/// every page of the file, and every page of the write-ahead log beside it, is tried as a leaf, and
/// every cell as a row of each table with as many columns. What counts is the row's own check: a
/// row that matches it is one that Cadenza wrote. Old writings of a row are found too; the one with
/// the highest serial is the present one.
final class PageScan {
  private static final int PAGE = ProjectSchema.PAGE_BYTES;
  private static final int LEAF = 0x0d;
  private static final int LOG_HEADER = 32;
  private static final int FRAME_HEADER = 24;
  private static final int MOST_COLUMNS = 16;

  private final byte[] file;
  private final byte[] log;
  private final ProjectRows found = new ProjectRows();

  private PageScan(byte[] file, byte[] log) {
    this.file = file;
    this.log = log;
  }

  /// @param file all bytes of a project file
  /// @param log all bytes of the write-ahead log beside it, or none
  static ProjectRows rows(byte[] file, byte[] log) {
    PageScan scan = new PageScan(file, log);
    scan.read();
    return scan.found;
  }

  private void read() {
    for (int page = 0; page <= file.length / PAGE; page++) {
      leaf(file, page * (long) PAGE, page == 0 ? 100 : 0, -1);
    }
    int frame = FRAME_HEADER + PAGE;
    for (long at = LOG_HEADER; at + FRAME_HEADER < log.length; at += frame) {
      boolean first = log.length >= at + 4 && int32(log, at) == 1;
      leaf(log, at + FRAME_HEADER, first ? 100 : 0, at);
    }
  }

  /// Tries a page as a leaf of a table; the last page of a truncated file is shorter.
  private void leaf(byte[] in, long start, int header, long frame) {
    int length = (int) Math.min(PAGE, in.length - start);
    if (length < header + 8) {
      return;
    }
    byte[] page = Arrays.copyOfRange(in, (int) start, (int) start + length);
    // A flipped type or count shall not cost the page's other rows: where cells lie is tried even
    // so, up to as many as fit.
    int cells = page[header] == LEAF ? uint16(page, header + 3) : 0;
    boolean sound = page[header] == LEAF && header + 8 + 2 * cells <= length;
    int tried = sound ? cells : (length - header - 8) / 2;
    for (int i = 0; i < tried && header + 10 + 2 * i <= length; i++) {
      int at = uint16(page, header + 8 + 2 * i);
      if (at >= header + 8 && at < length) {
        cell(page, at, frame);
      }
    }
  }

  private void cell(byte[] page, int at, long frame) {
    try {
      Bytes cell = new Bytes(page, at);
      long size = cell.varint();
      long id = cell.varint();
      if (size < 4 || size > file.length + (long) log.length) {
        return;
      }
      int most = PAGE - 35;
      int local = (int) size;
      if (size > most) {
        int least = (PAGE - 12) * 32 / 255 - 23;
        long fitting = least + (size - least) % (PAGE - 4);
        local = (int) (fitting <= most ? fitting : least);
      }
      if (cell.at + local > page.length) {
        return;
      }
      byte[] record = Arrays.copyOfRange(page, cell.at, cell.at + local);
      if (sizeOf(record) != size) {
        return;
      }
      if (local == size) {
        record(id, record);
        return;
      }
      int next = int32(page, cell.at + local);
      byte[] whole = overflow(record, (int) size, next, frame >= 0);
      if (whole == null || !record(id, whole)) {
        whole = overflow(record, (int) size, next, frame < 0);
        if (whole != null) {
          record(id, whole);
        }
      }
    } catch (IndexOutOfBoundsException noCell) {
      // Not a cell, or a broken one.
    }
  }

  /// A long row put together; null if its chain is broken.
  private byte @Nullable [] overflow(byte[] local, int size, int first, boolean fromLog) {
    byte[] whole = Arrays.copyOf(local, size);
    int filled = local.length;
    int next = first;
    while (filled < size) {
      long at = fromLog ? inLog(next) : -1;
      byte[] in = at >= 0 ? log : file;
      if (at < 0) {
        at = (next - 1L) * PAGE;
      }
      int part = Math.min(PAGE - 4, size - filled);
      if (next < 1 || at < 0 || at + 4 + part > in.length) {
        return null;
      }
      System.arraycopy(in, (int) at + 4, whole, filled, part);
      filled += part;
      next = int32(in, at);
    }
    return whole;
  }

  /// Where the log holds a page last; -1 if it does not.
  private long inLog(int page) {
    int frame = FRAME_HEADER + PAGE;
    long found = -1;
    for (long at = LOG_HEADER; at + frame <= log.length; at += frame) {
      if (int32(log, at) == page) {
        found = at + FRAME_HEADER;
      }
    }
    return found;
  }

  /// Takes a record if it is a row whose check is right.
  private boolean record(long id, byte[] record) {
    List<@Nullable Object> values = values(record);
    if (values == null || values.size() < 4) {
      return false;
    }
    int width = values.size() - 3;
    if (values.get(width + 1) instanceof Long serial && values.get(width + 2) instanceof Long crc) {
      for (Table table : Table.values()) {
        if (table.width() == width) {
          StoredRow row = new StoredRow(table, id, values.subList(1, width + 1), serial);
          if (row.crc() == crc) {
            found.add(row);
            return true;
          }
        }
      }
    }
    return false;
  }

  /// How long a record is by its header; -1 if that is none.
  private static long sizeOf(byte[] record) {
    Bytes header = new Bytes(record, 0);
    long size = header.varint();
    long end = size;
    int columns = 0;
    while (header.at < end) {
      long type = header.varint();
      if (type < 0 || type == 7 || type == 10 || type == 11 || ++columns > MOST_COLUMNS) {
        return -1;
      }
      size += type >= 12 ? (type - 12) / 2 : type == 5 ? 6 : type == 6 ? 8 : type >= 8 ? 0 : type;
    }
    return header.at == end ? size : -1;
  }

  /// The values of a record; null if it is none.
  private static @Nullable List<@Nullable Object> values(byte[] record) {
    Bytes header = new Bytes(record, 0);
    long headerSize = header.varint();
    if (headerSize < 2 || headerSize > record.length) {
      return null;
    }
    Bytes body = new Bytes(record, (int) headerSize);
    List<@Nullable Object> values = new ArrayList<>();
    while (header.at < headerSize) {
      if (values.size() == MOST_COLUMNS) {
        return null;
      }
      long type = header.varint();
      if (type == 0) {
        values.add(null);
      } else if (type <= 6 && type > 0) {
        values.add(body.whole(type == 5 ? 6 : type == 6 ? 8 : (int) type));
      } else if (type == 8 || type == 9) {
        values.add(type - 8);
      } else if (type >= 12 && (type - 12) / 2 <= record.length) {
        byte[] bytes = body.take((int) ((type - 12) / 2));
        values.add(type % 2 == 0 ? bytes : new String(bytes, StandardCharsets.UTF_8));
      } else {
        return null;
      }
    }
    return values;
  }

  private static int uint16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }

  private static int int32(byte[] bytes, long at) {
    return ByteBuffer.wrap(bytes).getInt((int) at);
  }

  /// A place in some bytes that moves on.
  private static final class Bytes {
    private final byte[] bytes;
    private int at;

    Bytes(byte[] bytes, int at) {
      this.bytes = bytes;
      this.at = at;
    }

    /// A number of one to nine bytes, the high ones first.
    long varint() {
      long value = 0;
      for (int i = 0; i < 8; i++) {
        byte next = bytes[at++];
        value = value << 7 | next & 0x7f;
        if (next >= 0) {
          return value;
        }
      }
      return value << 8 | bytes[at++] & 0xff;
    }

    long whole(int length) {
      long value = bytes[at++];
      for (int i = 1; i < length; i++) {
        value = value << 8 | bytes[at++] & 0xff;
      }
      return value;
    }

    byte[] take(int length) {
      if (length > bytes.length - at) {
        throw new IndexOutOfBoundsException();
      }
      at += length;
      return Arrays.copyOfRange(bytes, at - length, at);
    }
  }
}
