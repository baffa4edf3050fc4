package cadenza.app.cli;

import cadenza.app.pipeline.Model;
import cadenza.scan.Progress;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.DeviceChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `cadenza weights`: official weights, and what a checkpoint holds.
@Command(
    name = "weights",
    description = "Gets official weights; shows what a weights file holds.",
    mixinStandardHelpOptions = true,
    subcommands = {WeightsGet.class, WeightsCommand.Show.class})
final class WeightsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }

  /// `cadenza weights show`.
  @Command(
      name = "show",
      description = "Network, input transform and tensors of a weights file.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
        arity = "0..1",
        paramLabel = "FILE|NAME",
        description = "default: Cadenza's own weights")
    private @Nullable Path file;

    @Option(
        names = "--config",
        paramLabel = "base|starter|FILE",
        description = "network of weights that do not say their own")
    private @Nullable String config;

    @Option(names = "--tensors", description = "list every tensor with its shape")
    private boolean tensors;

    @Override
    public Integer call() throws IOException {
      Console console = Console.of(spec);
      try (Model model =
          Model.open(
              EncodeOptions.fileOf(file, spec),
              EncodeOptions.networkOf(config),
              DeviceChoice.AUTO,
              Progress.none())) {
        print(console, model.checkpoint());
      }
      return 0;
    }

    private void print(Console console, Checkpoint weights) {
      console.out().printf("name        %s%n", weights.name());
      console.out().printf("trained     %s%n", weights.trained() ? "yes" : "no (random numbers)");
      console.out().printf("sha256      %s%n", weights.sha256());
      console.out().printf("parameters  %,d%n", weights.parameterCount());
      console.out().printf("config      %s%n", weights.configJson());
      if (tensors) {
        weights.tensors().forEach(t -> console.out().printf("%s %s%n", t.name(), t.shapeText()));
      }
      console.out().flush();
    }
  }
}
