package cadenza.app.labels;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Reads what [PackedOutput] wrote, and trusts none of it: every method throws
/// `IllegalArgumentException` for bytes that cannot be right.
final class PackedInput {
  // A point costs at most five bytes of gap and two runs of two numbers for each of two values.
  private static final long MOST_BYTES_A_POINT = 45;

  private final byte[] bytes;
  private int at;

  private PackedInput(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  /// @param pointCount of the scan, which limits what can be inside
  static PackedInput inflated(byte[] packed, int pointCount) {
    PackedInput head = new PackedInput(packed, 1);
    if (packed.length == 0) {
      throw new IllegalArgumentException("no bytes");
    }
    if (packed[0] == PackedOutput.PLAIN) {
      return head;
    }
    if (packed[0] != PackedOutput.DEFLATED) {
      throw new IllegalArgumentException("bytes of an unknown kind, " + packed[0]);
    }
    int length = head.number();
    if (length > 64 + MOST_BYTES_A_POINT * pointCount) {
      throw new IllegalArgumentException(length + " bytes for " + pointCount + " points");
    }
    byte[] plain = new byte[length + 1]; // one more, so that the end of the stream is seen
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed, head.at, packed.length - head.at);
      if (inflater.inflate(plain) != length
          || !inflater.finished()
          || inflater.getRemaining() != 0) {
        throw new IllegalArgumentException("deflated bytes that do not end where they should");
      }
    } catch (DataFormatException notDeflated) {
      throw new IllegalArgumentException("bytes that are not deflated", notDeflated);
    } finally {
      inflater.end();
    }
    return new PackedInput(Arrays.copyOf(plain, length), 0);
  }

  /// A number of at most 31 bits.
  int number() {
    int value = bits();
    if (value < 0) {
      throw new IllegalArgumentException("a number below zero");
    }
    return value;
  }

  private int bits() {
    int value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      if (at >= bytes.length) {
        throw new IllegalArgumentException("bytes that end too early");
      }
      byte next = bytes[at++];
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number of more than five bytes");
  }

  int[] ascending(int count, int limit) {
    if (count > limit) {
      throw new IllegalArgumentException(count + " points of " + limit);
    }
    int[] points = new int[count];
    long next = 0;
    for (int i = 0; i < count; ) {
      int head = bits();
      next += head >>> 1;
      long run = (head & 1) == 0 ? 1 : number() + 2L;
      if (run > count - i || next + run > limit) {
        throw new IllegalArgumentException("points beyond the scan");
      }
      for (int k = 0; k < run; k++) {
        points[i++] = (int) next++;
      }
    }
    return points;
  }

  short[] shortRuns(int count) {
    short[] values = new short[count];
    for (int i = 0; i < count; ) {
      int value = number();
      int end = runEnd(i, count);
      if (value > Short.MAX_VALUE) {
        throw new IllegalArgumentException("a class with the id " + value);
      }
      Arrays.fill(values, i, end, (short) value);
      i = end;
    }
    return values;
  }

  int[] intRuns(int count) {
    int[] values = new int[count];
    for (int i = 0; i < count; ) {
      int value = number();
      int end = runEnd(i, count);
      Arrays.fill(values, i, end, value);
      i = end;
    }
    return values;
  }

  private int runEnd(int from, int count) {
    long end = from + 1L + number();
    if (end > count) {
      throw new IllegalArgumentException("a run beyond the points");
    }
    return (int) end;
  }

  void end() {
    if (at != bytes.length) {
      throw new IllegalArgumentException(bytes.length - at + " bytes too many");
    }
  }
}
