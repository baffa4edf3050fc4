import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The Java that comes along: the modules the program reads, JavaFX among them, and no others.
final class Runtime {
  /// What `jdeps` finds in the jars, and what is only looked up by name: zip file systems, other character sets in text
  /// scans, system figures for `cadenza doctor`, elliptic curves are in java.base.
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.desktop",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.sql",
          "java.xml",
          "jdk.charsets",
          "jdk.management",
          "jdk.unsupported",
          "jdk.zipfs",
          "javafx.controls",
          "javafx.swing");

  private Runtime() {}

  static Path link(Libraries libraries, Path work, Platform platform) throws Exception {
    Path runtime = work.resolve("runtime");
    java.util.ArrayList<String> command =
        new java.util.ArrayList<>(
            List.of(
                Shell.jdk("jlink"),
                "--module-path",
                libraries.modules.toString(),
                "--add-modules",
                String.join(",", MODULES),
                "--no-header-files",
                "--no-man-pages",
                "--strip-java-debug-attributes",
                "--output",
                runtime.toString()));
    if (platform.os() == Platform.Os.LINUX) {
      command.add("--strip-native-debug-symbols=exclude-debuginfo-files");
    }
    Shell.run(command, java.util.Map.of());
    // JavaFX looks beside the runtime's own libraries first; elsewhere it would unpack into the home folder.
    Path place = runtime.resolve(platform.os() == Platform.Os.WINDOWS ? "bin" : "lib");
    Shell.copy(libraries.runtimeNatives, place);
    // The program's own archive replaces the JDK's (two of them, 13 MB each).
    Path server = runtime.resolve(platform.os() == Platform.Os.WINDOWS ? "bin/server" : "lib/server");
    Files.deleteIfExists(server.resolve("classes_nocoops.jsa"));
    Files.deleteIfExists(server.resolve("classes_coh.jsa"));
    Files.deleteIfExists(server.resolve("classes_nocoops_coh.jsa"));
    // Of the programs only `java`: it tries CUDA libraries out of harm's way and runs measurements.
    try (Stream<Path> files = Files.list(runtime.resolve("bin"))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!Files.isDirectory(file)
            && (name.endsWith(".exe") || platform.os() != Platform.Os.WINDOWS)
            && !name.startsWith("java.")
            && !name.equals("java")) {
          Files.delete(file);
        }
      }
    }
    return runtime;
  }
}
