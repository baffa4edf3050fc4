package cadenza.scan.io;

import cadenza.scan.ScalarType;
import java.io.IOException;

/// Walks through binary records whose lengths only their own lists tell.
final class PlyCursor {
  private static final int BUFFER_BYTES = 1 << 18;

  private final FileBytes file;
  private final boolean bigEndian;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private long bufferStart;
  private int at;
  private int filled;

  PlyCursor(FileBytes file, long start, boolean bigEndian) {
    this.file = file;
    this.bufferStart = start;
    this.bigEndian = bigEndian;
  }

  /// Offset in the file of what comes next.
  long position() {
    return bufferStart + at;
  }

  /// Puts the next number into `column`; false if the file ends before it does.
  boolean value(Column column, int row) throws IOException {
    int bytes = column.type().bytes();
    if (!ensure(bytes)) {
      return false;
    }
    column.decode(buffer, at, bytes, bigEndian, row, 1);
    at += bytes;
    return true;
  }

  /// Passes over a list; false if the file ends inside it or its length is negative.
  boolean skipList(ScalarType countType, ScalarType type) throws IOException {
    int bytes = countType.bytes();
    if (!ensure(bytes)) {
      return false;
    }
    double count = ArrayColumn.number(countType, buffer, at, bigEndian);
    at += bytes;
    // as a double, because a 64-bit count times the width would overflow
    double length = count * type.bytes();
    return length >= 0 && length <= file.size() && skip((long) length);
  }

  /// Passes over `bytes` bytes; false if the file ends before.
  boolean skip(long bytes) {
    if (bytes > file.size() - position()) {
      return false;
    }
    if (bytes <= filled - at) {
      at += (int) bytes;
    } else {
      bufferStart = position() + bytes;
      at = 0;
      filled = 0;
    }
    return true;
  }

  private boolean ensure(int bytes) throws IOException {
    if (filled - at < bytes) {
      bufferStart += at;
      at = 0;
      filled = file.read(bufferStart, buffer, 0, buffer.length);
    }
    return filled - at >= bytes;
  }
}
