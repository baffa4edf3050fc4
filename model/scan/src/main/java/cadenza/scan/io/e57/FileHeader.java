package cadenza.scan.io.e57;

import cadenza.scan.io.FileBytes;
import cadenza.scan.io.ScanException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The first 48 bytes of a file (ASTM E2807, table 2).
///
/// @param fileLength bytes the file is said to have
/// @param xmlOffset where the XML section begins, counted with checksums
/// @param xmlLength its length, counted without checksums
record FileHeader(long fileLength, long xmlOffset, long xmlLength) {
  static final int BYTES = 48;
  private static final String SIGNATURE = "ASTM-E57";
  private static final int MAJOR_VERSION = 1;

  static boolean isAtStartOf(byte[] head) {
    int length = SIGNATURE.length();
    return head.length >= length
        && new String(head, 0, length, StandardCharsets.ISO_8859_1).equals(SIGNATURE);
  }

  static FileHeader read(FileBytes file) throws IOException {
    byte[] bytes = file.read(0, BYTES);
    if (bytes.length < BYTES) {
      throw new ScanException(
          file.path(),
          "the file ends inside its header, after %d bytes".formatted(bytes.length),
          "Copy or export it again.");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int major = buffer.getInt(8);
    long pageBytes = buffer.getLong(40);
    if (major != MAJOR_VERSION) {
      throw new ScanException(
          file.path(),
          "it is written in version %s of E57; version 1 is read"
              .formatted(Integer.toUnsignedString(major)),
          "Export it as E57 1.0.");
    }
    if (pageBytes != Pages.PAGE_BYTES) {
      throw new ScanException(
          file.path(),
          "the header says that its pages have %s bytes; E57 has pages of %d"
              .formatted(Long.toUnsignedString(pageBytes), Pages.PAGE_BYTES),
          "Export it again.");
    }
    return new FileHeader(buffer.getLong(16), buffer.getLong(24), buffer.getLong(32));
  }
}
