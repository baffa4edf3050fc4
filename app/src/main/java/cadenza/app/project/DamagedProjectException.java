package cadenza.app.project;

import java.io.IOException;

/// A project file that is not as it was written.
final class DamagedProjectException extends IOException {
  private static final long serialVersionUID = 1;

  DamagedProjectException(String message) {
    super(message);
  }

  DamagedProjectException(String message, Throwable cause) {
    super(message, cause);
  }
}
