package cadenza.app.cli;

import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/// Where a command writes: results to standard output, words and progress to standard error.
///
/// @param out results
/// @param err words for a person
record Console(PrintWriter out, PrintWriter err) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static Console of(CommandSpec spec) {
    return new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
  }

  TerminalProgress progress() {
    return new TerminalProgress(err);
  }

  /// Prints one object as JSON on standard output.
  void json(Object value) throws IOException {
    out.println(JSON.writeValueAsString(value));
    out.flush();
  }

  static void writeJson(Object value, Path file) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(value) + System.lineSeparator());
  }

  /// Reads a scan and says on standard error what was odd about it.
  ScanContents read(Path scan) throws IOException {
    ScanContents contents = ScanFormats.read(scan, progress());
    for (String warning : contents.warnings()) {
      err.println(scan.getFileName() + ": " + warning);
    }
    return contents;
  }

  /// Makes the folder a file is to be written into.
  static void makeParent(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
  }
}
