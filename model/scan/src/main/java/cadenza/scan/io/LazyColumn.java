package cadenza.scan.io;

import cadenza.scan.Attribute;
import cadenza.scan.ScalarType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A column that takes no memory as long as all its values are equal.
///
/// # How it works
///
/// Formats for surveyors give every point twenty fields, most of them zero throughout. A block of
/// equal values that agree with what came before leaves nothing but the value; the first block that
/// differs makes the array, filled with that value, and from then on it is an ordinary column.
final class LazyColumn implements Column {
  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  private final ScalarType type;
  private final int rowCount;
  private volatile @Nullable ArrayColumn full;
  private @Nullable Object value; // an array of one; guarded by this

  LazyColumn(ScalarType type, int rowCount) {
    this.type = type;
    this.rowCount = rowCount;
  }

  // The order of the bytes does not matter where values are only compared.
  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public ScalarType type() {
    return type;
  }

  @Override
  public void decode(byte[] bytes, int at, int step, boolean bigEndian, int row, int rows) {
    ArrayColumn array = full;
    if (array == null) {
      if (rows == 0
          || isEqual(bytes, at, step, rows)
              && agrees(one -> one.decode(bytes, at, step, bigEndian, 0, 1))) {
        return;
      }
      array = fill();
    }
    array.decode(bytes, at, step, bigEndian, row, rows);
  }

  private boolean isEqual(byte[] bytes, int at, int step, int rows) {
    int width = type.bytes();
    if (step == width) {
      // equal to itself one value further on
      int end = at + rows * width;
      return Arrays.equals(bytes, at, end - width, bytes, at + width, end);
    }
    int next = at + step;
    int i = 1;
    switch (width) {
      case 1 -> {
        for (byte first = bytes[at]; i < rows && bytes[next] == first; i++) {
          next += step;
        }
      }
      case 2 -> {
        for (short first = (short) SHORT.get(bytes, at);
            i < rows && (short) SHORT.get(bytes, next) == first;
            i++) {
          next += step;
        }
      }
      case 4 -> {
        for (int first = (int) INT.get(bytes, at);
            i < rows && (int) INT.get(bytes, next) == first;
            i++) {
          next += step;
        }
      }
      default -> {
        for (long first = (long) LONG.get(bytes, at);
            i < rows && (long) LONG.get(bytes, next) == first;
            i++) {
          next += step;
        }
      }
    }
    return i >= rows;
  }

  @Override
  public void put(double[] values, int from, int row, int rows) {
    ArrayColumn array = full;
    if (array == null) {
      boolean isEqual = true;
      for (int i = from + 1; i < from + rows && isEqual; i++) {
        isEqual = Double.doubleToRawLongBits(values[i]) == Double.doubleToRawLongBits(values[from]);
      }
      if (rows == 0 || isEqual && agrees(one -> one.put(values, from, 0, 1))) {
        return;
      }
      array = fill();
    }
    array.put(values, from, row, rows);
  }

  @Override
  public void put(long[] values, int from, int row, int rows) {
    ArrayColumn array = full;
    if (array == null) {
      boolean isEqual = true;
      for (int i = from + 1; i < from + rows && isEqual; i++) {
        isEqual = values[i] == values[from];
      }
      if (rows == 0 || isEqual && agrees(one -> one.put(values, from, 0, 1))) {
        return;
      }
      array = fill();
    }
    array.put(values, from, row, rows);
  }

  @Override
  public void parse(NumberParser text, int row) {
    ArrayColumn array = full;
    (array == null ? fill() : array).parse(text, row);
  }

  @Override
  public void gather(ArrayColumn from, int[] rows, int count, int row) {
    ArrayColumn array = full;
    if (array == null) {
      if (count == 0 || isEqual(from, rows, count) && agrees(one -> one.gather(from, rows, 1, 0))) {
        return;
      }
      array = fill();
    }
    array.gather(from, rows, count, row);
  }

  private boolean isEqual(ArrayColumn from, int[] rows, int count) {
    Attribute values = new Attribute("", type, from.cells());
    long first = values.bits(rows[0]);
    for (int i = 1; i < count; i++) {
      if (values.bits(rows[i]) != first) {
        return false;
      }
    }
    return true;
  }

  private interface Store {
    void into(ArrayColumn one);
  }

  /// True if a block of one value needs no array: it is the first, or has the value of the others.
  private synchronized boolean agrees(Store store) {
    if (full != null) {
      return false;
    }
    Object one = type.newArray(1);
    store.into(new ArrayColumn(type, one));
    if (value == null) {
      value = one;
      return true;
    }
    return new Attribute("", type, one).bits(0) == new Attribute("", type, value).bits(0);
  }

  private synchronized ArrayColumn fill() {
    ArrayColumn array = full;
    if (array == null) {
      array = new ArrayColumn(type, values());
      full = array;
    }
    return array;
  }

  private Object values() {
    Object one = value;
    return one == null
        ? type.newArray(rowCount)
        : Attribute.constant("", type, one, rowCount).values();
  }

  /// The first `rows` values.
  synchronized Attribute attribute(String name, int rows) {
    ArrayColumn array = full;
    if (array == null) {
      Object one = value == null ? type.newArray(1) : value;
      return Attribute.constant(name, type, one, rows);
    }
    return new Attribute(name, type, Cells.cut(array.cells(), rows));
  }
}
