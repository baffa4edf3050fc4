package cadenza.app.cli;

import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.FeatureFile;
import cadenza.app.pipeline.Model;
import cadenza.scan.FeaturePyramid;
import cadenza.scan.Pyramid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `cadenza features`: what the encoder answers, as arrays for other programs.
@Command(
    name = "features",
    description = {
      "Encodes a scan and writes the features of every level.",
      "An .npz with coord, grid_coord and feat is taken as already transformed."
    },
    mixinStandardHelpOptions = true)
final class FeaturesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SCAN")
  private Path scan = Path.of("");

  @Option(names = "--out", paramLabel = "FILE.npz", required = true)
  private Path out = Path.of("");

  @Mixin private EncodeOptions options = new EncodeOptions();

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    console.requireOutput(out, Set.of("npz"));
    console.argument(options::settings);
    try (Model model = options.open(console.progress())) {
      if (Console.extension(scan).equals("npz")) {
        FeatureFile.Transformed input =
            FeatureFile.readTransformed(scan, model.checkpoint().config().inChannels());
        Pyramid pyramid =
            input.pyramid(
                model.checkpoint().inputTransform().gridSizeMeters(),
                model.checkpoint().config().stageCount(),
                console.progress());
        FeaturePyramid features = model.encode(pyramid, input.features(), console.progress());
        FeatureFile.write(out, null, pyramid, features, model.checkpoint());
      } else {
        EncodedScan encoded =
            options.encode(
                console.readPoints(scan).cloud(), model, console.progress(), console.err());
        FeatureFile.write(
            out,
            encoded.grid().inverse(),
            encoded.prepared().pyramid(),
            encoded.features(),
            model.checkpoint());
      }
    }
    return 0;
  }
}
