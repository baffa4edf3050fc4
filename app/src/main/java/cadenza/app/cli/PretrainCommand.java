package cadenza.app.cli;

import cadenza.app.pipeline.AppFolders;
import cadenza.app.pretrain.PretrainNotes;
import cadenza.app.pretrain.PretrainPlan;
import cadenza.app.pretrain.PretrainReport;
import cadenza.app.pretrain.PretrainRun;
import cadenza.app.pretrain.RunControl;
import cadenza.app.pretrain.SceneSource;
import cadenza.app.pretrain.SceneStore;
import cadenza.app.pretrain.StepTime;
import cadenza.sonata.pretrain.Preset;
import cadenza.sonata.pretrain.PresetValues;
import cadenza.sonata.pretrain.Pretraining;
import cadenza.sonata.pretrain.SavedRun;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long FIRST_ROOM = 100_000;
  private static final int STOP_WAIT_SECONDS = 60;

  /// Whose numbers a run begins with.
  enum Name {
    STARTER,
    BASE;

    Preset preset(int totalSteps) {
      return switch (this) {
        case STARTER -> Preset.starter(totalSteps);
        case BASE -> Preset.base(totalSteps);
      };
    }
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..*", paramLabel = "SCAN|DIR", description = "scans to learn from")
  private List<Path> scans = List.of();

  @Option(
      names = "--rooms",
      paramLabel = "N",
      description = "learn from so many rooms of our own generator, too")
  private int rooms;

  @Option(names = "--preset", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Name name = Name.STARTER;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "changes a number of the preset; --show lists them")
  private Map<String, String> changes = new LinkedHashMap<>();

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

  @Option(names = "--seed", description = "of everything random (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--save-every",
      paramLabel = "MINUTES",
      description = "a killed run loses no more (default: ${DEFAULT-VALUE})")
  private double saveEvery = 5;

  @Option(names = "--report-every", paramLabel = "STEPS", description = "(default: 10)")
  private int reportEvery = 10;

  @Option(names = "--json", description = "one JSON object a line and report")
  private boolean json;

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
    List<SceneSource> sources = new ArrayList<>();
    for (Path file : ScanArguments.expand(scans)) {
      sources.add(new SceneSource.InFile(file));
    }
    sources.addAll(SceneSource.rooms(rooms, FIRST_ROOM));
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
    try (ExecutorService makers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("cadenza-views-", 1).daemon().factory())) {
      Preset any = console.argument(() -> PresetValues.with(name.preset(1000), changes));
      SceneStore scenes =
          new SceneStore(
              sources, AppFolders.ofUser().cache().resolve("scenes"), any.views().gridSizeMeters());
      scenes.prepare(makers, console.progress());
      return train(plan(console, weights, scenes, any, makers), scenes, makers, console);
    }
  }

  private PretrainPlan plan(
      Console console, Path weights, SceneStore scenes, Preset any, ExecutorService makers)
      throws IOException {
    if (resume) {
      PretrainPlan any1 = new PretrainPlan("", any, 1, seed, weights, 1, every());
      if (!Files.isRegularFile(any1.state())) {
        throw new IOException(
            "there is nothing to go on with; leave --resume out to begin: " + any1.state());
      }
      SavedRun saved = Pretraining.saved(any1.state());
      int total = Integer.parseInt(saved.notes().getOrDefault(PretrainNotes.STEPS, "1"));
      String then = saved.notes().getOrDefault(PretrainNotes.PRESET, "starter");
      Preset preset = saved.presetLike(Name.valueOf(then.toUpperCase(Locale.ROOT)).preset(total));
      return new PretrainPlan(then, preset, total, saved.seed(), weights, 3, every());
    }
    console.require((steps > 0) != (minutes > 0), "say how long: either --steps or --minutes");
    int total = steps;
    if (minutes > 0) {
      double seconds = StepTime.median(any, scenes, seed, makers);
      total = Math.max(1, (int) Math.round(60 * minutes / seconds));
      console.err().printf(Locale.ROOT, "A step takes %.2f s: %,d steps.%n", seconds, total);
      console.err().flush();
    }
    int count = total;
    Preset preset = console.argument(() -> PresetValues.with(name.preset(count), changes));
    return new PretrainPlan(
        name.name().toLowerCase(Locale.ROOT), preset, total, seed, weights, 3, every());
  }

  private Duration every() {
    return Duration.ofMillis(Math.round(60_000 * saveEvery));
  }

  private int train(PretrainPlan plan, SceneStore scenes, ExecutorService makers, Console console)
      throws IOException, InterruptedException {
    RunControl control = new RunControl();
    Thread main = Thread.currentThread();
    // A signal ends the process once this thread has: the loop saves and main ends.
    Thread ending =
        new Thread(
            () -> {
              control.stop();
              try {
                main.join(Duration.ofSeconds(STOP_WAIT_SECONDS));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "cadenza-stop");
    Files.createDirectories(plan.folder());
    try (PretrainRun run = new PretrainRun(plan, scenes, resume, console.progress());
        Writer log =
            Files.newBufferedWriter(
                plan.log(),
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                resume ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)) {
      Runtime.getRuntime().addShutdownHook(ending);
      boolean isDone =
          run.train(makers, control, report -> tell(report, plan, log, console), List.of());
      if (isDone) {
        run.encoder().writeSafetensors(plan.out());
      }
      console
          .err()
          .println(
              isDone
                  ? "Wrote " + plan.out()
                  : "Stopped after step %,d and saved; --resume goes on.".formatted(run.steps()));
      console.err().flush();
      return 0;
    } finally {
      try {
        Runtime.getRuntime().removeShutdownHook(ending);
      } catch (IllegalStateException e) {
        // The process is ending already, which is what the hook waited for.
      }
    }
  }

  private void tell(PretrainReport report, PretrainPlan plan, Writer log, Console console) {
    boolean isLast = report.step() == plan.totalSteps();
    if (report.step() % reportEvery != 0 && !isLast) {
      return;
    }
    try {
      String line = JSON.writeValueAsString(report);
      log.write(line + "\n");
      log.flush();
      if (json) {
        console.out().println(line);
        console.out().flush();
      } else {
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
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
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
