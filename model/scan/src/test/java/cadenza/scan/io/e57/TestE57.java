package cadenza.scan.io.e57;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32C;

/// Writes E57 files for tests, after the text of the standard and with nothing of the reader: pages
/// with checksums, sections, packets that end anywhere, XML.
final class TestE57 {
  private static final int PAGE = 1024;
  private static final int CONTENT = 1020;
  private static final int MAX_PACKET = 1 << 16;

  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final StringBuilder scans = new StringBuilder();
  private final Random random;
  private final boolean isOutOfStep;
  private final int mostPacketBytes;
  private String root = "";
  private long shift;

  /// @param isOutOfStep whether the streams of a packet hold different numbers of values
  /// @param mostPacketBytes about how long packets get
  TestE57(long seed, boolean isOutOfStep, int mostPacketBytes) {
    this.random = new Random(seed);
    this.isOutOfStep = isOutOfStep;
    this.mostPacketBytes = Math.min(mostPacketBytes, MAX_PACKET - 8);
    content.writeBytes(new byte[48]);
  }

  /// Packets as large as they may be, streams in step.
  TestE57() {
    this(0, false, MAX_PACKET);
  }

  /// The physical place of a logical one.
  static long physical(long logical) {
    return logical / CONTENT * PAGE + logical % CONTENT;
  }

  /// Says that everything lies so many bytes further back in the file; to be called first.
  TestE57 shifted(long bytes) {
    shift = bytes;
    return this;
  }

  TestE57 root(String xml) {
    root += xml;
    return this;
  }

  TestE57 add(TestScan scan) {
    long at = content.size();
    section(scan);
    return add(scan, physical(at) + shift);
  }

  /// Adds a scan whose points are said to begin at a byte of the file.
  TestE57 add(TestScan scan, long fileOffset) {
    scans
        .append("<vectorChild type=\"Structure\"><guid type=\"String\">g</guid>")
        .append(scan.xml)
        .append(
            "<points type=\"CompressedVector\" fileOffset=\"%d\" recordCount=\"%d\">"
                .formatted(fileOffset, scan.recordCount))
        .append("<prototype type=\"Structure\">")
        .append(scan.prototype)
        .append("</prototype><codecs type=\"Vector\" allowHeterogeneousChildren=\"1\"/>")
        .append("</points></vectorChild>");
    return this;
  }

  private void section(TestScan scan) {
    ByteArrayOutputStream packets = new ByteArrayOutputStream();
    long start = content.size();
    int[] done = new int[scan.streams.size()];
    while (true) {
      if (packets.size() > 0 && random.nextInt(4) == 0) {
        packets.writeBytes(indexPacket());
      }
      byte[] packet = dataPacket(scan, done);
      if (packet.length == 0) {
        break;
      }
      packets.writeBytes(packet);
    }
    packets.writeBytes(indexPacket());
    ByteBuffer header = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    header
        .put(0, (byte) 1)
        .putLong(8, 32 + packets.size())
        .putLong(16, physical(start + 32) + shift);
    content.writeBytes(header.array());
    content.writeBytes(packets.toByteArray());
  }

  private byte[] indexPacket() {
    boolean isEmpty = random.nextBoolean();
    ByteBuffer packet = ByteBuffer.allocate(isEmpty ? 8 : 32).order(ByteOrder.LITTLE_ENDIAN);
    packet.put((byte) (isEmpty ? 2 : 0)).put((byte) 0).putShort((short) (packet.capacity() - 1));
    if (!isEmpty) {
      packet.putShort((short) 1);
    }
    return packet.array();
  }

  /// The next packet of all streams; no bytes once everything is written.
  private byte[] dataPacket(TestScan scan, int[] done) {
    int streams = done.length;
    int[] lengths = new int[streams];
    double perPoint = scan.bytesPerPoint.stream().mapToDouble(Double::doubleValue).sum();
    double points = mostPacketBytes * (0.2 + 0.7 * random.nextDouble()) / Math.max(1, perPoint);
    int room = MAX_PACKET - 8 - 6 - 2 * streams;
    int sum = 0;
    boolean isLeft = false;
    for (int i = 0; i < streams; i++) {
      int left = scan.streams.get(i).length - done[i];
      double pace = isOutOfStep ? 2 * random.nextDouble() : 1;
      int wanted = (int) Math.ceil(points * scan.bytesPerPoint.get(i) * pace);
      lengths[i] = Math.min(Math.min(left, wanted), room - sum);
      sum += lengths[i];
      isLeft |= left > 0;
    }
    if (!isLeft) {
      return new byte[0];
    }
    int length = Math.ceilDiv(6 + 2 * streams + sum, 4) * 4;
    ByteBuffer packet = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    packet.put((byte) 1).put((byte) 0).putShort((short) (length - 1)).putShort((short) streams);
    for (int bytes : lengths) {
      packet.putShort((short) bytes);
    }
    for (int i = 0; i < streams; i++) {
      packet.put(scan.streams.get(i), done[i], lengths[i]);
      done[i] += lengths[i];
    }
    return packet.array();
  }

  /// The file.
  byte[] bytes() {
    return bytes(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <e57Root type="Structure" xmlns="http://www.astm.org/COMMIT/E57/2010-e57-v1.0">
        %s<data3D type="Vector" allowHeterogeneousChildren="1">%s</data3D>
        </e57Root>
        """
            .formatted(root, scans));
  }

  /// The file with other XML.
  byte[] bytes(String xml) {
    byte[] text = xml.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(content.toByteArray());
    long xmlAt = all.size();
    all.writeBytes(text);
    int pages = Math.ceilDiv(all.size(), CONTENT);
    ByteBuffer logical = ByteBuffer.allocate(pages * CONTENT).order(ByteOrder.LITTLE_ENDIAN);
    logical.put(all.toByteArray());
    logical.put(0, "ASTM-E57".getBytes(StandardCharsets.US_ASCII));
    logical.putInt(8, 1).putInt(12, 0).putLong(16, (long) pages * PAGE);
    logical.putLong(24, physical(xmlAt) + shift).putLong(32, text.length).putLong(40, PAGE);
    byte[] file = new byte[pages * PAGE];
    for (int page = 0; page < pages; page++) {
      System.arraycopy(logical.array(), page * CONTENT, file, page * PAGE, CONTENT);
    }
    return withChecksums(file);
  }

  /// Puts the right checksum on every whole page.
  static byte[] withChecksums(byte[] file) {
    CRC32C crc = new CRC32C();
    for (int at = 0; at + PAGE <= file.length; at += PAGE) {
      crc.reset();
      crc.update(file, at, CONTENT);
      ByteBuffer.wrap(file).putInt(at + CONTENT, (int) crc.getValue());
    }
    return file;
  }
}
