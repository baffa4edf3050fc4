package cadenza.scan.io;

import cadenza.scan.ScalarType;
import java.util.List;

/// Brings colours of any type to 8 bits and says so where that loses something.
///
/// # How it works
///
/// The largest value tells the scale, because files differ from what their type suggests: floats
/// run from 0 to 1 or from 0 to 255, 16-bit integers are often 8-bit values in a wider type. The
/// full range of the scale found maps to 0 to 255.
final class ColorDepth {
  private static final double EPSILON = 1e-3;

  private ColorDepth() {}

  /// @param values colours in any scale, `(points, 3)`; what is no number becomes 0
  /// @return unsigned bytes, `(points, 3)`
  static byte[] toBytes(double[] values, ScalarType type, int length, List<String> warnings) {
    double max = 0;
    for (int i = 0; i < length; i++) {
      if (values[i] > max && values[i] < Double.POSITIVE_INFINITY) {
        max = values[i];
      }
    }
    double scale = scaleOf(type, max);
    byte[] bytes = new byte[length];
    boolean isLossy = false;
    for (int i = 0; i < length; i++) {
      double scaled = Double.isNaN(values[i]) ? 0 : Math.clamp(values[i] * 255 / scale, 0, 255);
      bytes[i] = (byte) (int) (scaled + 0.5);
      isLossy |= Math.abs(scaled - (bytes[i] & 0xff)) > EPSILON;
    }
    if (isLossy) {
      warnings.add(
          "the colours are numbers from 0 to %s; they are kept at 8 bits a channel."
              .formatted(scale == (long) scale ? Long.toString((long) scale) : scale));
    }
    return bytes;
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
}
