package cadenza.app.cli;

import cadenza.app.bench.BenchScene;
import cadenza.app.bench.OwnProcess;
import cadenza.app.bench.RenderRun;
import cadenza.app.bench.SoakRun;
import cadenza.app.bench.WindowRun;
import cadenza.app.pictures.PictureSize;
import cadenza.render.FrameRenderer;
import cadenza.render.RendererChoice;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanFormats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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

  @Option(
      names = "--window",
      description = "instead: how many frames a second reach a window; needs a display")
  private boolean window;

  @Option(
      names = "--scan",
      paramLabel = "FILE",
      description = "with --window: this scan instead of generated rooms")
  private @Nullable Path scan;

  @Option(
      names = "--soak",
      paramLabel = "MINUTES",
      description = "instead: so many minutes of random use, and what memory does meanwhile")
  private @Nullable Double soakMinutes;

  @Option(names = "--json", description = "one JSON object on standard output")
  private boolean json;

  @Option(names = "--one-run", hidden = true)
  private boolean oneRun;

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    PictureSize picture = console.argument(() -> Pictures.parse(size)).size();
    for (int count : points) {
      console.require(count >= 1000, "--points: at least 1000, not " + count);
    }
    console.require(
        soakMinutes == null || soakMinutes > 0, "--soak: more than 0, not " + soakMinutes);
    if (oneRun) {
      console.json(measure(kinds.getFirst(), points.getFirst(), picture));
      return 0;
    }
    List<Map<String, Object>> runs = new ArrayList<>();
    for (int count : points) {
      for (Kind kind : kinds) {
        Map<String, Object> run = OwnProcess.json(arguments(kind, count));
        console.err().println(line(run));
        console.err().flush();
        runs.add(run);
      }
    }
    if (json) {
      console.json(Map.of("runs", runs));
    }
    return 0;
  }

  private List<String> arguments(Kind kind, int count) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "bench",
                "render",
                "--one-run",
                "--renderer=" + kind,
                "--points=" + count,
                "--size=" + size));
    if (window) {
      arguments.add("--window");
    }
    if (scan != null) {
      arguments.add("--scan=" + scan);
    }
    if (soakMinutes != null) {
      arguments.add("--soak=" + soakMinutes);
    }
    return arguments;
  }

  private PointCloud shown(int count) throws IOException {
    return scan == null ? BenchScene.floor(count) : ScanFormats.read(scan, Progress.none()).cloud();
  }

  private Map<String, Object> measure(Kind kind, int count, PictureSize picture)
      throws IOException {
    String name = kind.name().toLowerCase(Locale.ROOT);
    Supplier<RendererChoice> open =
        kind == Kind.JAVA
            ? () -> RendererChoice.java("Java renderer")
            : RendererChoice::preferOpenGl;
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("renderer", name);
    if (window) {
      run.putAll(new WindowRun(open, shown(count), picture.width(), picture.height()).measure());
      return run;
    }
    RendererChoice choice = open.get();
    run.put("rendererReason", choice.reason());
    try (FrameRenderer renderer = choice.renderer()) {
      run.putAll(
          soakMinutes == null
              ? new RenderRun(name, renderer, count, picture.width(), picture.height()).measure()
              : new SoakRun(name, renderer, count, soakMinutes).measure());
    }
    return run;
  }

  private String line(Map<String, Object> run) {
    if (window) {
      return WindowRun.line(run);
    }
    return soakMinutes == null ? RenderRun.line(run) : SoakRun.line(run);
  }
}
