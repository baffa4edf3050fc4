package cadenza.scan.io.e57;

import java.util.Arrays;

/// Bits one after another, lowest bit of a number first.
final class BitWriter {
  private byte[] bytes = new byte[64];
  private long length;

  void write(long value, int bits) {
    for (int i = 0; i < bits; i++, length++) {
      int at = (int) (length >>> 3);
      if (at == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * at);
      }
      bytes[at] |= (byte) ((value >>> i & 1) << (length & 7));
    }
  }

  /// All bits, the last byte filled up with zeros.
  byte[] bytes() {
    return Arrays.copyOf(bytes, (int) Math.ceilDiv(length, 8));
  }
}
