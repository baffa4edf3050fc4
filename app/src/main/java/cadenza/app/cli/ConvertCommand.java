package cadenza.app.cli;

import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `cadenza convert`: one format to another, every point in its place.
@Command(
    name = "convert",
    description =
        "Writes a scan in the format that the second name asks for; a name that ends in / is a"
            + " folder of arrays.",
    mixinStandardHelpOptions = true)
final class ConvertCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "IN")
  private Path in = Path.of("");

  @Parameters(index = "1", paramLabel = "OUT")
  private String out = "";

  @Mixin private ColumnOption columns = new ColumnOption();

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    Path target = Path.of(out);
    boolean isFolder = out.endsWith("/") || out.endsWith(File.separator);
    if (!isFolder && !Files.isDirectory(target)) {
      console.requireOutput(target, ScanFormats.writableExtensions());
    } else {
      console.requireParent(target);
    }
    ScanContents contents = console.read(in, columns.options());
    console.write(contents, target, isFolder);
    return 0;
  }
}
