package cadenza.app.cli;

import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanFormats;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Where a command reads and writes: results to standard output, words and progress to standard
/// error, and what is wrong with its arguments said before any work begins.
record Console(CommandLine command) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static Console of(CommandSpec spec) {
    return new Console(spec.commandLine());
  }

  /// For results.
  PrintWriter out() {
    return command.getOut();
  }

  /// For words to a person.
  PrintWriter err() {
    return command.getErr();
  }

  TerminalProgress progress() {
    return new TerminalProgress(err());
  }

  /// Prints one object as JSON on standard output.
  void json(Object value) throws IOException {
    out().println(JSON.writeValueAsString(value));
    out().flush();
  }

  static void writeJson(Object value, Path file) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(value) + System.lineSeparator());
  }

  /// An argument that may be wrong.
  ///
  /// @throws ParameterException if it is
  <T> T argument(Supplier<T> parse) {
    try {
      return parse.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, String.valueOf(e.getMessage()), e);
    }
  }

  /// @throws ParameterException with the message if the condition does not hold
  void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(command, message);
    }
  }

  /// Makes sure that a file of one of these extensions can be written there, and makes its folder.
  ///
  /// @throws ParameterException if not
  void requireOutput(Path file, Set<String> extensions) throws IOException {
    require(
        extensions.contains(extension(file)),
        "%s: the name must end in one of %s"
            .formatted(file, extensions.stream().sorted().map(e -> "." + e).toList()));
    require(!Files.isDirectory(file), file + " is a folder; name a file");
    requireParent(file);
  }

  /// Makes the folder that something is to be written into.
  ///
  /// @throws ParameterException if a file stands in its place
  void requireParent(Path file) throws IOException {
    Path parent = file.toAbsolutePath().normalize().getParent();
    if (parent != null) {
      requireFolder(parent);
    }
  }

  /// Makes a folder if it is not there.
  ///
  /// @throws ParameterException if a file stands in its place
  void requireFolder(Path folder) throws IOException {
    for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
      require(
          !Files.exists(at) || Files.isDirectory(at), at + " is a file where a folder is needed");
    }
    Files.createDirectories(folder);
  }

  /// What follows the last dot of a file's name, in lower case; empty if there is none.
  static String extension(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /// Reads a scan and says on standard error what was odd about it.
  ScanContents read(Path scan, ReadOptions options) throws IOException {
    ScanContents contents = ScanFormats.read(scan, options, progress());
    for (String warning : contents.warnings()) {
      err().println(scan.getFileName() + ": " + warning);
    }
    return contents;
  }

  /// Reads a scan that something is to be computed of.
  ///
  /// @throws ScanException if no point of it has finite coordinates
  ScanContents readPoints(Path scan, ReadOptions options) throws IOException {
    ScanContents contents = read(scan, options);
    if (contents.cloud().finiteCount() == 0) {
      throw new ScanException(
          scan,
          "no point in it has finite coordinates, so there is nothing to encode or draw",
          "Check how it was exported.");
    }
    return contents;
  }

  /// Writes a scan in the format its name asks for, with all that the format can hold.
  void write(ScanContents contents, Path file) throws IOException {
    write(contents, file, false);
  }

  /// As above, or as a folder of arrays, whatever its name.
  void write(ScanContents contents, Path file, boolean isFolder) throws IOException {
    try {
      if (isFolder) {
        ScanFormats.writeFolder(contents, file, progress());
      } else {
        ScanFormats.write(contents, file, progress());
      }
    } catch (ScanException e) {
      // Not the input is at fault, so not the exit code of an unreadable input.
      throw new IOException(e.getMessage(), e);
    }
  }
}
