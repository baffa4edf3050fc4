package cadenza.app.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// How this copy of the program was come by: from an installer, or from a checkout.
public final class Program {
  private Program() {}

  /// What people type to run it: `cadenza` where it is installed, `./cadenza` in a checkout.
  public static String command() {
    return isInstalled() ? "cadenza" : "./cadenza";
  }

  /// The environment variable that hands options to Java.
  public static String optionsVariable() {
    return isInstalled() ? "JAVA_TOOL_OPTIONS" : "CADENZA_JAVA_OPTS";
  }

  /// Whether an installer brought it; the launchers of the image say so.
  public static boolean isInstalled() {
    return Boolean.getBoolean("cadenza.installed");
  }

  /// Its version, as the jar says it; "development build" where there is no jar.
  public static String version() {
    String version = Program.class.getPackage().getImplementationVersion();
    return version == null ? "development build" : version;
  }

  /// The folder with a text file of each part's licence. Installers gather it; in a checkout it is
  /// there after `./cadenza package`.
  public static Optional<Path> licences() {
    return Optional.ofNullable(System.getProperty("cadenza.licences"))
        .map(Path::of)
        .filter(Files::isDirectory);
  }
}
