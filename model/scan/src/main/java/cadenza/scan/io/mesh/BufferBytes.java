package cadenza.scan.io.mesh;

import cadenza.scan.io.FileBytes;
import java.io.IOException;

/// The bytes of a glTF buffer, read by position.
interface BufferBytes {
  /// How many there are.
  long length();

  /// Reads into `into[0, length)` what lies at `at`; fewer only where the bytes end.
  ///
  /// @return how many were read
  int read(long at, byte[] into, int length) throws IOException;

  /// Bytes in memory.
  record InMemory(byte[] bytes) implements BufferBytes {
    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public int read(long at, byte[] into, int count) {
      int there = Math.clamp(bytes.length - at, 0, count);
      if (there > 0) {
        System.arraycopy(bytes, (int) at, into, 0, there);
      }
      return there;
    }
  }

  /// Bytes of a file.
  ///
  /// @param start where in the file they begin
  record InFile(FileBytes file, long start, long length) implements BufferBytes {
    /// @param promised how many a header says there are; what the file does not hold is left out
    static InFile of(FileBytes file, long start, long promised) {
      return new InFile(file, start, Math.clamp(file.size() - start, 0, promised));
    }

    @Override
    public int read(long at, byte[] into, int count) throws IOException {
      int there = Math.clamp(length - at, 0, count);
      return there == 0 ? 0 : file.read(start + at, into, 0, there);
    }
  }
}
