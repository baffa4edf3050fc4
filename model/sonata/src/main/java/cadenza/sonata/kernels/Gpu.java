package cadenza.sonata.kernels;

/// A CUDA device as the driver describes it.
///
/// @param name marketing name
/// @param memoryBytes all memory it has, used or not
public record Gpu(String name, long memoryBytes) {
  @Override
  public String toString() {
    return name + " (" + Math.round(memoryBytes / (double) (1 << 30)) + " GB)";
  }
}
