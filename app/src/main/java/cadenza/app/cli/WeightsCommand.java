package cadenza.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `cadenza weights`: official weights, and what a checkpoint holds.
@Command(
    name = "weights",
    description = "Gets official weights; shows what a weights file holds.",
    mixinStandardHelpOptions = true,
    subcommands = {WeightsGet.class, WeightsShow.class})
final class WeightsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }
}
