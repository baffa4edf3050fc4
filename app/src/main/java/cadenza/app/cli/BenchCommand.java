package cadenza.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `cadenza bench`: how fast the program is here, and how much memory it takes.
@Command(
    name = "bench",
    description = "Measures the program on this machine.",
    mixinStandardHelpOptions = true,
    subcommands = {
      BenchLoad.class,
      BenchEncode.class,
      BenchRender.class,
      BenchProbe.class,
      BenchRepresentation.class,
      BenchPretrain.class
    })
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }
}
