package cadenza.app.cli;

import cadenza.app.gpu.GpuArchive;
import cadenza.app.gpu.GpuLibraries;
import cadenza.app.gpu.GpuOffer;
import cadenza.app.weights.OfficialWeights.Licence;
import cadenza.scan.Progress;
import cadenza.sonata.kernels.CudaState;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `cadenza gpu get`: fetches PyTorch's CUDA libraries after size, origin and licences were shown
/// and somebody agreed, and tries them.
@Command(
    name = "get",
    description =
        "Fetches PyTorch's CUDA libraries, after showing what they are, their size, origin and"
            + " licences; unpacks them into the data folder and tries them. Fails if they do not"
            + " work.",
    mixinStandardHelpOptions = true)
final class GpuGet implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--yes",
      description = "fetch without asking; you have read the licences and agree to them")
  private boolean yes;

  @Option(names = "--anyway", description = "also where no NVIDIA GPU can be used")
  private boolean anyway;

  @Option(names = "--json", description = "one JSON object on standard output")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    GpuLibraries libraries = Main.of(spec).gpu();
    CudaState state = libraries.look();
    Optional<String> useless = libraries.uselessBecause(state);
    if (libraries.isHere()) {
      console.err().println("They are there already: " + libraries.folder());
      return tell(console, libraries, state);
    }
    Optional<GpuArchive> archive = libraries.archive();
    if (useless.isPresent()) {
      console.err().println(useless.get());
      if (!anyway || archive.isEmpty()) {
        console
            .err()
            .println(
                "Nothing was fetched: the libraries would not be used on this computer."
                    + (archive.isPresent() ? " --anyway fetches them all the same." : ""));
        console.err().flush();
        return Failures.FAILED;
      }
    }
    boolean asks = !yes;
    console.require(
        !asks || Main.of(spec).questions().canBeAnswered(),
        "Nobody can be asked here. Read the licences ("
            + String.join(
                ", ",
                archive.orElseThrow().licences().stream().map(l -> l.page().toString()).toList())
            + ") and add --yes if you agree.");
    GpuOffer offer = libraries.isLoaded() ? GpuOffer.UNKNOWN : libraries.ask(Progress.none());
    describe(console.err(), archive.orElseThrow(), libraries, offer);
    if (asks && !Main.of(spec).questions().isYes("Fetch them? [y/N] ")) {
      console.err().println("Nothing was fetched.");
      return Failures.FAILED;
    }
    fetch(console, libraries, offer);
    return tell(console, libraries, libraries.look());
  }

  private void fetch(Console console, GpuLibraries libraries, GpuOffer offer) throws IOException {
    TransferProgress progress =
        new TransferProgress(console.err(), Main.of(spec).questions().canBeAnswered());
    try {
      libraries.fetch(offer, progress);
    } finally {
      progress.end();
    }
  }

  private static void describe(
      PrintWriter err, GpuArchive archive, GpuLibraries libraries, GpuOffer offer) {
    err.println(archive.purpose());
    if (libraries.isLoaded()) {
      err.println("  download  here already, not unpacked yet");
    } else {
      err.println("  download  " + offer.sizeWords());
      err.println("  on disk   " + offer.spaceWords());
    }
    err.println("  origin    " + archive.origin() + ", served by " + archive.source().getHost());
    for (Licence licence : archive.licences()) {
      err.println("  licence   " + licence.name() + ": " + licence.meaning());
      err.println("            " + licence.page());
    }
    err.println("  goes to   " + libraries.folder());
    err.flush();
  }

  // Those that were fetched for another computer need not work on this one.
  private int tell(Console console, GpuLibraries libraries, CudaState state) throws IOException {
    Optional<String> useless = libraries.uselessBecause(state);
    if (json) {
      console.json(GpuCommand.report(libraries, state));
    } else {
      GpuCommand.say(console, state, useless);
    }
    boolean works = state.obstacle() == CudaState.Obstacle.NONE;
    return works || useless.isPresent() ? 0 : Failures.FAILED;
  }
}
