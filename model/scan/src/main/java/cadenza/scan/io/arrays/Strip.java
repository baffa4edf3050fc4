package cadenza.scan.io.arrays;

import java.io.IOException;

/// Rows of bytes that lie one behind another: the records of an array, or one of its columns where
/// columns lie behind each other.
///
/// @param array name of the array, for messages
/// @param start where in `bytes` the first row begins
/// @param rows how many there should be
record Strip(String array, ArrayBytes bytes, long start, int rowBytes, long rows) {
  /// No more whole rows than these are there.
  long atMost() {
    return Math.clamp((bytes.atMost() - start) / rowBytes, 0, rows);
  }

  /// Reads `count` rows from `row` on.
  ///
  /// @return how many whole rows were there
  int read(long row, int count, byte[] into) throws IOException {
    return bytes.read(start + row * rowBytes, into, 0, count * rowBytes) / rowBytes;
  }
}
