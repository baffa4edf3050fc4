package cadenza.app.bench;

import cadenza.scan.PointCloud;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// Writes an E57 file to measure reading with: one scan, coordinates as millimetres in 20 bits
/// each, colours in 8, packets of 64 kB whose ends fall anywhere in a value, as scanner software
/// writes them.
final class BenchE57 {
  private static final int PAGE = 1024;
  private static final int CONTENT = 1020;
  private static final int COORDINATE_BITS = 20;
  private static final int COORDINATE_MIN = -(1 << COORDINATE_BITS - 1);
  private static final int STREAMS = 6;
  private static final int PACKET_HEADER = 6 + 2 * STREAMS;
  private static final int PACKET_ROWS = 6001;
  private static final int SECTION_AT = 48;
  private static final int DATA_AT = SECTION_AT + 32;

  private final PointCloud cloud;
  private final Bits[] streams = new Bits[STREAMS];

  private BenchE57(PointCloud cloud) {
    this.cloud = cloud;
    Arrays.setAll(streams, i -> new Bits());
  }

  static void write(PointCloud cloud, Path file) throws IOException {
    new BenchE57(cloud).write(file);
  }

  private void write(Path file) throws IOException {
    long dataEnd;
    byte[] xml = xml().getBytes(StandardCharsets.UTF_8);
    try (Pages out = new Pages(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
      out.write(new byte[DATA_AT]);
      for (int row = 0; row < cloud.pointCount(); row += PACKET_ROWS) {
        int end = Math.min(cloud.pointCount(), row + PACKET_ROWS);
        pack(row, end);
        out.write(packet(end == cloud.pointCount()));
      }
      dataEnd = out.length;
      out.write(xml);
      out.write(new byte[(int) (CONTENT - out.length % CONTENT) % CONTENT]);
    }
    patch(file, dataEnd, xml.length);
  }

  /// The headers on the first page, which are known at the end only.
  private static void patch(Path file, long dataEnd, int xmlLength) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      byte[] bytes = new byte[PAGE];
      out.readFully(bytes);
      ByteBuffer page = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      page.put(0, "ASTM-E57".getBytes(StandardCharsets.US_ASCII)).putInt(8, 1);
      page.putLong(16, out.length()).putLong(24, dataEnd / CONTENT * PAGE + dataEnd % CONTENT);
      page.putLong(32, xmlLength).putLong(40, PAGE);
      page.put(SECTION_AT, (byte) 1).putLong(SECTION_AT + 8, dataEnd - SECTION_AT);
      page.putLong(SECTION_AT + 16, DATA_AT);
      CRC32C crc = new CRC32C();
      crc.update(bytes, 0, CONTENT);
      page.order(ByteOrder.BIG_ENDIAN).putInt(CONTENT, (int) crc.getValue());
      out.seek(0);
      out.write(bytes);
    }
  }

  private void pack(int from, int to) {
    float[] positions = cloud.positions();
    byte[] colors = cloud.colors();
    for (int i = from; i < to; i++) {
      for (int axis = 0; axis < 3; axis++) {
        int millimetres = Math.round(positions[3 * i + axis] * 1000);
        streams[axis].add(millimetres - COORDINATE_MIN, COORDINATE_BITS);
        streams[3 + axis].add(colors == null ? 0 : colors[3 * i + axis] & 0xff, 8);
      }
    }
  }

  private byte[] packet(boolean isLast) {
    byte[][] bytes = new byte[STREAMS][];
    int length = PACKET_HEADER;
    for (int i = 0; i < STREAMS; i++) {
      bytes[i] = streams[i].take(isLast);
      length += bytes[i].length;
    }
    ByteBuffer packet =
        ByteBuffer.allocate(Math.ceilDiv(length, 4) * 4).order(ByteOrder.LITTLE_ENDIAN);
    packet.put((byte) 1).put((byte) 0).putShort((short) (packet.capacity() - 1));
    packet.putShort((short) STREAMS);
    for (byte[] stream : bytes) {
      packet.putShort((short) stream.length);
    }
    for (byte[] stream : bytes) {
      packet.put(stream);
    }
    return packet.array();
  }

  private String xml() {
    StringBuilder prototype = new StringBuilder();
    for (String axis : new String[] {"X", "Y", "Z"}) {
      prototype.append(
          "<cartesian%s type=\"ScaledInteger\" minimum=\"%d\" maximum=\"%d\" scale=\"0.001\"/>"
              .formatted(axis, COORDINATE_MIN, -1 - COORDINATE_MIN));
    }
    for (String color : new String[] {"Red", "Green", "Blue"}) {
      prototype.append(
          "<color%s type=\"Integer\" minimum=\"0\" maximum=\"255\"/>".formatted(color));
    }
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <e57Root type="Structure" xmlns="http://www.astm.org/COMMIT/E57/2010-e57-v1.0">
    <formatName type="String">ASTM E57 3D Imaging Data File</formatName>
    <guid type="String">bench</guid>
    <versionMajor type="Integer">1</versionMajor><versionMinor type="Integer"/>
    <data3D type="Vector" allowHeterogeneousChildren="1"><vectorChild type="Structure">
    <guid type="String">bench-1</guid>
    <points type="CompressedVector" fileOffset="%d" recordCount="%d">
    <prototype type="Structure">%s</prototype>
    <codecs type="Vector" allowHeterogeneousChildren="1"/>
    </points></vectorChild></data3D></e57Root>
    """
        .formatted(SECTION_AT, cloud.pointCount(), prototype);
  }

  /// Bits one after another, lowest first.
  private static final class Bits {
    private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
    private long rest;
    private int restBits;

    void add(long value, int bits) {
      rest |= value << restBits;
      restBits += bits;
      while (restBits >= 8) {
        whole.write((byte) rest);
        rest >>>= 8;
        restBits -= 8;
      }
    }

    /// The whole bytes that are there, or all bits.
    byte[] take(boolean isLast) {
      if (isLast && restBits > 0) {
        whole.write((byte) rest);
      }
      byte[] bytes = whole.toByteArray();
      whole.reset();
      return bytes;
    }
  }

  /// Puts a checksum behind every 1020 bytes.
  private static final class Pages extends OutputStream {
    private final OutputStream out;
    private final CRC32C crc = new CRC32C();
    private long length;

    Pages(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      int at = from;
      while (at < from + count) {
        int part = (int) Math.min(from + count - at, CONTENT - length % CONTENT);
        out.write(bytes, at, part);
        crc.update(bytes, at, part);
        at += part;
        length += part;
        if (length % CONTENT == 0) {
          out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
          crc.reset();
        }
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
