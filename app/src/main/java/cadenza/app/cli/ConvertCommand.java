package cadenza.app.cli;

import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `cadenza convert`: one format to another, every point in its place.
@Command(
    name = "convert",
    description = "Writes a scan in the format that the second name asks for.",
    mixinStandardHelpOptions = true)
final class ConvertCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "IN")
  private Path in = Path.of("");

  @Parameters(index = "1", paramLabel = "OUT")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    console.requireOutput(out, ScanFormats.writableExtensions());
    ScanContents contents = console.read(in);
    console.write(contents, out);
    return 0;
  }
}
