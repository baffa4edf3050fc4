package cadenza.app.cli;

import cadenza.app.pipeline.EncodeSettings;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.FeatureFile;
import cadenza.app.pipeline.Model;
import cadenza.scan.Pyramid;
import cadenza.scan.io.ReadOptions;
import cadenza.sonata.CurveShuffle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
      "If the weights have a decoder, its answer is written too.",
      "An .npz with coord, grid_coord and feat is taken as already transformed."
    },
    mixinStandardHelpOptions = true)
final class FeaturesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SCAN")
  private Path scan = Path.of("");

  @Option(names = "--out", paramLabel = "FILE.npz", required = true)
  private Path out = Path.of("");

  @Option(
      names = "--shuffle-seed",
      paramLabel = "N",
      description = {
        "shuffle the curves as the official code does after torch.manual_seed(N)",
        "(default: not shuffled, so that a scan has one answer)"
      })
  private @Nullable Long shuffleSeed;

  @Mixin private EncodeOptions options = new EncodeOptions();

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    console.requireOutput(out, Set.of("npz"));
    EncodeSettings settings = console.argument(this::settings);
    try (Model model = options.open(console.progress())) {
      if (Console.extension(scan).equals("npz")) {
        FeatureFile.Transformed input =
            FeatureFile.readTransformed(scan, model.checkpoint().config().inChannels());
        Pyramid pyramid =
            input.pyramid(
                model.checkpoint().inputTransform().gridSizeMeters(),
                model.checkpoint().config().stageCount(),
                console.progress());
        if (shuffle().isPresent()) {
          pyramid = shuffle().get().applyTo(pyramid, model.checkpoint().config().order());
        }
        Model.Encoded encoded =
            EncodeOptions.pipeline(console.err())
                .encode(pyramid, input.features(), model, options.compute(), console.progress());
        EncodeOptions.tell(encoded.device(), console.err());
        FeatureFile.write(
            out,
            null,
            pyramid,
            encoded.features(),
            model.decode(pyramid, encoded.features(), encoded.device(), console.progress()),
            model.checkpoint());
      } else {
        EncodedScan encoded =
            EncodeOptions.encode(
                console.readPoints(scan, ReadOptions.everything()).cloud(),
                model,
                settings,
                console.progress(),
                console.err());
        FeatureFile.write(
            out,
            encoded.grid().inverse(),
            encoded.prepared().pyramid(),
            encoded.features(),
            model.decode(
                encoded.prepared().pyramid(),
                encoded.features(),
                encoded.device().orElseThrow(), // no cache here
                console.progress()),
            model.checkpoint());
      }
    }
    return 0;
  }

  private EncodeSettings settings() {
    return options.settings().with(shuffle());
  }

  private Optional<CurveShuffle> shuffle() {
    return Optional.ofNullable(shuffleSeed).map(CurveShuffle::new);
  }
}
