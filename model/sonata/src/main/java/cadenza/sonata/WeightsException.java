package cadenza.sonata;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Weights that cannot be read, written or used, said so that a person can act on it: what
/// happened, where, and what to do.
public final class WeightsException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param what what happened and where in the file, a sentence without the file's name
  /// @param advice what the person can do about it, a sentence
  public WeightsException(Path file, String what, String advice) {
    this(file, what, advice, null);
  }

  public WeightsException(Path file, String what, String advice, @Nullable Throwable cause) {
    super(file.getFileName() + ": " + what + " — " + advice + " (" + file + ")", cause);
  }

  /// For weights that did not come from a file.
  ///
  /// @param name what the weights are called
  public WeightsException(String name, String what, String advice) {
    super(name + ": " + what + " — " + advice);
  }
}
