package cadenza.sonata.kernels;

import java.util.List;

/// What came of asking the NVIDIA driver.
public sealed interface DriverAnswer {
  /// There is no driver to ask.
  record Missing() implements DriverAnswer {}

  /// The driver is there and refuses to start.
  ///
  /// @param words its own, with its number for the failure
  record Refused(String words) implements DriverAnswer {}

  /// The driver works.
  ///
  /// @param cudaVersion newest CUDA it serves, 1000 · major + 10 · minor
  /// @param gpus devices this process may use, in CUDA's order; may be none
  record Running(int cudaVersion, List<Gpu> gpus) implements DriverAnswer {
    public Running {
      gpus = List.copyOf(gpus);
    }

    /// The version as people write it, for example "12.8".
    public String cudaWords() {
      return words(cudaVersion);
    }

    static String words(int version) {
      return version / 1000 + "." + version % 1000 / 10;
    }
  }
}
