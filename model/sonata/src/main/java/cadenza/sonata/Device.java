package cadenza.sonata;

/// Where the network runs, and why there.
///
/// @param kind processor or GPU
/// @param name as a person would call it, for example "AMD EPYC (2 threads)"
/// @param reason one sentence that says why this device was taken, for example "No CUDA device was
///   found."
public record Device(Kind kind, String name, String reason) {
  /// What executes the operators.
  public enum Kind {
    CPU,
    CUDA
  }

  @Override
  public String toString() {
    return name + ": " + reason;
  }
}
