package cadenza.app.cli;

import cadenza.app.gpu.GpuArchive;
import cadenza.app.gpu.GpuLibraries;
import cadenza.app.weights.ByteCount;
import cadenza.sonata.kernels.CudaState;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `cadenza gpu`: whether an NVIDIA GPU can be used, and the libraries that it needs.
@Command(
    name = "gpu",
    description = "Says whether an NVIDIA GPU can be used; fetches and removes what it needs.",
    mixinStandardHelpOptions = true,
    subcommands = {GpuGet.class, GpuRemove.class})
final class GpuCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "one JSON object on standard output")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    GpuLibraries libraries = Main.of(spec).gpu();
    CudaState state = libraries.look();
    Optional<String> useless = libraries.uselessBecause(state);
    if (json) {
      console.json(report(libraries, state));
      return 0;
    }
    say(console, state, useless);
    console
        .out()
        .println(
            libraries.isHere()
                ? "Libraries: " + ByteCount.words(libraries.bytes()) + " in " + libraries.folder()
                : "Libraries: none in " + libraries.folder());
    if (useless.isEmpty() && !libraries.isHere()) {
      console.out().println("Get them with: cadenza gpu get (it says how large they are first)");
    }
    console.out().flush();
    return 0;
  }

  /// What this computer can do with the libraries.
  static void say(Console console, CudaState state, Optional<String> useless) {
    boolean works = state.obstacle() == CudaState.Obstacle.NONE;
    console
        .out()
        .println(
            works
                ? "The GPU can be used: "
                    + String.join(", ", state.gpus().stream().map(Object::toString).toList())
                : useless.orElse((state.reason() + " " + state.advice()).strip()));
    console.out().flush();
  }

  /// The same for programs.
  static Map<String, Object> report(GpuLibraries libraries, CudaState state) throws IOException {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("usable", state.obstacle() == CudaState.Obstacle.NONE);
    report.put("obstacle", state.obstacle().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    report.put("reason", state.reason());
    report.put("gpus", state.gpus().stream().map(Object::toString).toList());
    report.put("folder", libraries.folder().toString());
    report.put("present", libraries.isHere());
    report.put("bytes", libraries.bytes());
    report.put(
        "source", libraries.archive().map(GpuArchive::source).map(Object::toString).orElse(""));
    return report;
  }
}
