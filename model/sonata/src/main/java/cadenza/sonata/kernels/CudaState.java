package cadenza.sonata.kernels;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Whether CUDA can be used here, and if not, what stands in the way.
///
/// @param obstacle what is missing or fails
/// @param reason the same as a sentence that begins large and ends with a full stop
/// @param advice what would help, a sentence; empty where nothing does
/// @param gpus devices the driver shows, in CUDA's order
public record CudaState(Obstacle obstacle, String reason, String advice, List<Gpu> gpus) {
  /// CUDA that the driver must serve at least: PyTorch's libraries for CUDA 12.8 run on every
  /// driver for CUDA 12 (NVIDIA's minor version compatibility).
  static final int NEEDED_CUDA = 12_000;

  private static final String GET =
      "Features → GPU libraries… in the window, or cadenza gpu get, fetches them (docs/gpu.md).";

  private static final String MORE = "docs/gpu.md says which ones are needed.";

  /// What stands in the way, in the order it is looked for.
  public enum Obstacle {
    /// The person switched it off.
    REFUSED,
    /// No NVIDIA driver.
    NO_DRIVER,
    /// The driver does not start.
    DRIVER_FAILED,
    /// The driver shows no device.
    NO_DEVICE,
    /// The driver is older than the libraries need.
    DRIVER_TOO_OLD,
    /// The CUDA libraries were never fetched.
    NO_LIBRARIES,
    /// Some are missing, or they are of another release.
    LIBRARIES_INCOMPLETE,
    /// They do not load, or see no device, or do not compute.
    LIBRARIES_FAILED,
    /// The launch named its own PyTorch, which is loaded unseen.
    OTHER_LIBRARIES,
    /// Nothing.
    NONE
  }

  public CudaState {
    gpus = List.copyOf(gpus);
  }

  /// The state that a trial takes for granted, to see what happens.
  static CudaState trusted() {
    return obstacle(Obstacle.NONE, "The CUDA libraries are being tried.", "", List.of());
  }

  /// Looks at this machine as it is now: asks the driver and tries the libraries in a process of
  /// their own, which takes seconds where there are some. This process loads none of them.
  public static CudaState look() {
    Map<String, String> environment = System.getenv();
    return find(
        environment,
        CudaLibraries.offered(environment, System.getProperties()),
        NvidiaDriver::ask,
        CudaState::failureOf);
  }

  // Without a Java to start there is no trial: the libraries are trusted.
  private static Optional<String> failureOf(CudaLibraries libraries) {
    return CudaTrial.ofThisJava().flatMap(trial -> trial.failure(libraries));
  }

  /// Looks, and stops at the first obstacle.
  ///
  /// @param offered the libraries that are to be used, if any
  /// @param driver asks the driver
  /// @param trial tries the libraries out of harm's way; says what went wrong, or empty
  static CudaState find(
      Map<String, String> environment,
      Optional<CudaLibraries> offered,
      Supplier<DriverAnswer> driver,
      Function<CudaLibraries, Optional<String>> trial) {
    if (CudaLibraries.areRefused(environment)) {
      return obstacle(
          Obstacle.REFUSED,
          "CUDA is switched off by " + CudaLibraries.VARIABLE + ".",
          "Unset " + CudaLibraries.VARIABLE + ".",
          List.of());
    }
    DriverAnswer answer = driver.get();
    return switch (answer) {
      case DriverAnswer.Missing() ->
          obstacle(Obstacle.NO_DRIVER, "No NVIDIA driver was found.", "", List.of());
      case DriverAnswer.Refused(String words) ->
          obstacle(
              Obstacle.DRIVER_FAILED,
              "The NVIDIA driver does not start: " + words + ".",
              "See whether nvidia-smi works; after an update of the driver restart the machine.",
              List.of());
      case DriverAnswer.Running running -> find(environment, offered, running, trial);
    };
  }

  private static CudaState find(
      Map<String, String> environment,
      Optional<CudaLibraries> offered,
      DriverAnswer.Running driver,
      Function<CudaLibraries, Optional<String>> trial) {
    List<Gpu> gpus = driver.gpus();
    if (gpus.isEmpty()) {
      String visible = environment.get("CUDA_VISIBLE_DEVICES");
      return obstacle(
          Obstacle.NO_DEVICE,
          "The NVIDIA driver shows no device"
              + (visible == null ? "." : " (CUDA_VISIBLE_DEVICES is \"" + visible + "\")."),
          "",
          gpus);
    }
    if (driver.cudaVersion() < NEEDED_CUDA) {
      return obstacle(
          Obstacle.DRIVER_TOO_OLD,
          "The NVIDIA driver is too old: it serves CUDA %s, PyTorch's libraries need %s."
              .formatted(driver.cudaWords(), DriverAnswer.Running.words(NEEDED_CUDA)),
          "Install a newer driver.",
          gpus);
    }
    if (environment.containsKey("PYTORCH_LIBRARY_PATH")) {
      return obstacle(
          Obstacle.OTHER_LIBRARIES,
          "PYTORCH_LIBRARY_PATH decides which PyTorch is loaded, and that one sees no CUDA device.",
          "Unset PYTORCH_LIBRARY_PATH.",
          gpus);
    }
    String found = "There is an NVIDIA GPU, " + gpus.getFirst() + ", but ";
    if (offered.isEmpty() || !Files.isDirectory(offered.get().folder())) {
      String where = offered.map(libraries -> "in " + libraries.folder()).orElse("here");
      return obstacle(
          Obstacle.NO_LIBRARIES,
          found + "PyTorch's CUDA libraries are not " + where + ".",
          GET,
          gpus);
    }
    CudaLibraries libraries = offered.get();
    Optional<String> shortcoming = libraries.shortcoming();
    if (shortcoming.isPresent()) {
      return obstacle(
          Obstacle.LIBRARIES_INCOMPLETE,
          found + "PyTorch's CUDA libraries cannot be used: " + shortcoming.get(),
          MORE,
          gpus);
    }
    return trial
        .apply(libraries)
        .map(words ->
            obstacle(
                Obstacle.LIBRARIES_FAILED,
                found + "PyTorch's CUDA libraries do not work: " + words,
                MORE,
                gpus))
        .orElseGet(() -> obstacle(Obstacle.NONE, "A CUDA device was found.", "", gpus));
  }

  private static CudaState obstacle(
      Obstacle obstacle, String reason, String advice, List<Gpu> gpus) {
    return new CudaState(obstacle, reason, advice, gpus);
  }
}
