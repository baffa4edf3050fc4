package cadenza.app.cli;

import cadenza.app.pipeline.Caches;
import cadenza.app.weights.ByteCount;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `cadenza caches`: the space that features and unpacked libraries take, and a way to have it
/// back.
@Command(
    name = "caches",
    description = "Says how much space caches take; --clear gives it back.",
    mixinStandardHelpOptions = true)
final class CachesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--clear", description = "delete them; settings, projects and weights stay")
  private boolean clear;

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    Caches caches = Caches.ofUser();
    String folder = caches.folder().toString();
    if (clear) {
      console.out().println("Freed " + ByteCount.words(caches.clear()) + " in " + folder + ".");
    } else {
      console.out().println(ByteCount.words(caches.bytes()) + " in " + folder + ".");
    }
    console.out().flush();
    return 0;
  }
}
