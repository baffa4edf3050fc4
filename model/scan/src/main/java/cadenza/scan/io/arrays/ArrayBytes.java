package cadenza.scan.io.arrays;

import java.io.IOException;

/// The bytes of one array in a file, read by position.
interface ArrayBytes extends AutoCloseable {
  /// Reads into `into[from, from + length)` what lies at `at`; fewer only where the data end.
  ///
  /// @return how many bytes were read
  int read(long at, byte[] into, int from, int length) throws IOException;

  /// No more bytes than these are there; how many exactly shows only while compressed data are
  /// read.
  long atMost();

  /// True if any thread may read anywhere. Otherwise one thread reads forward; going back starts
  /// over.
  boolean isDirect();

  /// The same bytes for one more reader that goes its own way through them.
  ArrayBytes again();

  /// True once all was read and its checksum is not the one written beside it.
  boolean isDamaged();

  @Override
  void close();
}
