package cadenza.scan.io;

import cadenza.scan.Attribute;
import cadenza.scan.ScalarType;
import java.util.List;

/// Brings colours of any type to 8 bits.
///
/// # How it works
///
/// The largest value tells the scale, because files differ from what their type suggests: floats
/// run from 0 to 1 or from 0 to 255, 16-bit integers are often 8-bit values in a wider type, either
/// as they are, or times 256, or times 257. The full range of the scale found maps to 0 to 255.
///
/// @param bytes unsigned bytes, `(points, 3)`
/// @param factor what a byte is to be multiplied with to give back the value in the file, where
///   [#isExact()]
/// @param scale the value in the file that became 255
record ColorDepth(byte[] bytes, double factor, double scale, boolean isExact) {
  private static final double EPSILON = 1e-3;

  /// @param colors values in any scale, `(points, 3)`; what is no number becomes 0
  /// @param length how many of them count
  static ColorDepth of(Object colors, ScalarType type, int length) {
    if (colors instanceof byte[] bytes) {
      return new ColorDepth(Cells.cut(bytes, length), 1, 255, true);
    }
    return colors instanceof short[] shorts
        ? ofShorts(shorts, length)
        : general(colors, type, length);
  }

  private static ColorDepth ofShorts(short[] colors, int length) {
    int union = 0;
    boolean isTwice = true; // the same byte in both halves: times 257
    for (int i = 0; i < length; i++) {
      union |= colors[i];
      isTwice &= (colors[i] >> 8 & 0xff) == (colors[i] & 0xff);
    }
    byte[] bytes = new byte[length];
    if ((union & 0xff00) == 0) {
      for (int i = 0; i < length; i++) {
        bytes[i] = (byte) colors[i];
      }
      return new ColorDepth(bytes, 1, 255, true);
    }
    boolean isHigh = (union & 0xff) == 0;
    if (isTwice || isHigh) {
      for (int i = 0; i < length; i++) {
        bytes[i] = (byte) (colors[i] >> 8);
      }
      return new ColorDepth(bytes, isTwice ? 257 : 256, 65535, true);
    }
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (((colors[i] & 0xffff) * 255 + 32767) / 65535);
    }
    return new ColorDepth(bytes, 257, 65535, false);
  }

  private static ColorDepth general(Object colors, ScalarType type, int length) {
    Attribute values = new Attribute("", type, colors);
    double max = 0;
    for (int i = 0; i < length; i++) {
      double value = values.get(i);
      if (value > max && value < Double.POSITIVE_INFINITY) {
        max = value;
      }
    }
    double scale = scaleOf(type, max);
    byte[] bytes = new byte[length];
    boolean isExact = true;
    for (int i = 0; i < length; i++) {
      double value = values.get(i);
      double scaled = Double.isNaN(value) ? 0 : Math.clamp(value * 255 / scale, 0, 255);
      bytes[i] = (byte) (int) (scaled + 0.5);
      isExact &=
          Double.isNaN(value)
              || value >= 0 && value <= scale && Math.abs(scaled - (bytes[i] & 0xff)) <= EPSILON;
    }
    return new ColorDepth(bytes, scale / 255, scale, isExact);
  }

  private static double scaleOf(ScalarType type, double max) {
    if (type.isFloating() && max <= 1 + EPSILON) {
      return 1;
    }
    if (max <= 255) {
      return 255;
    }
    return max <= 65535 ? 65535 : type.isFloating() ? max : 0xffffffffL;
  }

  /// Says so where 8 bits are less than the file has.
  void tell(List<String> warnings) {
    if (!isExact) {
      warnings.add(
          "the colours are numbers from 0 to %s; 8 bits a channel are shown, the numbers themselves are kept as red, green and blue."
              .formatted(scale == (long) scale ? Long.toString((long) scale) : scale));
    }
  }
}
