package cadenza.app.cli;

import cadenza.app.weights.ByteCount;
import cadenza.sonata.Branch;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.ModelCard;
import cadenza.sonata.ModelCardText;
import cadenza.sonata.SonataConfig;
import cadenza.sonata.WeightsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `cadenza weights convert`: an encoder as safetensors, or as the `.pth` of the official Python
/// code.
@Command(
    name = "convert",
    description = {
      "Writes an encoder as .safetensors, or as a .pth that the official Python code loads.",
      "The .pth takes coordinate, colour and normal as they are: what Cadenza shifts and scales",
      "first is moved into its first layer."
    },
    mixinStandardHelpOptions = true)
final class WeightsConvert implements Callable<Integer> {
  private static final String PTH = "pth";

  /// The official transform's.
  private static final float OFFICIAL_GRID_METERS = 0.02f;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "1", paramLabel = "FILE|NAME")
  private Path file = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "ends in .safetensors or .pth")
  private Path out = Path.of("");

  @Option(names = "--half", description = "16-bit floats: half the size")
  private boolean half;

  @Option(
      names = "--config",
      paramLabel = EncodeOptions.CONFIGS,
      description = "network of weights that do not say their own")
  private @Nullable String config;

  @Option(
      names = "--branch",
      paramLabel = EncodeOptions.BRANCHES,
      description = "which encoder of a pretraining state (default: student)")
  private @Nullable Branch branch;

  @Option(names = "--card", description = "write its model card beside it, as WEIGHTS.md")
  private boolean card;

  @Option(names = "--name", description = "what its model card shall call it")
  private @Nullable String name;

  @Option(
      names = "--score",
      paramLabel = "NAME=X",
      description = "a score for its model card, from 0 to 1; may be given several times")
  private Map<String, Double> scores = Map.of();

  @Option(names = "--json", description = "one JSON object on standard output")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    SonataConfig network = EncodeOptions.networkOf(config, branch, file, "FILE or NAME", spec);
    Path from = EncodeOptions.fileOf(file, spec);
    if (from == null) {
      throw new IllegalStateException("a file was named");
    }
    console.requireOutput(out, Set.of(PTH, "safetensors"));
    console.require(
        !Files.exists(out) || !Files.isSameFile(from, out),
        out + " is what is to be converted; name another file");
    Checkpoint weights = Checkpoint.read(from, network, branch, console.progress());
    boolean needsCard = card || name != null || !scores.isEmpty();
    console.require(
        !needsCard || weights.card().isPresent(),
        "--card, --name, --score: " + from + " carries no model card");
    if (needsCard) {
      weights = weights.withCard(told(weights.card().orElseThrow()));
    }
    boolean pth = Console.extension(out).equals(PTH);
    Checkpoint written = pth ? weights.withFoldedInput() : weights;
    if (half) {
      written = halved(written, from);
    }
    if (pth) {
      written.writePth(out);
    } else {
      written.writeSafetensors(out);
    }
    tell(console.err(), written, pth);
    if (card) {
      console
          .err()
          .println("Wrote " + ModelCardText.writeBeside(out, weights.card().orElseThrow()));
    }
    console.err().flush();
    if (json) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("file", out.toString());
      report.put("bytes", Files.size(out));
      report.put("sha256", written.sha256());
      report.put("parameters", written.parameterCount());
      report.put("gridSizeMeters", written.inputTransform().gridSizeMeters());
      console.json(report);
    }
    return 0;
  }

  private ModelCard told(ModelCard before) {
    ModelCard named = name == null ? before : before.named(name);
    return scores.isEmpty() ? named : named.scored(scores);
  }

  private static Checkpoint halved(Checkpoint weights, Path from) throws WeightsException {
    try {
      return weights.inHalfPrecision();
    } catch (ArithmeticException e) {
      throw new WeightsException(from, String.valueOf(e.getMessage()), "Leave out --half.", e);
    }
  }

  private void tell(PrintWriter err, Checkpoint written, boolean pth) throws IOException {
    err.println("Wrote " + out + ", " + ByteCount.words(Files.size(out)));
    float grid = written.inputTransform().gridSizeMeters();
    if (pth && grid != OFFICIAL_GRID_METERS) {
      err.println(
          "These weights are for voxels of "
              + grid
              + " m. The official transform has 0.02: in Python, set"
              + " transform.transforms[1].grid_size = "
              + grid);
    }
  }
}
