package cadenza.scan.io.las;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.ScalarType;

/// One number for each point, from wherever the cloud has it.
abstract class PointValues {
  /// The number of a point as a double; exact but for 64-bit integers above 2^53.
  abstract double number(int point);

  /// Type in which the numbers are exact.
  abstract ScalarType type();

  /// The bits of the number of a point, in [#type()].
  abstract long ownBits(int point);

  /// The number as a whole one, fractions cut off.
  long whole(int point) {
    return type().isFloating() || type() == ScalarType.FLOAT32
        ? (long) number(point)
        : signed(ownBits(point));
  }

  private long signed(long bits) {
    return switch (type()) {
      case INT8 -> (byte) bits;
      case INT16 -> (short) bits;
      case INT32 -> (int) bits;
      default -> bits;
    };
  }

  /// The bits of the number of a point, converted to a type.
  long bits(ScalarType wanted, int point) {
    if (wanted == type()) {
      return ownBits(point);
    }
    return switch (wanted) {
      case FLOAT32 -> Float.floatToRawIntBits((float) number(point));
      case FLOAT64 -> Double.doubleToRawLongBits(number(point));
      default -> whole(point);
    };
  }

  /// True if all numbers are whole and from `smallest` to `largest`.
  boolean areWhole(long smallest, long largest, int points) {
    for (int i = 0; i < points; i++) {
      long whole = whole(i);
      boolean isWhole = type().isFloating() ? whole == number(i) : true;
      boolean isHuge = type() == ScalarType.UINT64 && whole < 0;
      if (!isWhole || isHuge || whole < smallest || whole > largest) {
        return false;
      }
    }
    return true;
  }

  /// True if all numbers are the same in a type.
  boolean fit(ScalarType wanted, int points) {
    if (wanted == type()) {
      return true;
    }
    if (!wanted.isFloating()) {
      return areWhole(smallest(wanted), largest(wanted), points);
    }
    for (int i = 0; i < points; i++) {
      double number = number(i);
      double kept = wanted == ScalarType.FLOAT32 ? (float) number : number;
      boolean isSame = kept == number || Double.isNaN(number);
      if (!isSame || !type().isFloating() && (long) kept != whole(i)) {
        return false;
      }
    }
    return true;
  }

  static long smallest(ScalarType type) {
    return switch (type) {
      case INT8 -> Byte.MIN_VALUE;
      case INT16 -> Short.MIN_VALUE;
      case INT32 -> Integer.MIN_VALUE;
      case INT64 -> Long.MIN_VALUE;
      default -> 0;
    };
  }

  static long largest(ScalarType type) {
    return switch (type) {
      case INT8 -> Byte.MAX_VALUE;
      case UINT8 -> 0xff;
      case INT16 -> Short.MAX_VALUE;
      case UINT16 -> 0xffff;
      case INT32 -> Integer.MAX_VALUE;
      case UINT32 -> 0xffffffffL;
      default -> Long.MAX_VALUE;
    };
  }

  /// The values of an attribute.
  static PointValues of(Attribute attribute) {
    return new PointValues() {
      @Override
      double number(int point) {
        return attribute.get(point);
      }

      @Override
      ScalarType type() {
        return attribute.type();
      }

      @Override
      long ownBits(int point) {
        return attribute.bits(point);
      }
    };
  }

  /// World coordinates along an axis.
  static PointValues coordinates(PointCloud cloud, int axis) {
    float[] positions = cloud.positions();
    double origin = cloud.origin()[axis];
    return new PointValues() {
      @Override
      double number(int point) {
        return origin + positions[3 * point + axis];
      }

      @Override
      ScalarType type() {
        return ScalarType.FLOAT64;
      }

      @Override
      long ownBits(int point) {
        return Double.doubleToRawLongBits(number(point));
      }
    };
  }

  /// A channel of 8-bit colours times a factor.
  static PointValues colors(byte[] colors, int channel, double factor) {
    boolean isWhole = factor == Math.rint(factor);
    return new PointValues() {
      @Override
      double number(int point) {
        double value = (colors[3 * point + channel] & 0xff) * factor;
        return isWhole ? value : (float) value;
      }

      @Override
      ScalarType type() {
        return isWhole ? ScalarType.UINT16 : ScalarType.FLOAT32;
      }

      @Override
      long ownBits(int point) {
        return isWhole
            ? (long) number(point)
            : Float.floatToRawIntBits((float) number(point)) & 0xffffffffL;
      }
    };
  }

  /// A component of the normals.
  static PointValues normals(float[] normals, int axis) {
    return new PointValues() {
      @Override
      double number(int point) {
        return normals[3 * point + axis];
      }

      @Override
      ScalarType type() {
        return ScalarType.FLOAT32;
      }

      @Override
      long ownBits(int point) {
        return Float.floatToRawIntBits(normals[3 * point + axis]) & 0xffffffffL;
      }
    };
  }

  /// The same number for all points.
  static PointValues constant(int value) {
    return of(Attribute.constant("", ScalarType.INT32, new int[] {value}, Integer.MAX_VALUE));
  }
}
