package cadenza.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `cadenza probe`: labels to predictions, for scripts and servers.
@Command(
    name = "probe",
    description = "Learns classes from labelled scans, predicts them on others, and scores that.",
    mixinStandardHelpOptions = true,
    subcommands = {ProbeTrain.class, ProbeApply.class, ProbeEvaluate.class})
final class ProbeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }
}
