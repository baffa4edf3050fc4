package cadenza.scan.io.las;

import cadenza.scan.io.FileBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A variable length record: something that a program keeps beside the points (LAS 1.4 R15, tables
/// 5 and 6).
///
/// @param head the 54 bytes before the content, or 60 of an extended record, as they stand in the
///   file
/// @param content the content, or, of one that is large, only where it lies
record VariableRecord(byte[] head, Content content) {
  static final int HEAD_BYTES = 54;
  static final int EXTENDED_HEAD_BYTES = 60;

  /// More than one of these is read from the file when it is needed.
  static final int LARGE_BYTES = 1 << 20;

  private static final int USER_AT = 2;
  private static final int USER_BYTES = 16;
  private static final int NUMBER_AT = 18;
  static final int LENGTH_AT = 20;
  private static final int DESCRIPTION_BYTES = 32;

  /// What a record holds.
  sealed interface Content {
    long length();
  }

  /// A content in memory.
  record Bytes(byte[] bytes) implements Content {
    @Override
    public long length() {
      return bytes.length;
    }
  }

  /// A content that stays in a file, whose size tells whether it is still the same.
  record Stretch(Path file, long at, long length, long fileSize) implements Content {}

  /// A record that is made here.
  static VariableRecord of(String user, int number, String description, byte[] content) {
    byte[] head = new byte[HEAD_BYTES];
    put(head, USER_AT, USER_BYTES, user);
    LittleEndian.putInt16(head, NUMBER_AT, number);
    LittleEndian.putInt16(head, LENGTH_AT, content.length);
    put(head, LENGTH_AT + 2, DESCRIPTION_BYTES, description);
    return new VariableRecord(head, new Bytes(content));
  }

  /// The same as an extended record, which goes behind the points and may be longer than 65,535
  /// bytes.
  VariableRecord extended() {
    if (isExtended()) {
      return this;
    }
    byte[] longer = new byte[EXTENDED_HEAD_BYTES];
    System.arraycopy(head, 0, longer, 0, LENGTH_AT);
    LittleEndian.putInt64(longer, LENGTH_AT, content.length());
    System.arraycopy(head, LENGTH_AT + 2, longer, LENGTH_AT + 8, DESCRIPTION_BYTES);
    return new VariableRecord(longer, content);
  }

  private static void put(byte[] head, int at, int length, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, head, at, Math.min(length, bytes.length));
  }

  boolean isExtended() {
    return head.length == EXTENDED_HEAD_BYTES;
  }

  String user() {
    return text(head, USER_AT, USER_BYTES);
  }

  int number() {
    return LittleEndian.uint16(head, NUMBER_AT);
  }

  boolean is(String user, int number) {
    return number() == number && user().equals(user);
  }

  /// The content if it is in memory, else nothing.
  byte[] bytes() {
    return content instanceof Bytes inMemory ? inMemory.bytes() : new byte[0];
  }

  /// Length of head and content.
  long totalLength() {
    return head.length + content.length();
  }

  /// The text in a field of fixed length, up to its first zero.
  static String text(byte[] bytes, int at, int length) {
    int end = at;
    int limit = Math.min(bytes.length, at + length);
    while (end < limit && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, at, end - at, StandardCharsets.UTF_8).strip();
  }

  /// Reads the record at `at`; null if it does not fit before `end`.
  static @Nullable VariableRecord read(FileBytes file, long at, long end, boolean isExtended)
      throws IOException {
    int headBytes = isExtended ? EXTENDED_HEAD_BYTES : HEAD_BYTES;
    if (at < 0 || at > end - headBytes) {
      return null;
    }
    byte[] head = file.readFully(at, headBytes);
    long length =
        isExtended ? LittleEndian.int64(head, LENGTH_AT) : LittleEndian.uint16(head, LENGTH_AT);
    long from = at + headBytes;
    if (length < 0 || length > end - from) {
      return null;
    }
    Content content =
        length > LARGE_BYTES
            ? new Stretch(file.path(), from, length, file.size())
            : new Bytes(file.readFully(from, (int) length));
    return new VariableRecord(head, content);
  }
}
