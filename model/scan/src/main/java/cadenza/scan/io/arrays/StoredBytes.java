package cadenza.scan.io.arrays;

import cadenza.scan.io.FileBytes;
import java.io.IOException;

/// Bytes that lie in a file as they are.
///
/// @param start where in the file they begin
/// @param length how many there are
record StoredBytes(FileBytes file, long start, long length) implements ArrayBytes {
  /// @param promised how many a directory says there are; what the file does not hold is left out
  static StoredBytes of(FileBytes file, long start, long promised) {
    return new StoredBytes(file, start, Math.clamp(file.size() - start, 0, promised));
  }

  @Override
  public int read(long at, byte[] into, int from, int count) throws IOException {
    return at >= length ? 0 : file.read(start + at, into, from, (int) Math.min(count, length - at));
  }

  @Override
  public long atMost() {
    return length;
  }

  @Override
  public boolean isDirect() {
    return true;
  }

  @Override
  public ArrayBytes again() {
    return this;
  }

  @Override
  public boolean isDamaged() {
    return false;
  }

  @Override
  public void close() {
    // the file is closed by who opened it
  }
}
