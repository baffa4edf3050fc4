package cadenza.app.cli;

import cadenza.app.update.Releases;
import cadenza.app.update.UpdateAnswer;
import cadenza.scan.Progress;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `cadenza update-check`: asks once whether there is a newer release.
@Command(
    name = "update-check",
    description = {
      "Asks once whether there is a newer release; nothing is sent but the request.",
      "Cadenza never asks by itself, and installs nothing."
    },
    mixinStandardHelpOptions = true)
final class UpdateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "one JSON object on standard output")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    Releases releases = Main.of(spec).releases();
    UpdateAnswer answer = releases.ask(Progress.none());
    String page = answer.page().map(URI::toString).orElse("");
    if (json) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("own", answer.own());
      report.put("latest", answer.latest());
      report.put("order", answer.order().name().toLowerCase(Locale.ROOT).replace('_', ' '));
      report.put("page", page);
      console.json(report);
    } else {
      console.out().println(answer.words());
      if (!page.isEmpty()) {
        console.out().println(page);
      }
      console.out().flush();
    }
    return 0;
  }
}
