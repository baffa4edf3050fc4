package cadenza.scan.io;

import cadenza.scan.ScalarType;

/// Where the values of one field go. Different rows may be filled from different threads.
public interface Column {
  /// Type of the values in the file.
  ScalarType type();

  /// Decodes binary values that lie `step` bytes apart from `bytes[at]` on into `rows` rows from
  /// `row` on.
  void decode(byte[] bytes, int at, int step, boolean bigEndian, int row, int rows);

  /// Stores `values[from]` and what follows in `rows` rows from `row` on. Whole numbers that do not
  /// fit the type saturate, fractions of them are cut off.
  void put(double[] values, int from, int row, int rows);

  /// As above, for whole numbers; the bits of unsigned 64-bit numbers are taken as they are.
  void put(long[] values, int from, int row, int rows);

  /// Stores the number that `text` stands at; whole numbers that do not fit saturate.
  void parse(NumberParser text, int row);

  /// Copies the rows `rows[0]` to `rows[count - 1]` of a column of the same type to `row` and on.
  void gather(ArrayColumn from, int[] rows, int count, int row);
}
