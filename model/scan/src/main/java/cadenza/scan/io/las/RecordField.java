package cadenza.scan.io.las;

import cadenza.scan.ScalarType;
import cadenza.scan.io.Column;
import cadenza.scan.io.Field;

/// One field of the point record: where it lies, and what it becomes.
///
/// Records lie `stride` bytes apart.
sealed interface RecordField {
  /// Name of the attribute that the field becomes.
  String name();

  /// Type of the attribute.
  ScalarType type();

  default Field field() {
    return new Field(name(), type());
  }

  /// Decodes the fields of `rows` records from `records[at]` on into a column, from `row` on.
  void decode(byte[] records, int at, int stride, int rows, Column column, int row);

  /// Encodes the values of the points from `first` on into `rows` records from `records[0]` on,
  /// whose other fields are left alone.
  void encode(PointValues values, int first, byte[] records, int stride, int rows);

  /// True if `values` come back as they are when they are written to this field and read again.
  boolean holds(PointValues values, int points);

  /// The same field where records have it `bytes` further behind.
  RecordField movedBy(int bytes);

  /// A coordinate: an integer times a scale plus an offset.
  ///
  /// @param axis from 0 to 2
  /// @param maskAt where the byte lies whose bit `axis` tells that the coordinate is a number; -1
  ///   if there is none
  record Coordinate(int axis, double scale, double offset, int maskAt) implements RecordField {
    @Override
    public String name() {
      return "xyz".substring(axis, axis + 1);
    }

    @Override
    public ScalarType type() {
      return ScalarType.FLOAT64;
    }

    @Override
    public RecordField movedBy(int bytes) {
      throw new IllegalStateException("coordinates come first");
    }

    @Override
    public void decode(byte[] records, int at, int stride, int rows, Column column, int row) {
      double[] world = new double[rows];
      int from = at + 4 * axis;
      for (int i = 0; i < rows; i++, from += stride) {
        world[i] = LittleEndian.int32(records, from) * scale + offset;
      }
      if (maskAt >= 0) {
        for (int i = 0; i < rows; i++) {
          if ((records[at + i * stride + maskAt] >> axis & 1) == 0) {
            world[i] = Double.NaN;
          }
        }
      }
      column.put(world, 0, row, rows);
    }

    @Override
    public void encode(PointValues values, int first, byte[] records, int stride, int rows) {
      for (int i = 0, to = 4 * axis; i < rows; i++, to += stride) {
        double world = values.number(first + i);
        boolean isFinite = Double.isFinite(world);
        LittleEndian.putInt32(records, to, isFinite ? stored(world, scale, offset) : 0);
        if (maskAt >= 0 && isFinite) {
          records[i * stride + maskAt] |= (byte) (1 << axis);
        }
      }
    }

    @Override
    public boolean holds(PointValues values, int points) {
      for (int i = 0; i < points; i++) {
        double world = values.number(i);
        if (Double.isFinite(world) && Math.abs((world - offset) / scale) > Integer.MAX_VALUE) {
          return false;
        }
      }
      return true;
    }
  }

  /// A few bits of a byte.
  ///
  /// @param at which byte of the record
  /// @param shift number of the lowest bit
  /// @param bits how many
  record Bits(String name, int at, int shift, int bits) implements RecordField {
    @Override
    public ScalarType type() {
      return ScalarType.UINT8;
    }

    @Override
    public RecordField movedBy(int bytes) {
      return new Bits(name, at + bytes, shift, bits);
    }

    private int mask() {
      return (1 << bits) - 1;
    }

    @Override
    public void decode(byte[] records, int start, int stride, int rows, Column column, int row) {
      byte[] values = new byte[rows];
      int mask = mask();
      for (int i = 0, from = start + at; i < rows; i++, from += stride) {
        values[i] = (byte) (records[from] >> shift & mask);
      }
      column.decode(values, 0, 1, false, row, rows);
    }

    @Override
    public void encode(PointValues values, int first, byte[] records, int stride, int rows) {
      int mask = mask();
      for (int i = 0, to = at; i < rows; i++, to += stride) {
        records[to] |= (byte) ((values.whole(first + i) & mask) << shift);
      }
    }

    @Override
    public boolean holds(PointValues values, int points) {
      return values.areWhole(0, mask(), points);
    }
  }

  /// A number as it is.
  ///
  /// @param at where it lies in the record
  record Plain(String name, ScalarType type, int at) implements RecordField {
    @Override
    public RecordField movedBy(int bytes) {
      return new Plain(name, type, at + bytes);
    }

    @Override
    public void decode(byte[] records, int start, int stride, int rows, Column column, int row) {
      column.decode(records, start + at, stride, false, row, rows);
    }

    @Override
    public void encode(PointValues values, int first, byte[] records, int stride, int rows) {
      int width = type.bytes();
      for (int i = 0, to = at; i < rows; i++, to += stride) {
        put(records, to, width, values.bits(type, first + i));
      }
    }

    @Override
    public boolean holds(PointValues values, int points) {
      return values.fit(type, points);
    }
  }

  /// An integer times a scale plus an offset, one value of which may stand for "none".
  ///
  /// @param stored type in the record
  /// @param at where it lies in the record
  /// @param none the stored value that stands for none; ignored unless `hasNone`
  record Scaled(
      String name,
      ScalarType stored,
      int at,
      double scale,
      double offset,
      boolean hasNone,
      long none)
      implements RecordField {
    @Override
    public ScalarType type() {
      return ScalarType.FLOAT64;
    }

    @Override
    public void decode(byte[] records, int start, int stride, int rows, Column column, int row) {
      double[] values = new double[rows];
      for (int i = 0, from = start + at; i < rows; i++, from += stride) {
        long number = get(records, from, stored);
        values[i] = hasNone && number == none ? Double.NaN : number * scale + offset;
      }
      column.put(values, 0, row, rows);
    }

    @Override
    public void encode(PointValues values, int first, byte[] records, int stride, int rows) {
      int width = stored.bytes();
      for (int i = 0, to = at; i < rows; i++, to += stride) {
        put(records, to, width, stored(values.number(first + i)));
      }
    }

    @Override
    public RecordField movedBy(int bytes) {
      return new Scaled(name, stored, at + bytes, scale, offset, hasNone, none);
    }

    private long stored(double value) {
      return Double.isNaN(value) ? none : Math.round((value - offset) / scale);
    }

    @Override
    public boolean holds(PointValues values, int points) {
      for (int i = 0; i < points; i++) {
        double value = values.number(i);
        long number = stored(value);
        boolean isThere =
            Double.isNaN(value)
                ? hasNone
                : !(hasNone && number == none)
                    && number >= PointValues.smallest(stored)
                    && number <= PointValues.largest(stored)
                    && Math.abs(number * scale + offset - value) <= 1e-6 * Math.abs(scale);
        if (!isThere) {
          return false;
        }
      }
      return true;
    }
  }

  /// The integer that stands for a coordinate.
  static int stored(double world, double scale, double offset) {
    return (int) Math.rint((world - offset) / scale);
  }

  private static void put(byte[] records, int at, int width, long bits) {
    switch (width) {
      case 1 -> records[at] = (byte) bits;
      case 2 -> LittleEndian.putInt16(records, at, (int) bits);
      case 4 -> LittleEndian.putInt32(records, at, (int) bits);
      default -> LittleEndian.putInt64(records, at, bits);
    }
  }

  private static long get(byte[] records, int at, ScalarType type) {
    return switch (type) {
      case INT8 -> records[at];
      case UINT8 -> LittleEndian.uint8(records, at);
      case INT16 -> LittleEndian.int16(records, at);
      case UINT16 -> LittleEndian.uint16(records, at);
      case INT32 -> LittleEndian.int32(records, at);
      case UINT32 -> LittleEndian.uint32(records, at);
      default -> throw new IllegalArgumentException(type + " is not scaled");
    };
  }
}
