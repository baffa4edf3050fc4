package cadenza.scan.io.arrays;

import cadenza.scan.ScalarType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How one number of a NumPy array is stored.
///
/// @param type what it becomes; halves become floats, truth values bytes 0 and 1
/// @param bytes it takes in the file
/// @param isHalf whether it is a 16-bit float
record NpyType(ScalarType type, int bytes, boolean isBigEndian, boolean isHalf) {
  private static final Pattern DESCRIPTOR = Pattern.compile("([<>|=]?)([a-zA-Z?])(\\d{0,9})");

  /// The type a descriptor such as `<f4` names.
  ///
  /// @throws IllegalArgumentException if that is no number; the message says what it is
  static NpyType of(String descriptor) {
    Matcher matcher = DESCRIPTOR.matcher(descriptor);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("numbers of the unknown type \"" + descriptor + "\"");
    }
    boolean isBigEndian = matcher.group(1).equals(">");
    return switch (matcher.group(2) + matcher.group(3)) {
      case "f2" -> new NpyType(ScalarType.FLOAT32, 2, isBigEndian, true);
      case "f4" -> plain(ScalarType.FLOAT32, isBigEndian);
      case "f8" -> plain(ScalarType.FLOAT64, isBigEndian);
      case "i1" -> plain(ScalarType.INT8, isBigEndian);
      case "i2" -> plain(ScalarType.INT16, isBigEndian);
      case "i4" -> plain(ScalarType.INT32, isBigEndian);
      case "i8" -> plain(ScalarType.INT64, isBigEndian);
      case "u1", "b1", "?" -> plain(ScalarType.UINT8, isBigEndian);
      case "u2" -> plain(ScalarType.UINT16, isBigEndian);
      case "u4" -> plain(ScalarType.UINT32, isBigEndian);
      case "u8" -> plain(ScalarType.UINT64, isBigEndian);
      default -> throw new IllegalArgumentException(words(matcher.group(2), descriptor));
    };
  }

  /// Bytes that a value takes which is no number but may be passed over, such as a text in a
  /// record.
  ///
  /// @throws IllegalArgumentException if that is not known
  static long widthOf(String descriptor) {
    Matcher matcher = DESCRIPTOR.matcher(descriptor);
    if (!matcher.matches() || matcher.group(3).isEmpty() || matcher.group(2).equals("O")) {
      throw new IllegalArgumentException(words("O", descriptor));
    }
    return Long.parseLong(matcher.group(3)) * (matcher.group(2).equals("U") ? 4 : 1);
  }

  private static NpyType plain(ScalarType type, boolean isBigEndian) {
    return new NpyType(type, type.bytes(), isBigEndian, false);
  }

  private static String words(String kind, String descriptor) {
    return switch (kind) {
      case "O" -> "Python objects, which would have to be unpickled and never are";
      case "U", "S", "a" -> "text";
      case "c" -> "complex numbers";
      case "M", "m" -> "dates";
      case "V" -> "bytes without a meaning";
      default -> "numbers of the type \"" + descriptor + "\", which is not read";
    };
  }

  /// True if its bits are those of `other`, in one order of bytes or the other. "char red" is a
  /// misspelt uchar to a table of points.
  boolean isAs(ScalarType other) {
    return !isHalf && (type == other || type == ScalarType.INT8 && other == ScalarType.UINT8);
  }

  /// The number at `bytes[at]`.
  double number(byte[] bytes, int at) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    buffer.order(isBigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    return switch (type) {
      case INT8 -> buffer.get(at);
      case UINT8 -> buffer.get(at) & 0xff;
      case INT16 -> buffer.getShort(at);
      case UINT16 -> buffer.getShort(at) & 0xffff;
      case INT32 -> buffer.getInt(at);
      case UINT32 -> buffer.getInt(at) & 0xffffffffL;
      case INT64 -> buffer.getLong(at);
      case UINT64 -> (buffer.getLong(at) >>> 1) * 2.0 + (buffer.getLong(at) & 1);
      case FLOAT32 -> isHalf ? Float.float16ToFloat(buffer.getShort(at)) : buffer.getFloat(at);
      case FLOAT64 -> buffer.getDouble(at);
    };
  }

  /// The descriptor of a type, little endian.
  static String descriptor(ScalarType type) {
    return switch (type) {
      case INT8 -> "|i1";
      case UINT8 -> "|u1";
      case INT16 -> "<i2";
      case UINT16 -> "<u2";
      case INT32 -> "<i4";
      case UINT32 -> "<u4";
      case INT64 -> "<i8";
      case UINT64 -> "<u8";
      case FLOAT32 -> "<f4";
      case FLOAT64 -> "<f8";
    };
  }
}
