package cadenza.scan.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Builds PLY files for tests, value by value, in any of the three encodings.
final class PlyFile {
  private final String encoding;
  private final StringBuilder header = new StringBuilder();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  PlyFile(String encoding) {
    this.encoding = encoding;
    header.append("ply\nformat ").append(encoding).append(" 1.0\n");
  }

  PlyFile line(String line) {
    header.append(line).append('\n');
    return this;
  }

  /// Adds one number of a type that a PLY header names.
  PlyFile put(String type, Number value) {
    if (encoding.equals("ascii")) {
      return text(value + " ");
    }
    ByteOrder order = encoding.contains("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer buffer = ByteBuffer.allocate(8).order(order);
    switch (type.toLowerCase(Locale.ROOT)) {
      case "char", "int8", "uchar", "uint8" -> buffer.put((byte) value.longValue());
      case "short", "int16", "ushort", "uint16" -> buffer.putShort((short) value.longValue());
      case "int", "int32", "uint", "uint32" -> buffer.putInt((int) value.longValue());
      case "int64", "uint64" -> buffer.putLong(value.longValue());
      case "float", "float32" -> buffer.putFloat(value.floatValue());
      case "double", "float64" -> buffer.putDouble(value.doubleValue());
      default -> throw new IllegalArgumentException(type);
    }
    body.write(buffer.array(), 0, buffer.position());
    return this;
  }

  /// Adds floats.
  PlyFile floats(double... values) {
    for (double value : values) {
      put("float", (float) value);
    }
    return this;
  }

  /// Ends a record, which means something in ascii only.
  PlyFile end() {
    return encoding.equals("ascii") ? text("\n") : this;
  }

  PlyFile text(String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes((header + "end_header\n").getBytes(StandardCharsets.UTF_8));
    all.writeBytes(body.toByteArray());
    return all.toByteArray();
  }

  Path write(Path file) throws IOException {
    return Files.write(file, bytes());
  }
}
