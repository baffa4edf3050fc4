package cadenza.scan.io;

import cadenza.scan.ScalarType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// A column whose values go into every `stride`-th cell of an array, from `offset` on.
///
/// The array either has the field's own type, and values are copied bit by bit, or it holds floats
/// counted from an origin (coordinates, normals), or doubles, into which every type converts
/// without loss (64-bit integers above 2^53 excepted).
final class ArrayColumn implements Column {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final ScalarType type;
  private final Object cells;
  private final int stride;
  private final int offset;
  private final double origin;
  private final boolean isOwnType;

  /// A column of plain values, one a row.
  ArrayColumn(ScalarType type, Object cells) {
    this(type, cells, 1, 0, 0);
  }

  /// @param origin what floats are counted from
  ArrayColumn(ScalarType type, Object cells, int stride, int offset, double origin) {
    this.type = type;
    this.cells = cells;
    this.stride = stride;
    this.offset = offset;
    this.origin = origin;
    this.isOwnType = cells.getClass() == type.newArray(0).getClass() && origin == 0;
    if (!isOwnType && !(cells instanceof double[]) && !(cells instanceof float[])) {
      throw new IllegalArgumentException(type + " does not go into " + cells.getClass());
    }
  }

  Object cells() {
    return cells;
  }

  @Override
  public ScalarType type() {
    return type;
  }

  @Override
  public void decode(byte[] bytes, int at, int step, boolean bigEndian, int row, int rows) {
    int to = row * stride + offset;
    int in = at;
    switch (cells) {
      case float[] out when isOwnType -> {
        for (int i = 0; i < rows; i++, in += step, to += stride) {
          int bits = (int) INT.get(bytes, in);
          out[to] = Float.intBitsToFloat(bigEndian ? Integer.reverseBytes(bits) : bits);
        }
      }
      case float[] out -> {
        for (int i = 0; i < rows; i++, in += step, to += stride) {
          out[to] = (float) (number(type, bytes, in, bigEndian) - origin);
        }
      }
      case byte[] out -> {
        for (int i = 0; i < rows; i++, in += step, to += stride) {
          out[to] = bytes[in];
        }
      }
      case short[] out -> {
        for (int i = 0; i < rows; i++, in += step, to += stride) {
          short bits = (short) SHORT.get(bytes, in);
          out[to] = bigEndian ? Short.reverseBytes(bits) : bits;
        }
      }
      case int[] out -> {
        for (int i = 0; i < rows; i++, in += step, to += stride) {
          int bits = (int) INT.get(bytes, in);
          out[to] = bigEndian ? Integer.reverseBytes(bits) : bits;
        }
      }
      case long[] out -> {
        for (int i = 0; i < rows; i++, in += step, to += stride) {
          long bits = (long) LONG.get(bytes, in);
          out[to] = bigEndian ? Long.reverseBytes(bits) : bits;
        }
      }
      case double[] out -> {
        for (int i = 0; i < rows; i++, in += step, to += stride) {
          out[to] = number(type, bytes, in, bigEndian);
        }
      }
      default -> throw new IllegalStateException();
    }
  }

  /// Encodes the cells of `rows` rows from `row` on, bit by bit and little endian, `step` bytes
  /// apart from `bytes[at]` on.
  void encode(byte[] bytes, int at, int step, int row, int rows) {
    int from = row * stride + offset;
    int to = at;
    switch (cells) {
      case float[] in -> {
        for (int i = 0; i < rows; i++, to += step, from += stride) {
          INT.set(bytes, to, Float.floatToRawIntBits(in[from]));
        }
      }
      case byte[] in -> {
        for (int i = 0; i < rows; i++, to += step, from += stride) {
          bytes[to] = in[from];
        }
      }
      case short[] in -> {
        for (int i = 0; i < rows; i++, to += step, from += stride) {
          SHORT.set(bytes, to, in[from]);
        }
      }
      case int[] in -> {
        for (int i = 0; i < rows; i++, to += step, from += stride) {
          INT.set(bytes, to, in[from]);
        }
      }
      case long[] in -> {
        for (int i = 0; i < rows; i++, to += step, from += stride) {
          LONG.set(bytes, to, in[from]);
        }
      }
      case double[] in -> {
        for (int i = 0; i < rows; i++, to += step, from += stride) {
          LONG.set(bytes, to, Double.doubleToRawLongBits(in[from]));
        }
      }
      default -> throw new IllegalStateException();
    }
  }

  /// The binary number of `type` at `bytes[at]`, as a double.
  static double number(ScalarType type, byte[] bytes, int at, boolean bigEndian) {
    return switch (type) {
      case INT8 -> bytes[at];
      case UINT8 -> bytes[at] & 0xff;
      case INT16 -> shortAt(bytes, at, bigEndian);
      case UINT16 -> shortAt(bytes, at, bigEndian) & 0xffff;
      case INT32 -> intAt(bytes, at, bigEndian);
      case UINT32 -> intAt(bytes, at, bigEndian) & 0xffffffffL;
      case INT64 -> longAt(bytes, at, bigEndian);
      case UINT64 -> {
        long bits = longAt(bytes, at, bigEndian);
        yield bits >= 0 ? bits : (double) (bits >>> 1) * 2.0 + (bits & 1);
      }
      case FLOAT32 -> Float.intBitsToFloat(intAt(bytes, at, bigEndian));
      case FLOAT64 -> Double.longBitsToDouble(longAt(bytes, at, bigEndian));
    };
  }

  private static short shortAt(byte[] bytes, int at, boolean bigEndian) {
    short bits = (short) SHORT.get(bytes, at);
    return bigEndian ? Short.reverseBytes(bits) : bits;
  }

  private static int intAt(byte[] bytes, int at, boolean bigEndian) {
    int bits = (int) INT.get(bytes, at);
    return bigEndian ? Integer.reverseBytes(bits) : bits;
  }

  private static long longAt(byte[] bytes, int at, boolean bigEndian) {
    long bits = (long) LONG.get(bytes, at);
    return bigEndian ? Long.reverseBytes(bits) : bits;
  }

  @Override
  public void put(double[] values, int from, int row, int rows) {
    int to = row * stride + offset;
    switch (cells) {
      case float[] out -> {
        for (int i = from; i < from + rows; i++, to += stride) {
          out[to] = (float) (values[i] - origin);
        }
      }
      case double[] out -> {
        for (int i = from; i < from + rows; i++, to += stride) {
          out[to] = values[i];
        }
      }
      default -> {
        for (int i = from; i < from + rows; i++, to += stride) {
          double value = values[i];
          set(to, type == ScalarType.UINT64 ? unsigned(value) : (long) value);
        }
      }
    }
  }

  private static long unsigned(double value) {
    return value < 0x1p63
        ? Math.max(0, (long) value)
        : value >= 0x1p64 ? -1 : (long) (value - 0x1p63) ^ Long.MIN_VALUE;
  }

  @Override
  public void put(long[] values, int from, int row, int rows) {
    int to = row * stride + offset;
    switch (cells) {
      case float[] out -> {
        for (int i = from; i < from + rows; i++, to += stride) {
          out[to] = (float) (values[i] - origin);
        }
      }
      case double[] out -> {
        for (int i = from; i < from + rows; i++, to += stride) {
          out[to] = values[i];
        }
      }
      default -> {
        for (int i = from; i < from + rows; i++, to += stride) {
          set(to, values[i]);
        }
      }
    }
  }

  @Override
  public void gather(ArrayColumn from, int[] rows, int count, int row) {
    int to = row * stride + offset;
    int start = from.offset;
    switch (cells) {
      case float[] out -> {
        float[] in = (float[]) from.cells;
        for (int i = 0; i < count; i++, to += stride) {
          out[to] = in[rows[i] * from.stride + start];
        }
      }
      case byte[] out -> {
        byte[] in = (byte[]) from.cells;
        for (int i = 0; i < count; i++, to += stride) {
          out[to] = in[rows[i] * from.stride + start];
        }
      }
      default -> {
        for (int i = 0; i < count; i++, to += stride) {
          System.arraycopy(from.cells, rows[i] * from.stride + start, cells, to, 1);
        }
      }
    }
  }

  @Override
  public void parse(NumberParser text, int row) {
    int to = row * stride + offset;
    switch (cells) {
      case float[] out when isOwnType -> out[to] = text.floatValue();
      case float[] out -> out[to] = (float) (text.doubleValue() - origin);
      case double[] out -> out[to] = text.doubleValue();
      default -> set(to, type == ScalarType.UINT64 ? text.unsignedLongValue() : text.longValue());
    }
  }

  /// Stores a whole number, the nearest the type has.
  private void set(int to, long value) {
    switch (cells) {
      case byte[] out ->
          out[to] =
              (byte)
                  (type == ScalarType.UINT8
                      ? Math.clamp(value, 0, 255)
                      : Math.clamp(value, Byte.MIN_VALUE, Byte.MAX_VALUE));
      case short[] out ->
          out[to] =
              (short)
                  (type == ScalarType.UINT16
                      ? Math.clamp(value, 0, 65535)
                      : Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE));
      case int[] out ->
          out[to] =
              (int)
                  (type == ScalarType.UINT32
                      ? Math.clamp(value, 0L, 0xffffffffL)
                      : Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case long[] out -> out[to] = value;
      default -> throw new IllegalStateException();
    }
  }
}
