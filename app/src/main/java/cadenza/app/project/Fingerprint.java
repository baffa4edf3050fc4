package cadenza.app.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// Tells the content of a scan's file from others in a moment, however large it is: the SHA-256 of
/// its length and of sixteen stretches of it, the first and the last among them. Of a folder, of
/// all files in it with their names.
public final class Fingerprint {
  private static final int STRETCHES = 16;
  private static final int STRETCH_BYTES = 64 << 10;
  private static final int MOST_FILES = 2000;

  private Fingerprint() {}

  /// @throws IOException if it cannot be read
  public static String of(Path scan) throws IOException {
    MessageDigest digest = sha256();
    if (Files.isDirectory(scan)) {
      for (Path file : filesOf(scan)) {
        String name = scan.relativize(file).toString().replace('\\', '/');
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        add(file, digest);
      }
    } else {
      add(scan, digest);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().limit(MOST_FILES).toList();
    } catch (UncheckedIOException failure) {
      throw new IOException(failure.getCause());
    }
  }

  private static void add(Path file, MessageDigest digest) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long size = channel.size();
      ByteBuffer buffer = ByteBuffer.allocate(STRETCH_BYTES);
      digest.update(buffer.putLong(size).flip());
      long last = Math.max(0, size - STRETCH_BYTES);
      for (int i = 0; i < STRETCHES; i++) {
        channel.position(last / (STRETCHES - 1) * i + (i == STRETCHES - 1 ? last % 15 : 0));
        buffer.clear();
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
          read = channel.read(buffer);
        }
        digest.update(buffer.flip());
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException always) {
      throw new IllegalStateException(always);
    }
  }
}
