package cadenza.scan.io.e57;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Takes values out of a stream of bits, lowest bit of the first byte first (ASTM E2807, 9.7.4).
///
/// Eight bytes are loaded where a value begins and the bits before it are shifted out, so values of
/// up to 57 bits take one load whatever their width. Eight bytes of room behind the last value are
/// needed.
final class BitStream {
  /// Bytes that must be readable behind the last value.
  static final int ROOM = 16;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle DOUBLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle FLOAT =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int ONE_LOAD = 57;

  private BitStream() {}

  /// The integers of `count` values of an element.
  ///
  /// @param firstBit bit of `bytes` that the first value begins with
  static void integers(byte[] bytes, int firstBit, Element element, long[] out, int count) {
    int bits = element.bits();
    long minimum = element.minimum();
    if (bits == 0) {
      Arrays.fill(out, 0, count, minimum);
    } else if (bits <= ONE_LOAD) {
      long mask = -1L >>> (Long.SIZE - bits);
      long at = firstBit;
      for (int i = 0; i < count; i++, at += bits) {
        long word = (long) LONG.get(bytes, (int) (at >>> 3)) >>> (at & 7);
        out[i] = minimum + (word & mask);
      }
    } else {
      wideIntegers(bytes, firstBit, bits, minimum, out, count);
    }
  }

  private static void wideIntegers(
      byte[] bytes, int firstBit, int bits, long minimum, long[] out, int count) {
    long mask = -1L >>> (Long.SIZE - bits);
    long at = firstBit;
    for (int i = 0; i < count; i++, at += bits) {
      int index = (int) (at >>> 3);
      int shift = (int) (at & 7);
      long low = (long) LONG.get(bytes, index) >>> shift;
      long high = shift == 0 ? 0 : (long) bytes[index + 8] << (Long.SIZE - shift);
      out[i] = minimum + ((low | high) & mask);
    }
  }

  /// The values of `count` rows of an element that is no text.
  ///
  /// @param room at least `count` longs to work in
  static void numbers(
      byte[] bytes, int firstBit, Element element, double[] out, int count, long[] room) {
    switch (element.kind()) {
      case SINGLE -> {
        for (int i = 0, at = firstBit >>> 3; i < count; i++, at += Float.BYTES) {
          out[i] = (float) FLOAT.get(bytes, at);
        }
      }
      case DOUBLE -> {
        for (int i = 0, at = firstBit >>> 3; i < count; i++, at += Double.BYTES) {
          out[i] = (double) DOUBLE.get(bytes, at);
        }
      }
      case INTEGER -> {
        integers(bytes, firstBit, element, room, count);
        for (int i = 0; i < count; i++) {
          out[i] = room[i];
        }
      }
      case SCALED -> {
        integers(bytes, firstBit, element, room, count);
        double scale = element.scale();
        double offset = element.offset();
        for (int i = 0; i < count; i++) {
          out[i] = room[i] * scale + offset;
        }
      }
      case TEXT -> throw new IllegalArgumentException("texts are no numbers");
    }
  }
}
