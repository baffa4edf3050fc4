package cadenza.probe;

import java.io.IOException;

/// Bytes that are no whole probe.
public final class DamagedProbeException extends IOException {
  private static final long serialVersionUID = 1;

  private final String advice;

  /// @param what goes on after the name of a file
  DamagedProbeException(String what, String advice) {
    super(what);
    this.advice = advice;
  }

  static DamagedProbeException truncated() {
    return new DamagedProbeException(
        "is a probe that was cut off or changed", "Take a copy from before, or train it again.");
  }

  /// What a person can do about it.
  public String advice() {
    return advice;
  }
}
