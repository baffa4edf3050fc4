package cadenza.app.cli;

import cadenza.app.gpu.GpuLibraries;
import cadenza.app.weights.ByteCount;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `cadenza gpu remove`: deletes PyTorch's CUDA libraries and says what that freed.
@Command(
    name = "remove",
    description =
        "Deletes the libraries, and what is there of a download; encoding then runs on"
            + " the processor.",
    mixinStandardHelpOptions = true)
final class GpuRemove implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--yes", description = "without asking")
  private boolean yes;

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    GpuLibraries libraries = Main.of(spec).gpu();
    long bytes = libraries.bytes();
    if (!libraries.isHere() && bytes == 0) {
      console.out().println("There are none in " + libraries.folder() + ".");
      console.out().flush();
      return 0;
    }
    console.err().println(ByteCount.words(bytes) + " in " + libraries.folder());
    boolean asks = !yes;
    console.require(
        !asks || Main.of(spec).questions().canBeAnswered(),
        "Nobody can be asked here; add --yes to delete them.");
    if (asks && !Main.of(spec).questions().isYes("Delete them? [y/N] ")) {
      console.err().println("Nothing was deleted.");
      console.err().flush();
      return Failures.FAILED;
    }
    console.out().println("Freed " + ByteCount.words(libraries.remove()) + ".");
    console.out().flush();
    return 0;
  }
}
