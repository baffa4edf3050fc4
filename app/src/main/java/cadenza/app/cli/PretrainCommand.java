package cadenza.app.cli;

import cadenza.app.pipeline.AppFolders;
import cadenza.app.pipeline.Compute;
import cadenza.app.pipeline.Sample;
import cadenza.app.pretrain.LabelledScansEvaluator;
import cadenza.app.pretrain.PresetChoice;
import cadenza.app.pretrain.PretrainEvents;
import cadenza.app.pretrain.PretrainNotes;
import cadenza.app.pretrain.PretrainPlan;
import cadenza.app.pretrain.PretrainReport;
import cadenza.app.pretrain.PretrainRun;
import cadenza.app.pretrain.RunControl;
import cadenza.app.pretrain.RunSignals;
import cadenza.app.pretrain.ScanWatch;
import cadenza.app.pretrain.SceneSource;
import cadenza.app.pretrain.SceneStore;
import cadenza.app.pretrain.StepTime;
import cadenza.scan.PointCloud;
import cadenza.scan.io.ReadOptions;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.pretrain.Preset;
import cadenza.sonata.pretrain.PresetValues;
import cadenza.sonata.pretrain.Pretraining;
import cadenza.sonata.pretrain.RunMemory;
import cadenza.sonata.pretrain.SavedRun;
import cadenza.sonata.pretrain.watch.Evaluator;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `cadenza pretrain`: an encoder of one's own.
@Command(
    name = "pretrain",
    description = {
      "Pretrains an encoder on scans without labels, by point self-distillation (Sonata).",
      "Ctrl-C, or any end, saves everything in OUT.run; --resume goes on from there."
    },
    mixinStandardHelpOptions = true)
final class PretrainCommand implements Callable<Integer> {
  private static final long FIRST_ROOM = 100_000;
  private static final int ANY_STEPS = 1000; // where only what does not depend on them is asked
  private static final int AHEAD = 3;
  private static final int PREVIEW_WIDTH = 960;
  private static final int PREVIEW_HEIGHT = 600;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..*", paramLabel = "SCAN|DIR", description = "scans to learn from")
  private List<Path> scans = List.of();

  @Option(
      names = "--rooms",
      paramLabel = "N",
      description = "learn from so many rooms of our own generator, too")
  private int rooms;

  @Option(names = "--preset", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private PresetChoice name = PresetChoice.STARTER;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "changes a number of the preset; --show lists them")
  private Map<String, String> changes = new LinkedHashMap<>();

  @Option(
      names = "--as-is",
      description =
          "learn from scans as their files have them; else those that seem to be in millimetres"
              + " or feet, to lie on their side or to have points far outside are mended first,"
              + " which is said")
  private boolean asIs;

  @Option(names = "--show", description = "print the preset beside the paper's and stop")
  private boolean show;

  @Option(names = "--out", paramLabel = "W.safetensors", description = "where the weights go")
  private @Nullable Path out;

  @Option(names = "--resume", description = "go on with what OUT.run holds")
  private boolean resume;

  @Option(names = "--steps", paramLabel = "N", description = "how many steps to take")
  private int steps;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "as many steps as fit, by the time that some take before it begins")
  private double minutes;

  @Option(names = "--device", description = "auto, cpu or cuda (default: auto)")
  private DeviceChoice device = DeviceChoice.AUTO;

  @Option(names = "--seed", description = "of everything random (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--save-every",
      paramLabel = "MINUTES",
      description = "a killed run loses no more (default: ${DEFAULT-VALUE})")
  private double saveEvery = 5;

  @Option(names = "--report-every", paramLabel = "STEPS", description = "(default: 10)")
  private int reportEvery = 10;

  @Option(
      names = "--watch",
      paramLabel = "SCAN",
      description = "look at the features of this scan now and then (default: the sample room)")
  private @Nullable Path watched;

  @Option(
      names = "--watch-every",
      paramLabel = "STEPS",
      description = "how often; 0 for never (default: ${DEFAULT-VALUE})")
  private int watchEvery = 100;

  @Option(
      names = "--labelled",
      paramLabel = "SCAN|DIR",
      description =
          "score the encoder on these labelled scans whenever it looks; none of them should"
              + " be learnt from")
  private List<Path> labelled = List.of();

  @Option(
      names = "--labels",
      paramLabel = "ATTR",
      description = "attribute of their labels (default: ${DEFAULT-VALUE})")
  private String labels = "label";

  @Option(names = "--json", description = "one JSON object a line (docs/pretraining.md)")
  private boolean json;

  @Option(
      names = "--controlled",
      description = "obey pause, go and stop on standard input; its end means stop")
  private boolean controlled;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Console console = Console.of(spec);
    if (show) {
      show(console);
      return 0;
    }
    Path weights = out;
    if (weights == null) {
      console.require(false, "--out: name the file that the weights go to");
      return 2;
    }
    console.requireOutput(weights, Set.of("safetensors"));
    console.require(!scans.isEmpty() || rooms > 0, "name scans to learn from, or ask for --rooms");
    console.require(
        resume || (steps > 0) != (minutes > 0), "say how long: either --steps or --minutes");
    List<SceneSource> sources = new ArrayList<>();
    for (Path file : ScanArguments.expand(scans)) {
      sources.add(new SceneSource.InFile(file, asIs));
    }
    sources.addAll(SceneSource.rooms(rooms, FIRST_ROOM));
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
    try (PretrainEvents events = new PretrainEvents(json ? console.out() : null);
        ExecutorService makers =
            Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("cadenza-views-", 1).daemon().factory())) {
      // The grid decides how scenes are kept, so a run that goes on is asked for its own first.
      SavedRun saved = resume ? saved(weights) : null;
      Preset preset = saved == null ? preset(console, ANY_STEPS) : preset(saved);
      SceneStore scenes =
          new SceneStore(
              sources,
              AppFolders.ofUser().cache().resolve("scenes"),
              preset.views().gridSizeMeters());
      scenes.prepare(
          makers,
          (done, count) -> {
            events.tell("scans", Map.of("done", done, "count", count));
            console.progress().report((double) done / count, "Making scans ready");
          });
      List<String> mended = scenes.mended();
      mended.forEach(line -> console.err().println("Attention: " + line));
      PretrainPlan plan =
          saved == null
              ? plan(console, weights, scenes, makers)
              : new PretrainPlan(
                  choice(saved).word(),
                  preset,
                  steps(saved),
                  saved.seed(),
                  weights,
                  AHEAD,
                  every());
      return train(plan, scenes, mended, makers, events, console);
    }
  }

  private static SavedRun saved(Path weights) throws IOException {
    Path state = PretrainPlan.state(weights);
    if (!Files.isRegularFile(state)) {
      throw new IOException(
          "there is nothing to go on with; leave --resume out to begin: " + state);
    }
    return Pretraining.saved(state);
  }

  private static PresetChoice choice(SavedRun saved) {
    String word = saved.notes().getOrDefault(PretrainNotes.PRESET, PresetChoice.STARTER.word());
    return PresetChoice.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static int steps(SavedRun saved) {
    return Integer.parseInt(saved.notes().getOrDefault(PretrainNotes.STEPS, "1"));
  }

  private static Preset preset(SavedRun saved) {
    return saved.presetLike(choice(saved).preset(steps(saved)));
  }

  private Preset preset(Console console, int totalSteps) {
    return console.argument(() -> PresetValues.with(name.preset(totalSteps), changes));
  }

  private PretrainPlan plan(
      Console console, Path weights, SceneStore scenes, ExecutorService makers) {
    int total = steps;
    if (minutes > 0) {
      double seconds = StepTime.median(preset(console, ANY_STEPS), scenes, seed, makers);
      total = Math.max(1, (int) Math.round(60 * minutes / seconds));
      console.err().printf(Locale.ROOT, "A step takes %.2f s: %,d steps.%n", seconds, total);
      console.err().flush();
    }
    return new PretrainPlan(
        name.word(), preset(console, total), total, seed, weights, AHEAD, every());
  }

  private Duration every() {
    return Duration.ofMillis(Math.round(60_000 * saveEvery));
  }

  private int train(
      PretrainPlan plan,
      SceneStore scenes,
      List<String> mended,
      ExecutorService makers,
      PretrainEvents events,
      Console console)
      throws IOException, InterruptedException {
    RunControl control = new RunControl();
    Files.createDirectories(plan.folder());
    events.logTo(plan.log(), resume);
    try (RunSignals signals = new RunSignals(control);
        PretrainRun run =
            new PretrainRun(plan, device, scenes, resume, commandLine(), console.progress())) {
      if (controlled) {
        signals.obey(new InputStreamReader(System.in, StandardCharsets.UTF_8), events);
      }
      events.tell(
          "begin",
          Map.of(
              "preset", plan.presetName(),
              "step", run.steps(),
              "totalSteps", plan.totalSteps(),
              "seed", plan.seed(),
              "scenes", scenes.count(),
              "mended", mended,
              "parameters", run.parameterCount(),
              "memoryBytes", RunMemory.of(plan.preset(), run.parameterCount()).totalBytes()));
      List<PretrainRun.Watcher> watchers = new ArrayList<>();
      watchers.add((report, step, pretraining) -> tell(report, events, console));
      ScanWatch watch = watchEvery > 0 ? watch(plan, events, console) : null;
      if (watch != null) {
        watchers.add(watch);
      }
      boolean isDone = run.train(makers, control, watchers);
      if (isDone) {
        run.encoder(scores(watch), Map.of("Cadenza", Version.ofProgram()))
            .writeSafetensors(plan.out());
      }
      String message =
          isDone
              ? "Wrote " + plan.out()
              : "Stopped after step %,d and saved; --resume goes on.".formatted(run.steps());
      console.err().println(message);
      console.err().flush();
      events.tell(
          "end",
          Map.of(
              "outcome",
              isDone ? "done" : "stopped",
              "message",
              message,
              "out",
              plan.out().toAbsolutePath().toString()));
      return 0;
    } catch (IOException | ArithmeticException e) {
      events.tell("end", Map.of("outcome", "failed", "message", String.valueOf(e.getMessage())));
      throw e instanceof IOException failure ? failure : new IOException(e.getMessage(), e);
    }
  }

  private ScanWatch watch(PretrainPlan plan, PretrainEvents events, Console console)
      throws IOException {
    Path file = watched == null ? Sample.file(AppFolders.ofUser()) : watched;
    PointCloud cloud = console.readPoints(file, ReadOptions.everything()).cloud();
    Path picture = plan.folder().resolve("preview.png");
    Pictures pictures = new Pictures(PREVIEW_WIDTH, PREVIEW_HEIGHT);
    return new ScanWatch(
        cloud,
        plan,
        watchEvery,
        (scan, argb) -> {
          Path part = plan.folder().resolve("preview.part.png");
          pictures.write(scan, argb, part);
          Files.move(part, picture, StandardCopyOption.REPLACE_EXISTING);
          return picture.toAbsolutePath().toString();
        },
        labelled.isEmpty()
            ? null
            : LabelledScansEvaluator.of(
                ScanArguments.expand(labelled),
                labels,
                LabelledScansEvaluator.DEFAULT_LABELS,
                Compute.DEFAULT.withDevice(DeviceChoice.CPU),
                plan.seed(),
                console.progress()),
        events);
  }

  private static @Nullable Map<String, Double> scores(@Nullable ScanWatch watch) {
    Evaluator.Scores scores = watch == null ? null : watch.lastScores();
    return scores == null ? null : Map.of("knn", scores.knn(), "probe mIoU", scores.probeMiou());
  }

  private String commandLine() {
    return "./cadenza "
        + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
  }

  private void tell(PretrainReport report, PretrainEvents events, Console console) {
    if (report.step() % reportEvery != 0 && report.step() != report.totalSteps()) {
      return;
    }
    events.tell("step", report);
    if (!json) {
      console
          .err()
          .printf(
              Locale.ROOT,
              "step %,d of %,d  loss %.4f (masked %.3f, other view %.3f, local %.3f)  gradient %.2f"
                  + "  %.2f s (+ %.2f s waiting)  %,.0f voxels/s  %,d MB  %.0f min left%n",
              report.step(),
              report.totalSteps(),
              report.loss(),
              report.mask(),
              report.roll(),
              report.local(),
              report.gradientLength(),
              report.stepSeconds(),
              report.waitSeconds(),
              report.pointsPerSecond(),
              report.memoryBytes() >> 20,
              report.remainingSeconds() / 60);
      console.err().flush();
    }
  }

  private void show(Console console) {
    int total = steps > 0 ? steps : 1000;
    Map<String, String> paper = PresetValues.of(Preset.base(total));
    Preset preset = console.argument(() -> PresetValues.with(name.preset(total), changes));
    PresetValues.of(preset)
        .forEach((key, value) ->
            console
                .out()
                .printf("%-40s %-28s paper: %s%n", key, value, paper.getOrDefault(key, "-")));
    console.out().flush();
  }
}
