package cadenza.sonata;

/// Where the network runs, and why there.
///
/// @param kind processor or GPU
/// @param name as a person would call it, for example "AMD EPYC (2 threads)"
/// @param reason says why this device was taken, for example "The processor was asked for."
/// @param substitute true if another device was to do it and could not: whoever shows results says
///   so
public record Device(Kind kind, String name, String reason, boolean substitute) {
  /// What executes the operators.
  public enum Kind {
    CPU,
    CUDA
  }

  /// The device that was to be used.
  public Device(Kind kind, String name, String reason) {
    this(kind, name, reason, false);
  }

  /// This device, standing in for one that failed.
  ///
  /// @param failure what happened, a sentence
  public Device insteadOf(String failure) {
    return new Device(kind, name, failure, true);
  }

  @Override
  public String toString() {
    return name + ": " + reason;
  }
}
