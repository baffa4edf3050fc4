package cadenza.scan.io.arrays;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Bytes that lie in a zip deflated (RFC 1951), inflated while they are read forward.
///
/// Data that are damaged end where the damage begins.
final class DeflatedBytes implements ArrayBytes {
  /// Deflate cannot do better: 258 bytes from two bits.
  private static final long MAX_RATIO = 1032;

  private static final int BUFFER_BYTES = 1 << 16;

  private final StoredBytes compressed;
  private final long promised;
  private final long checksum;
  private final Inflater inflater = new Inflater(true);
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final CRC32 crc = new CRC32();
  private long read;
  private long position;
  private boolean isEnd;

  /// @param promised how many bytes they become, as the directory says
  /// @param checksum their CRC-32, as the directory says; -1 if unknown
  DeflatedBytes(StoredBytes compressed, long promised, long checksum) {
    this.compressed = compressed;
    this.promised = promised;
    this.checksum = checksum;
  }

  @Override
  public int read(long at, byte[] into, int from, int length) throws IOException {
    if (at < position) {
      rewind();
    }
    byte[] skipped = new byte[(int) Math.min(BUFFER_BYTES, at - position)];
    while (position < at && inflate(skipped, 0, (int) Math.min(skipped.length, at - position)) > 0)
      ;
    return position < at ? 0 : inflate(into, from, length);
  }

  private void rewind() {
    inflater.reset();
    crc.reset();
    read = 0;
    position = 0;
    isEnd = false;
  }

  private int inflate(byte[] into, int from, int length) throws IOException {
    int done = 0;
    try {
      while (done < length && !isEnd) {
        if (inflater.needsInput()) {
          int more = compressed.read(read, buffer, 0, buffer.length);
          read += more;
          inflater.setInput(buffer, 0, more);
        }
        int count = inflater.inflate(into, from + done, length - done);
        crc.update(into, from + done, count);
        done += count;
        isEnd =
            inflater.finished()
                || inflater.needsDictionary()
                || count == 0 && inflater.needsInput() && read >= compressed.length();
      }
    } catch (DataFormatException e) {
      isEnd = true;
    }
    position += done;
    return done;
  }

  @Override
  public long atMost() {
    return Math.min(promised, compressed.length() * MAX_RATIO);
  }

  @Override
  public boolean isDirect() {
    return false;
  }

  @Override
  public ArrayBytes again() {
    return new DeflatedBytes(compressed, promised, checksum);
  }

  @Override
  public boolean isDamaged() {
    return checksum >= 0 && inflater.finished() && crc.getValue() != checksum;
  }

  /// How many of the compressed bytes have been used.
  long consumed() {
    return inflater.getBytesRead();
  }

  @Override
  public void close() {
    inflater.end();
  }
}
