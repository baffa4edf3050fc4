package cadenza.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `cadenza weights`: official weights, what a checkpoint holds, other formats.
@Command(
    name = "weights",
    description =
        "Gets official weights; shows what a weights file holds; writes it in another format.",
    mixinStandardHelpOptions = true,
    subcommands = {WeightsGet.class, WeightsShow.class, WeightsConvert.class})
final class WeightsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }
}
