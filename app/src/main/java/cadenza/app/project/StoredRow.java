package cadenza.app.project;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// One row of a project file.
///
/// @param id its number within the table
/// @param values of the table's own columns: `Long`, `String`, `byte[]` or null
/// @param serial the transaction that wrote it; 0 if it is not written yet
record StoredRow(Table table, long id, List<@Nullable Object> values, long serial) {
  StoredRow {
    if (values.size() != table.width()) {
      throw new IllegalArgumentException(values.size() + " values for " + table);
    }
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  static StoredRow of(Table table, long id, @Nullable Object... values) {
    return new StoredRow(table, id, Arrays.asList(values), 0);
  }

  StoredRow writtenAs(long newSerial) {
    return new StoredRow(table, id, values, newSerial);
  }

  /// The check over the name of the table and everything in the row.
  long crc() {
    CRC32 crc = new CRC32();
    bytes(crc, table.sqlName().getBytes(StandardCharsets.UTF_8));
    number(crc, id);
    number(crc, serial);
    for (Object value : values) {
      switch (value) {
        case null -> crc.update(0);
        case Long whole -> {
          crc.update(1);
          number(crc, whole);
        }
        case String text -> {
          crc.update(2);
          bytes(crc, text.getBytes(StandardCharsets.UTF_8));
        }
        case byte[] data -> {
          crc.update(3);
          bytes(crc, data);
        }
        default -> throw new IllegalArgumentException(value.getClass() + " in " + table);
      }
    }
    return crc.getValue();
  }

  private static void number(CRC32 crc, long value) {
    crc.update(ByteBuffer.allocate(Long.BYTES).putLong(0, value));
  }

  private static void bytes(CRC32 crc, byte[] bytes) {
    number(crc, bytes.length);
    crc.update(bytes);
  }

  /// A number that must be there and not be negative.
  ///
  /// @throws DamagedProjectException if it is not
  long count(int column) throws DamagedProjectException {
    if (values.get(column) instanceof Long value && value >= 0) {
      return value;
    }
    throw new DamagedProjectException(table.sqlName() + " " + id + " lacks a number");
  }

  /// A text that must be there.
  ///
  /// @throws DamagedProjectException if it is not
  String text(int column) throws DamagedProjectException {
    if (values.get(column) instanceof String value) {
      return value;
    }
    throw new DamagedProjectException(table.sqlName() + " " + id + " lacks a text");
  }

  /// A text that may be missing.
  @Nullable String optionalText(int column) {
    return values.get(column) instanceof String value ? value : null;
  }

  /// Bytes that must be there.
  ///
  /// @throws DamagedProjectException if they are not
  byte[] bytes(int column) throws DamagedProjectException {
    if (values.get(column) instanceof byte[] value) {
      return value;
    }
    throw new DamagedProjectException(table.sqlName() + " " + id + " lacks its bytes");
  }
}
