import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Commands and files.
final class Shell {
  private Shell() {}

  static void say(String words) {
    System.err.println(words);
  }

  /// Ends the program with a sentence; never returns, `throw` it where the compiler wants an end.
  static RuntimeException fail(String words) {
    System.err.println("package: " + words);
    System.exit(1);
    return new IllegalStateException(words);
  }

  /// Runs a command; ends the program with its words if it fails.
  static String run(List<String> command, Map<String, String> environment) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process;
    try {
      process = builder.start();
    } catch (IOException missing) {
      throw fail(
          command.getFirst()
              + " does not start ("
              + missing.getMessage()
              + "). On Debian: apt install binutils dpkg.");
    }
    process.getOutputStream().close();
    String words;
    try (InputStream out = process.getInputStream()) {
      words = new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
    int code = process.waitFor();
    if (code != 0) {
      throw fail(String.join(" ", command) + " ended with exit code " + code + ":\n" + words);
    }
    return words;
  }

  static String run(String... command) throws Exception {
    return run(List.of(command), Map.of());
  }

  /// A program of the JDK that this runs on.
  static String jdk(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program).toString();
  }

  static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> files = Files.walk(tree)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /// Copies a file or a folder with all in it, times and modes kept: class-data archives know jars by their times.
  static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(from)) {
      all = new ArrayList<>(files.toList());
    }
    for (Path file : all) {
      Path place = to.resolve(from.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(place);
      } else {
        Files.createDirectories(place.getParent());
        Files.copy(
            file,
            place,
            StandardCopyOption.COPY_ATTRIBUTES,
            StandardCopyOption.REPLACE_EXISTING,
            java.nio.file.LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  static void mode(Path file, String mode) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
  }

  static long size(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      return files
          .filter(file -> Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }
}
