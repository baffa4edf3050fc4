package cadenza.app.pipeline;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Where this user's caches, settings and data live, by the custom of the operating system.
///
/// @param cache may be deleted at any time
/// @param config small files that should stay
/// @param data large files that should stay, such as downloaded weights
public record AppFolders(Path cache, Path config, Path data) {
  /// XDG folders on Linux, `Library` on macOS, `AppData` on Windows.
  public static AppFolders ofUser() {
    return of(
        System.getenv(),
        Path.of(System.getProperty("user.home", ".")),
        System.getProperty("os.name", ""));
  }

  /// Where PyTorch's CUDA libraries are looked for: the folder `lib` of its archive `libtorch`,
  /// unpacked into the data folder.
  public Path cudaLibraries() {
    return data.resolve("libtorch").resolve("lib");
  }

  static AppFolders of(Map<String, String> environment, Path home, String operatingSystem) {
    String os = operatingSystem.toLowerCase(Locale.ROOT);
    if (os.startsWith("windows")) {
      Path local = folder(environment, "LOCALAPPDATA", home.resolve("AppData").resolve("Local"));
      return new AppFolders(
          local.resolve("Cadenza").resolve("cache"),
          local.resolve("Cadenza").resolve("config"),
          local.resolve("Cadenza").resolve("data"));
    }
    if (os.startsWith("mac")) {
      Path library = home.resolve("Library");
      return new AppFolders(
          library.resolve("Caches").resolve("Cadenza"),
          library.resolve("Application Support").resolve("Cadenza"),
          library.resolve("Application Support").resolve("Cadenza").resolve("data"));
    }
    return new AppFolders(
        folder(environment, "XDG_CACHE_HOME", home.resolve(".cache")).resolve("cadenza"),
        folder(environment, "XDG_CONFIG_HOME", home.resolve(".config")).resolve("cadenza"),
        folder(environment, "XDG_DATA_HOME", home.resolve(".local").resolve("share"))
            .resolve("cadenza"));
  }

  private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
    String value = environment.get(variable);
    return value == null || value.isBlank() ? otherwise : Path.of(value);
  }
}
