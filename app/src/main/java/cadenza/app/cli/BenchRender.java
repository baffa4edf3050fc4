package cadenza.app.cli;

import cadenza.app.bench.OwnProcess;
import cadenza.app.bench.RenderRun;
import cadenza.render.FrameRenderer;
import cadenza.render.RendererChoice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `cadenza bench render`: time and memory of pictures.
@Command(
    name = "render",
    description =
        "Draws generated rooms along a fixed way of the camera, each run in a process of its own.",
    mixinStandardHelpOptions = true)
final class BenchRender implements Callable<Integer> {
  /// What draws.
  enum Kind {
    JAVA,
    OPENGL
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--renderer",
      split = ",",
      description = "${COMPLETION-CANDIDATES}, in any case (default: ${DEFAULT-VALUE})")
  private List<Kind> kinds = List.of(Kind.JAVA);

  @Option(
      names = "--points",
      split = ",",
      description = "points of the scenes (default: 1, 10 and 100 million; the last needs 8 GB)")
  private List<Integer> points = List.of(1_000_000, 10_000_000, 100_000_000);

  @Option(names = "--size", paramLabel = "WxH", description = "(default: ${DEFAULT-VALUE})")
  private String size = "1600x1000";

  @Option(names = "--json", description = "one JSON object on standard output")
  private boolean json;

  @Option(names = "--one-run", hidden = true)
  private boolean oneRun;

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    Pictures pictures = console.argument(() -> Pictures.parse(size));
    for (int count : points) {
      console.require(count >= 1000, "--points: at least 1000, not " + count);
    }
    if (oneRun) {
      Kind kind = kinds.getFirst();
      RendererChoice choice =
          kind == Kind.JAVA ? RendererChoice.java("Java renderer") : RendererChoice.preferOpenGl();
      try (FrameRenderer renderer = choice.renderer()) {
        Map<String, Object> run =
            new RenderRun(
                    kind.name().toLowerCase(Locale.ROOT),
                    renderer,
                    points.getFirst(),
                    pictures.size().width(),
                    pictures.size().height())
                .measure();
        run.put("rendererReason", choice.reason());
        console.json(run);
      }
      return 0;
    }
    List<Map<String, Object>> runs = new ArrayList<>();
    for (int count : points) {
      for (Kind kind : kinds) {
        Map<String, Object> run =
            OwnProcess.json(
                List.of(
                    "bench",
                    "render",
                    "--one-run",
                    "--renderer=" + kind,
                    "--points=" + count,
                    "--size=" + size));
        console.err().println(RenderRun.line(run));
        console.err().flush();
        runs.add(run);
      }
    }
    if (json) {
      console.json(Map.of("runs", runs));
    }
    return 0;
  }
}
