package cadenza.sonata;

import java.io.IOException;

/// A device that was asked for and cannot be used, and what to do about it.
public final class DeviceException extends IOException {
  private static final long serialVersionUID = 1L;

  public DeviceException(String message) {
    super(message);
  }

  public DeviceException(String message, Throwable cause) {
    super(message, cause);
  }
}
