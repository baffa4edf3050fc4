package cadenza.scan.io.las;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Writes LAS files byte by byte, as the specification has them, with whatever mistakes a test asks
/// for. Shares no code with what it tests.
final class LasBuilder {
  static final int[] LENGTHS = {20, 28, 26, 34, 57, 63, 30, 36, 38, 59, 67};
  static final double SCALE = 0.001;
  static final double[] OFFSET = {500_000, 5_400_000, 100};

  final int minor;
  final int format;
  final int extraBytes;
  final List<byte[]> before = new ArrayList<>();
  final List<byte[]> behind = new ArrayList<>();
  byte[] records = new byte[0];
  int count;
  int globalEncoding;

  LasBuilder(int minor, int format, int extraBytes) {
    this.minor = minor;
    this.format = format;
    this.extraBytes = extraBytes;
  }

  static boolean isExtended(int format) {
    return format >= 6;
  }

  static boolean hasTime(int format) {
    return format != 0 && format != 2;
  }

  static boolean hasColor(int format) {
    return List.of(2, 3, 5, 7, 8, 10).contains(format);
  }

  static boolean hasWaveform(int format) {
    return List.of(4, 5, 9, 10).contains(format);
  }

  static int colorAt(int format) {
    return isExtended(format) ? 30 : hasTime(format) ? 28 : 20;
  }

  int stride() {
    return LENGTHS[format] + extraBytes;
  }

  int headerLength() {
    return minor >= 4 ? 375 : minor == 3 ? 235 : 227;
  }

  LasBuilder before(String user, int number, byte[] content) {
    byte[] record = new byte[54 + content.length];
    ByteBuffer head = little(record);
    head.put(2, user.getBytes(StandardCharsets.US_ASCII));
    head.putShort(18, (short) number).putShort(20, (short) content.length);
    head.put(54, content);
    before.add(record);
    return this;
  }

  LasBuilder behind(String user, int number, byte[] content) {
    byte[] record = new byte[60 + content.length];
    ByteBuffer head = little(record);
    head.put(2, user.getBytes(StandardCharsets.US_ASCII));
    head.putShort(18, (short) number).putLong(20, content.length);
    head.put(60, content);
    behind.add(record);
    return this;
  }

  /// Points whose every bit is random, but for coordinates, which stay within a kilometre of
  /// [#OFFSET].
  LasBuilder noise(int points, long seed) {
    Random random = new Random(seed);
    count = points;
    records = new byte[points * stride()];
    random.nextBytes(records);
    ByteBuffer buffer = ByteBuffer.wrap(records).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < points; i++) {
      for (int axis = 0; axis < 3; axis++) {
        buffer.putInt(i * stride() + 4 * axis, random.nextInt(2_000_001) - 1_000_000);
      }
    }
    return this;
  }

  /// Points as a scanner gives them: slow changes, a few jumps, most fields the same for long.
  LasBuilder walk(int points, long seed) {
    Random random = new Random(seed);
    count = points;
    int stride = stride();
    records = new byte[points * stride];
    ByteBuffer buffer = ByteBuffer.wrap(records).order(ByteOrder.LITTLE_ENDIAN);
    int[] position = new int[3];
    double time = 250_000;
    int source = 7;
    byte[] rest = new byte[stride];
    for (int i = 0; i < points; i++) {
      int at = i * stride;
      for (int axis = 0; axis < 3; axis++) {
        position[axis] += random.nextInt(200) == 0 ? random.nextInt(9000) : random.nextInt(40) - 19;
        buffer.putInt(at + 4 * axis, position[axis] % 1_000_000);
      }
      buffer.putShort(at + 12, (short) (500 + random.nextInt(300)));
      int returns = 1 + random.nextInt(3);
      int number = 1 + random.nextInt(returns);
      buffer.put(
          at + 14, (byte) (isExtended(format) ? returns << 4 | number : returns << 3 | number));
      if (isExtended(format)) {
        int channel = random.nextInt(50) == 0 ? random.nextInt(4) : i / 500 & 3;
        buffer.put(at + 15, (byte) (channel << 4 | (random.nextInt(30) == 0 ? 0x45 : 0)));
      }
      buffer.put(at + (isExtended(format) ? 16 : 15), (byte) (i / 300 % 20));
      source = random.nextInt(700) == 0 ? random.nextInt(60_000) : source;
      buffer.putShort(at + (isExtended(format) ? 20 : 18), (short) source);
      time += random.nextInt(900) == 0 ? 1e6 * random.nextDouble() : 1e-5 * random.nextInt(3);
      if (hasTime(format)) {
        buffer.putDouble(at + (isExtended(format) ? 22 : 20), time);
      }
      for (int b = hasTime(format) || isExtended(format) ? 30 : 20; b < stride; b++) {
        if (b >= (isExtended(format) ? 30 : hasTime(format) ? 28 : 20)) {
          rest[b] += (byte) (random.nextInt(6) == 0 ? random.nextInt(5) - 2 : 0);
          buffer.put(at + b, rest[b]);
        }
      }
    }
    return this;
  }

  static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  int pointsAt() {
    return headerLength() + before.stream().mapToInt(record -> record.length).sum();
  }

  byte[] header() {
    byte[] block = new byte[headerLength()];
    ByteBuffer header = little(block);
    header.put(0, "LASF".getBytes(StandardCharsets.US_ASCII));
    header.putShort(4, (short) 77).putShort(6, (short) globalEncoding);
    for (int i = 0; i < 16; i++) {
      header.put(8 + i, (byte) (0xa0 + i));
    }
    header.put(24, (byte) 1).put(25, (byte) minor);
    header.put(26, "test scanner".getBytes(StandardCharsets.US_ASCII));
    header.put(58, "LasBuilder".getBytes(StandardCharsets.US_ASCII));
    header.putShort(90, (short) 200).putShort(92, (short) 2024);
    header.putShort(94, (short) headerLength()).putInt(96, pointsAt()).putInt(100, before.size());
    header.put(104, (byte) format).putShort(105, (short) stride());
    header.putInt(107, isExtended(format) ? 0 : count);
    for (int axis = 0; axis < 3; axis++) {
      header.putDouble(131 + 8 * axis, SCALE).putDouble(155 + 8 * axis, OFFSET[axis]);
      header.putDouble(179 + 16 * axis, OFFSET[axis] + 1000);
      header.putDouble(187 + 16 * axis, OFFSET[axis] - 1000);
    }
    if (minor >= 4) {
      int end = pointsAt() + records.length;
      header.putLong(235, behind.isEmpty() ? 0 : end).putInt(243, behind.size());
      header.putLong(247, count);
    }
    return block;
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header());
    before.forEach(out::writeBytes);
    out.writeBytes(records);
    behind.forEach(out::writeBytes);
    return out.toByteArray();
  }

  Path write(Path file) throws IOException {
    return Files.write(file, bytes());
  }

  /// A description of an extra field as the specification has it.
  static byte[] extra(int type, int options, String name, String description) {
    byte[] field = new byte[192];
    ByteBuffer bytes = little(field);
    bytes.put(2, (byte) type).put(3, (byte) options);
    bytes.put(4, name.getBytes(StandardCharsets.UTF_8));
    bytes.put(160, description.getBytes(StandardCharsets.UTF_8));
    return field;
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
