package cadenza.scan.io.arrays;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// NumPy arrays made byte by byte, so that what is read is not what our own writer wrote.
final class NpyFile {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ByteOrder order;

  /// @param descriptor as Python prints it, quotes included
  /// @param shape as Python prints it, brackets included
  NpyFile(int version, String descriptor, boolean isFortran, String shape) {
    order = descriptor.contains(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    String header =
        "{'descr': %s, 'fortran_order': %s, 'shape': %s, }\n"
            .formatted(descriptor, isFortran ? "True" : "False", shape);
    bytes.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    bytes.write(header.length());
    bytes.write(header.length() >> 8);
    if (version > 1) {
      bytes.write(0);
      bytes.write(0);
    }
    bytes.writeBytes(header.getBytes(StandardCharsets.UTF_8));
  }

  NpyFile(String descriptor, String shape) {
    this(1, "'" + descriptor + "'", false, shape);
  }

  NpyFile floats(double... values) {
    for (double value : values) {
      bytes.writeBytes(ByteBuffer.allocate(4).order(order).putFloat((float) value).array());
    }
    return this;
  }

  NpyFile halves(double... values) {
    for (double value : values) {
      shorts(Float.floatToFloat16((float) value));
    }
    return this;
  }

  NpyFile doubles(double... values) {
    for (double value : values) {
      bytes.writeBytes(ByteBuffer.allocate(8).order(order).putDouble(value).array());
    }
    return this;
  }

  NpyFile shorts(int... values) {
    for (int value : values) {
      bytes.writeBytes(ByteBuffer.allocate(2).order(order).putShort((short) value).array());
    }
    return this;
  }

  NpyFile ints(int... values) {
    for (int value : values) {
      bytes.writeBytes(ByteBuffer.allocate(4).order(order).putInt(value).array());
    }
    return this;
  }

  NpyFile longs(long... values) {
    for (long value : values) {
      bytes.writeBytes(ByteBuffer.allocate(8).order(order).putLong(value).array());
    }
    return this;
  }

  NpyFile bytes(int... values) {
    for (int value : values) {
      bytes.write(value);
    }
    return this;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  Path write(Path file) throws IOException {
    return Files.write(file, toBytes());
  }

  /// A zip of arrays, deflated by the JDK, which writes sizes behind the data; or stored.
  static final class Zip {
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private boolean isStored;

    Zip add(String name, NpyFile array) {
      entries.put(name + ".npy", array.toBytes());
      return this;
    }

    Zip add(String name, byte[] content) {
      entries.put(name, content);
      return this;
    }

    Zip stored() {
      isStored = true;
      return this;
    }

    byte[] toBytes() throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(out)) {
        for (Map.Entry<String, byte[]> content : entries.entrySet()) {
          ZipEntry entry = new ZipEntry(content.getKey());
          if (isStored) {
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.getValue().length);
            java.util.zip.CRC32 crc = new java.util.zip.CRC32();
            crc.update(content.getValue());
            entry.setCrc(crc.getValue());
          }
          zip.putNextEntry(entry);
          zip.write(content.getValue());
          zip.closeEntry();
        }
      }
      return out.toByteArray();
    }

    Path write(Path file) throws IOException {
      return Files.write(file, toBytes());
    }
  }
}
