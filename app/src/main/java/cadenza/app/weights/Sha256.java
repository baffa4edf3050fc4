package cadenza.app.weights;

import cadenza.scan.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The SHA-256 of files.
final class Sha256 {
  private static final int PIECE = 1 << 20;

  private Sha256() {}

  /// In lower case hexadecimal.
  ///
  /// @param bytes how many there are, for the progress
  static String of(Path file, long bytes, Progress progress) throws IOException {
    MessageDigest sha;
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    byte[] piece = new byte[PIECE];
    long done = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        progress.checkCancelled();
        sha.update(piece, 0, read);
        done += read;
        progress.report(done / (double) Math.max(1, bytes), "Checking every byte");
      }
    }
    return HexFormat.of().formatHex(sha.digest());
  }
}
