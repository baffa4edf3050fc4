package cadenza.app.gpu;

import cadenza.app.weights.Download;
import cadenza.scan.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The table of an archive that lies on a server still: what its libraries take when they are
/// unpacked, told before they are loaded.
///
/// # How it works
///
/// A ZIP has its table at its end. The last bytes are asked for and put where they belong in a file
/// of the archive's length that is a hole otherwise, which takes no space on the disk; its table is
/// then read as any archive's.
final class RemoteTable {
  /// The table of PyTorch's archives has some ten thousand entries of some hundred bytes.
  static final int TAIL_BYTES = 4 << 20;

  private RemoteTable() {}

  /// Bytes of the libraries when they are unpacked; empty if the server sends no parts of files, or
  /// the part that was asked for does not hold the table.
  ///
  /// @param size of the archive in bytes
  static OptionalLong unpackedBytes(Download download, URI source, long size, Progress progress) {
    long from = Math.max(0, size - TAIL_BYTES);
    @Nullable Path hole = null;
    try {
      byte[] tail = download.bytes(source, from, TAIL_BYTES, progress);
      if (tail.length != size - from) {
        return OptionalLong.empty();
      }
      hole = Files.createTempDirectory("cadenza-table").resolve("table.zip");
      try (FileChannel channel =
          FileChannel.open(
              hole,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.SPARSE,
              StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(tail);
        while (buffer.hasRemaining()) {
          channel.write(buffer, from + buffer.position());
        }
      }
      try (NativesArchive archive = NativesArchive.open(hole)) {
        return OptionalLong.of(archive.bytes());
      }
    } catch (IOException notToldBefore) {
      return OptionalLong.empty(); // it is told when the archive is here
    } finally {
      delete(hole);
    }
  }

  private static void delete(@Nullable Path hole) {
    if (hole != null) {
      try {
        Files.deleteIfExists(hole);
        Files.deleteIfExists(hole.resolveSibling(""));
      } catch (IOException leftBehind) {
        hole.toFile().deleteOnExit();
      }
    }
  }
}
