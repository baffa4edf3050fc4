package cadenza.app.labels;

import java.util.Arrays;
import java.util.zip.Deflater;

/// Writes numbers in as few bytes as they need: seven bits a byte, the low ones first.
final class PackedOutput {
  /// First byte of what is stored as it is.
  static final byte PLAIN = 0;

  /// First byte of what is deflated; its length before follows.
  static final byte DEFLATED = 1;

  private static final int WORTH_DEFLATING = 256;

  private byte[] bytes = new byte[256];
  private int length;

  void number(int value) {
    if (bytes.length - length < 5) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /// Ascending indices: for each run of neighbours the gap before it, twice, plus one if it is
  /// longer than one point, and then its further length.
  void ascending(int[] points) {
    int next = 0;
    for (int i = 0; i < points.length; ) {
      int gap = points[i] - next;
      if (gap < 0) {
        throw new IllegalArgumentException("points that do not ascend");
      }
      int end = i + 1;
      while (end < points.length && points[end] == points[end - 1] + 1) {
        end++;
      }
      // Doubling may overflow into the sign, which the reader shifts back.
      number(gap << 1 | (end - i > 1 ? 1 : 0));
      if (end - i > 1) {
        number(end - i - 2);
      }
      next = points[end - 1] + 1;
      i = end;
    }
  }

  void runs(short[] values) {
    for (int i = 0; i < values.length; ) {
      int end = i + 1;
      while (end < values.length && values[end] == values[i]) {
        end++;
      }
      number(values[i]);
      number(end - i - 1);
      i = end;
    }
  }

  void runs(int[] values) {
    for (int i = 0; i < values.length; ) {
      int end = i + 1;
      while (end < values.length && values[end] == values[i]) {
        end++;
      }
      number(values[i]);
      number(end - i - 1);
      i = end;
    }
  }

  /// What was written, deflated if it is long.
  byte[] deflated() {
    if (length >= WORTH_DEFLATING) {
      PackedOutput head = new PackedOutput();
      head.number(length);
      byte[] out = new byte[length];
      Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
      deflater.setInput(bytes, 0, length);
      deflater.finish();
      int size = deflater.deflate(out);
      boolean shorter = deflater.finished() && size + head.length < length;
      deflater.end();
      if (shorter) {
        byte[] all = new byte[1 + head.length + size];
        all[0] = DEFLATED;
        System.arraycopy(head.bytes, 0, all, 1, head.length);
        System.arraycopy(out, 0, all, 1 + head.length, size);
        return all;
      }
    }
    byte[] all = new byte[1 + length];
    all[0] = PLAIN;
    System.arraycopy(bytes, 0, all, 1, length);
    return all;
  }
}
