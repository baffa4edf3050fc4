package cadenza.app.weights;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A download that did not come to its end, said so that a person can act on it.
public final class DownloadException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param what what happened and where, a sentence
  /// @param advice what the person can do about it, a sentence
  public DownloadException(String what, String advice) {
    this(what, advice, null);
  }

  /// @param cause what it came from, or null
  public DownloadException(String what, String advice, @Nullable Throwable cause) {
    super(what + " — " + advice, cause);
  }
}
