package cadenza.app.cli;

import cadenza.scan.Bounds;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanFormats;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Option(
      names = "--max-points",
      paramLabel = "N",
      description = "thin it evenly to so many points (default: every point)")
  private @Nullable Long maxPoints;

  @Option(
      names = "--region",
      paramLabel = "x0,y0,z0,x1,y1,z1",
      split = ",",
      arity = "1",
      description = "only what lies in this box, in the scan's coordinates")
  private double @Nullable [] region;

  private static Bounds box(double[] corners) {
    if (corners.length != 6) {
      throw new IllegalArgumentException("--region: six numbers, not " + corners.length);
    }
    double[] min = new double[3];
    double[] max = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      min[axis] = Math.min(corners[axis], corners[axis + 3]);
      max[axis] = Math.max(corners[axis], corners[axis + 3]);
    }
    return new Bounds(min, max);
  }

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
    ReadOptions options = columns.options(ReadOptions.everything());
    if (maxPoints != null) {
      long most = maxPoints;
      console.require(most >= 1, "--max-points: at least 1, not " + most);
      options = options.withMaxPoints(most);
    }
    double[] corners = region;
    if (corners != null) {
      Bounds box = console.argument(() -> box(corners));
      options = options.within(box);
    }
    console.write(console.read(in, options), target, isFolder);
    return 0;
  }
}
