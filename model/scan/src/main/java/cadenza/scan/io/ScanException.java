package cadenza.scan.io;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A scan that cannot be read or written, said so that a person can act on it: what happened,
/// where, and what to do.
public final class ScanException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param what what happened and where in the file, a sentence without the file's name
  /// @param advice what the person can do about it, a sentence
  public ScanException(Path file, String what, String advice) {
    this(file, what, advice, null);
  }

  public ScanException(Path file, String what, String advice, @Nullable Throwable cause) {
    super(file.getFileName() + ": " + what + " — " + advice + " (" + file + ")", cause);
  }
}
