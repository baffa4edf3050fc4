package cadenza.sonata.kernels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/// A folder with PyTorch's CUDA build, which Cadenza does not ship (2.5 GB and more): the `lib`
/// folder of PyTorch's own libtorch archive, see `docs/gpu.md`.
///
/// # How DJL 0.35.1 takes it
///
/// DJL loads the processor's libraries whenever they are on the class path, whatever the machine
/// has (`ai.djl.util.Platform.detectPlatform`), unless `PYTORCH_LIBRARY_PATH`, an environment
/// variable or a system property, names a folder that holds `libtorch.so` or `torch.dll`
/// (`ai.djl.pytorch.jni.LibUtils.findOverrideLibrary`). It then loads every library in that folder
/// and below it, and takes its own JNI part for `PYTORCH_FLAVOR` out of the `pytorch-jni` jar.
///
/// @param folder where the libraries lie
public record CudaLibraries(Path folder) {
  /// The release whose C++ interface DJL's JNI part was compiled against.
  public static final String VERSION = "2.7.1";

  /// CUDA that PyTorch must be built for: the only one with a JNI part in `pytorch-jni`.
  public static final String FLAVOR = "cu128";

  /// Environment variable that names the folder; `none` for no CUDA at all.
  public static final String VARIABLE = "CADENZA_CUDA_LIBRARIES";

  /// System property that names the folder when the variable does not.
  public static final String PROPERTY = "cadenza.cuda.libraries";

  /// Libraries of the archive that are there to test it, or for tools that Cadenza has not.
  private static final String EXCLUDED =
      Stream.of(
              "backend_with_compiler",
              "jitbackend_test",
              "torchbind_test",
              "aoti_custom_ops",
              "nnapi_backend",
              "shm")
          .map(System::mapLibraryName)
          .reduce((a, b) -> a + "," + b)
          .orElseThrow();

  /// What is wrong with the folder, one sentence; empty if all that can be seen from outside is
  /// right.
  public Optional<String> shortcoming() {
    List<String> missing =
        Stream.of("torch", "torch_cpu", "torch_cuda", "c10", "c10_cuda")
            .map(System::mapLibraryName)
            .filter(name -> !Files.isRegularFile(folder.resolve(name)))
            .toList();
    if (!missing.isEmpty()) {
      String also =
          Files.isRegularFile(folder.resolve("lib").resolve(System.mapLibraryName("torch")))
              ? " They are in its folder lib: name that one."
              : "";
      return Optional.of(folder + " lacks " + String.join(", ", missing) + "." + also);
    }
    return version()
        .filter(found -> !found.startsWith(VERSION))
        .map(found ->
            folder + " holds PyTorch " + found + "; Cadenza needs " + VERSION + "+" + FLAVOR + ".");
  }

  /// Version of the archive, for example "2.7.1+cu128", where it says one.
  public Optional<String> version() {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent == null || !Files.isRegularFile(parent.resolve("build-version"))) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(parent.resolve("build-version")).strip());
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /// The folder that the person named, or the one that the program looks into.
  ///
  /// @return empty if CUDA was switched off or nothing was named
  static Optional<CudaLibraries> offered(Map<String, String> environment, Properties properties) {
    String named = environment.get(VARIABLE);
    if (named == null || named.isBlank()) {
      named = properties.getProperty(PROPERTY, "");
    }
    if (named.isBlank() || isNone(named)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new CudaLibraries(Path.of(named)));
    } catch (InvalidPathException e) {
      return Optional.empty(); // nothing can lie at a place of that name
    }
  }

  /// Whether the person wants no CUDA.
  static boolean areRefused(Map<String, String> environment) {
    String named = environment.get(VARIABLE);
    return named != null && isNone(named);
  }

  private static boolean isNone(String word) {
    return word.strip().equalsIgnoreCase("none");
  }

  /// Makes DJL load these instead of the processor's libraries. Call before the engine is touched.
  void use() {
    System.setProperty("PYTORCH_LIBRARY_PATH", folder.toAbsolutePath().toString());
    System.setProperty("PYTORCH_FLAVOR", FLAVOR);
    System.setProperty("PYTORCH_LIBRARY_EXCLUSION", EXCLUDED);
  }
}
