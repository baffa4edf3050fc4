package cadenza.app.cli;

import cadenza.scan.io.ReadOptions;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/// What the columns of a text or a table without names are, as a person says.
final class ColumnOption {
  @Option(
      names = "--columns",
      paramLabel = "\"x y z …\"",
      description =
          "what the columns of a text without names are, in their order: x y z, r g b, nx ny nz,"
              + " i for intensity, l for label, any other name; - leaves one out")
  private String columns = "";

  /// The same options, with the columns named if they were.
  ReadOptions options(ReadOptions base) {
    List<String> names =
        Arrays.stream(columns.strip().split("[\\s,]+")).filter(name -> !name.isEmpty()).toList();
    return names.isEmpty() ? base : base.withColumns(names);
  }
}
