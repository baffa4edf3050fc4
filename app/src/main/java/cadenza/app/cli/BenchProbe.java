package cadenza.app.cli;

import cadenza.app.bench.OwnProcess;
import cadenza.app.bench.ProbeAccuracy;
import cadenza.app.bench.ProbeRun;
import cadenza.app.bench.ProbeShape;
import cadenza.app.bench.StrokesRun;
import cadenza.app.pipeline.EncodeSettings;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.FeaturePipeline;
import cadenza.app.pipeline.Model;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.synthetic.RoomGenerator;
import cadenza.scan.synthetic.RoomKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `cadenza bench probe`: how long a label takes to show, and how exact the training is.
@Command(
    name = "probe",
    description = {
      "Labels made-up scans stroke by stroke and measures how long each takes to show, each run in",
      "a process of its own; or compares the training with an exact solver; or goes on for long."
    },
    mixinStandardHelpOptions = true)
final class BenchProbe implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--shape",
      split = ",",
      paramLabel = "1m|1m-2000|89k",
      description = "sizes of the made-up scans (default: all)")
  private List<String> shapes = List.of("1m", "1m-2000", "89k");

  @Option(names = "--updates", description = "strokes a run (default: ${DEFAULT-VALUE})")
  private int updates = 100;

  @Option(
      names = "--accuracy",
      description = "compare with an exact solver on five generated rooms instead")
  private boolean accuracy;

  @Option(
      names = "--strokes",
      paramLabel = "N",
      description = "instead N random strokes on a generated room, as in the window")
  private int strokes;

  @Option(names = "--json", description = "one JSON object on standard output")
  private boolean json;

  @Option(names = "--one-run", hidden = true)
  private boolean oneRun;

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    List<ProbeShape> chosen = shapes.stream().map(s -> console.argument(() -> shape(s))).toList();
    console.require(updates >= 1, "--updates: at least 1, not " + updates);
    console.require(strokes >= 0, "--strokes: at least 1, not " + strokes);
    if (oneRun) {
      console.json(strokes > 0 ? strokes() : new ProbeRun(chosen.getFirst(), updates).measure());
      return 0;
    }
    List<Map<String, Object>> runs = new ArrayList<>();
    if (accuracy) {
      runs.addAll(
          new ProbeAccuracy(5, 200, List.of(.1, .01, .001)).measure(words -> say(console, words)));
    } else if (strokes > 0) {
      runs.add(OwnProcess.json(List.of("bench", "probe", "--one-run", "--strokes=" + strokes)));
      say(console, runs.getLast().toString());
    } else {
      for (ProbeShape shape : chosen) {
        say(console, "Probing the made-up scan %s …".formatted(shape));
        runs.add(
            OwnProcess.json(
                List.of(
                    "bench", "probe", "--one-run", "--shape=" + shape, "--updates=" + updates)));
        say(console, ProbeRun.line(runs.getLast()));
      }
    }
    if (json) {
      console.json(Map.of("runs", runs));
    }
    return 0;
  }

  private Map<String, Object> strokes() throws IOException {
    PointCloud cloud = RoomGenerator.generate(RoomKind.LIVING_ROOM, 1, Progress.none());
    try (Model model = Model.open(null, null, Progress.none())) {
      EncodedScan encoded =
          new FeaturePipeline(null)
              .encode(cloud, model, EncodeSettings.defaults(), Progress.none());
      return new StrokesRun(encoded, cloud, strokes, 1).measure();
    }
  }

  private static ProbeShape shape(String name) {
    for (ProbeShape shape : ProbeShape.values()) {
      if (shape.toString().equals(name)) {
        return shape;
      }
    }
    throw new IllegalArgumentException("--shape: 1m, 1m-2000 or 89k, not " + name);
  }

  private static void say(Console console, String words) {
    console.err().println(words);
    console.err().flush();
  }
}
