package cadenza.scan.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// A file read by position, from any thread.
///
/// Reading copies into heap arrays rather than mapping the file: a mapped file that another program
/// shortens takes the whole process down or raises errors at any line, and on Windows it cannot be
/// replaced while it is mapped.
public final class FileBytes implements Closeable {
  private final Path path;
  private final FileChannel channel;
  private final long size;

  private FileBytes(Path path, FileChannel channel, long size) {
    this.path = path;
    this.channel = channel;
    this.size = size;
  }

  public static FileBytes open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new FileBytes(path, channel, channel.size());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  public Path path() {
    return path;
  }

  /// Length in bytes when the file was opened.
  public long size() {
    return size;
  }

  /// Reads into `into[from, from + length)` what lies at `at`; fewer only where the file ends.
  ///
  /// @return how many bytes were read
  public int read(long at, byte[] into, int from, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(into, from, length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position() - from) < 0) {
        break;
      }
    }
    return buffer.position() - from;
  }

  /// The bytes at `at`, at most `length`; fewer only where the file ends.
  public byte[] read(long at, int length) throws IOException {
    byte[] bytes = new byte[Math.clamp(size - at, 0, length)];
    return Arrays.copyOf(bytes, read(at, bytes, 0, bytes.length));
  }

  /// The `length` bytes at `at`, which the file had when it was opened.
  public byte[] readFully(long at, int length) throws IOException {
    byte[] bytes = new byte[length];
    if (read(at, bytes, 0, length) < length) {
      throw new ScanException(
          path, "the file became shorter while it was read", "Wait until it is written.");
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
