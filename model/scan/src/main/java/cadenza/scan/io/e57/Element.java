package cadenza.scan.io.e57;

import cadenza.scan.ScalarType;
import java.util.Optional;

/// One value that each point of a scan has, as the prototype describes it.
///
/// @param name with the prefix of its extension, such as `cartesianX` or `nor:normalX`
/// @param minimum smallest integer stored, before `scale` and `offset`
/// @param maximum largest integer stored
/// @param low smallest value as the file promises it; NaN if it does not
/// @param high largest value as the file promises it; NaN if it does not
record Element(
    String name,
    Kind kind,
    long minimum,
    long maximum,
    double scale,
    double offset,
    double low,
    double high) {
  /// How values are stored.
  enum Kind {
    /// Integers, counted from the minimum, in as few bits as their range needs.
    INTEGER,
    /// As [#INTEGER]; the value is `integer * scale + offset`.
    SCALED,
    /// 32-bit IEEE numbers.
    SINGLE,
    /// 64-bit IEEE numbers.
    DOUBLE,
    /// Texts, each with its length in front.
    TEXT
  }

  private static final double EXACT_IN_FLOAT = 1 << 24;

  /// Bits a value takes; 0 if all values are the same and for texts, whose lengths differ.
  int bits() {
    return switch (kind) {
      case INTEGER, SCALED -> Long.SIZE - Long.numberOfLeadingZeros(maximum - minimum);
      case SINGLE -> Float.SIZE;
      case DOUBLE -> Double.SIZE;
      case TEXT -> 0;
    };
  }

  /// The name without the prefix of an extension.
  String localName() {
    return name.substring(name.indexOf(':') + 1);
  }

  boolean isNumber() {
    return kind != Kind.TEXT;
  }

  boolean isInteger() {
    return kind == Kind.INTEGER;
  }

  /// The type whose values, little endian, the stream is; empty if values must be computed.
  Optional<ScalarType> rawType() {
    return switch (kind) {
      case SINGLE -> Optional.of(ScalarType.FLOAT32);
      case DOUBLE -> Optional.of(ScalarType.FLOAT64);
      case SCALED, TEXT -> Optional.empty();
      case INTEGER -> {
        if (minimum != 0) {
          yield Optional.empty();
        }
        yield switch (bits()) {
          case 8 -> Optional.of(ScalarType.UINT8);
          case 16 -> Optional.of(ScalarType.UINT16);
          case 32 -> Optional.of(ScalarType.UINT32);
          default -> Optional.empty();
        };
      }
    };
  }

  /// Whether a float still tells neighbouring values apart.
  boolean isExactInFloat() {
    return switch (kind) {
      case SINGLE -> true;
      case INTEGER -> minimum >= -EXACT_IN_FLOAT && maximum <= EXACT_IN_FLOAT;
      case SCALED ->
          Math.max(Math.abs(low), Math.abs(high)) <= Math.abs(scale) * (EXACT_IN_FLOAT / 2);
      case DOUBLE, TEXT -> false;
    };
  }

  /// The narrowest type that holds all integers from `minimum` to `maximum`.
  static ScalarType integerType(long minimum, long maximum) {
    if (minimum >= 0) {
      return maximum <= 0xffL
          ? ScalarType.UINT8
          : maximum <= 0xffffL
              ? ScalarType.UINT16
              : maximum <= 0xffffffffL ? ScalarType.UINT32 : ScalarType.INT64;
    }
    long reach = Math.max(maximum, -1 - minimum);
    return reach <= Byte.MAX_VALUE
        ? ScalarType.INT8
        : reach <= Short.MAX_VALUE
            ? ScalarType.INT16
            : reach <= Integer.MAX_VALUE ? ScalarType.INT32 : ScalarType.INT64;
  }
}
