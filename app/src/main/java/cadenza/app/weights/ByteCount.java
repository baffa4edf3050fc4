package cadenza.app.weights;

import java.util.Locale;

/// Numbers of bytes in words, in the decimal units that servers and file managers use.
public final class ByteCount {
  private ByteCount() {}

  /// "434 MB", "1.25 GB", "12 kB".
  public static String words(long bytes) {
    if (bytes >= 1_000_000_000L) {
      return String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }
    if (bytes >= 10_000_000L) {
      return String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
    }
    if (bytes >= 1_000_000L) {
      return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
    return bytes >= 1000 ? String.format(Locale.ROOT, "%.0f kB", bytes / 1e3) : bytes + " bytes";
  }
}
