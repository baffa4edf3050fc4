package cadenza.app.weights;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Something between here and the server that may be better in a moment: worth another attempt.
final class ConnectionLostException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final Duration wait;

  ConnectionLostException(String what, @Nullable Throwable cause) {
    this(what, Duration.ZERO, cause);
  }

  /// @param wait how long the server asks to wait; zero if it does not say
  ConnectionLostException(String what, Duration wait, @Nullable Throwable cause) {
    super(what, cause);
    this.what = what;
    this.wait = wait;
  }

  /// What happened, the second half of a sentence.
  String words() {
    return what;
  }

  Duration askedWait() {
    return wait;
  }
}
