package cadenza.app.bench;

import cadenza.app.pipeline.ProcessUse;
import cadenza.app.pretrain.PretrainPlan;
import cadenza.app.pretrain.PretrainReport;
import cadenza.app.pretrain.PretrainRun;
import cadenza.app.pretrain.RunControl;
import cadenza.app.pretrain.SceneSource;
import cadenza.app.pretrain.SceneStore;
import cadenza.scan.Progress;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.pretrain.Preset;
import cadenza.sonata.pretrain.RunMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;

/// Steps of pretraining on generated rooms: how long they take, how long they wait for batches, and
/// whether memory stays flat.
///
/// The first steps are left out: Java compiles then, and PyTorch plans.
///
/// @param presetName what to call it
/// @param preset for as many steps
/// @param steps measured and not
/// @param rooms to learn from
/// @param device that is asked for
public record PretrainBench(
    String presetName, Preset preset, int steps, int rooms, DeviceChoice device) {
  /// Rooms of pretraining, none of which is held out by the bench of representations.
  private static final long FIRST_ROOM = 100_000;

  private static final int AHEAD = 3;

  public PretrainBench {
    if (steps < 10 || rooms < 1) {
      throw new IllegalArgumentException("at least 10 steps and a room are measured");
    }
  }

  /// Runs and measures.
  ///
  /// @param cache where rooms are kept from one run to the next
  /// @param makers runs what makes batches
  /// @return what `bench pretrain --json` prints of a run
  public Map<String, Object> measure(Path cache, Executor makers)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("cadenza-bench-pretrain");
    SceneStore scenes =
        new SceneStore(
            SceneSource.rooms(rooms, FIRST_ROOM), cache, preset.views().gridSizeMeters());
    scenes.prepare(makers, (done, count) -> {});
    PretrainPlan plan =
        new PretrainPlan(
            presetName,
            preset,
            steps,
            0,
            folder.resolve("bench.safetensors"),
            AHEAD,
            Duration.ofDays(1));
    List<PretrainReport> reports = new ArrayList<>();
    try (PretrainRun run = new PretrainRun(plan, device, scenes, false, "bench", Progress.none())) {
      run.train(makers, new RunControl(), List.of((report, step, network) -> reports.add(report)));
      return summary(run, reports.subList(steps / 10, steps));
    } finally {
      Files.deleteIfExists(plan.state());
      Files.deleteIfExists(plan.folder());
      Files.deleteIfExists(folder);
    }
  }

  private Map<String, Object> summary(PretrainRun run, List<PretrainReport> reports) {
    double[] seconds = reports.stream().mapToDouble(PretrainReport::stepSeconds).sorted().toArray();
    double waited = reports.stream().mapToDouble(PretrainReport::waitSeconds).sum();
    double worked = reports.stream().mapToDouble(PretrainReport::stepSeconds).sum();
    double voxels =
        reports.stream()
            .mapToDouble(r -> r.pointsPerSecond() * (r.stepSeconds() + r.waitSeconds()))
            .sum();
    int tenth = Math.max(1, reports.size() / 10);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("preset", presetName);
    result.put("device", run.deviceName());
    result.put("parameters", run.parameterCount());
    result.put("steps", steps);
    result.put(
        "stepSeconds",
        Map.of(
            "p50",
            seconds[seconds.length / 2],
            "p95",
            seconds[(int) Math.ceil(.95 * seconds.length) - 1]));
    result.put("pointsPerSecond", voxels / (worked + waited));
    result.put("dataWaitShare", waited / (worked + waited));
    result.put("predictedBytes", RunMemory.of(preset, run.parameterCount()).totalBytes());
    result.put("peakRssBytes", ProcessUse.peakBytes().orElse(0));
    result.put("rssEarlyBytes", median(reports.subList(0, tenth)));
    result.put("rssLateBytes", median(reports.subList(reports.size() - tenth, reports.size())));
    return result;
  }

  private static long median(List<PretrainReport> reports) {
    long[] sorted = reports.stream().mapToLong(PretrainReport::memoryBytes).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /// A run as a line for a person.
  public static String line(Map<String, Object> run) {
    Map<?, ?> seconds = (Map<?, ?>) run.getOrDefault("stepSeconds", Map.of());
    return String.format(
        Locale.ROOT,
        "%s on %s: a step %.2f s (p95 %.2f), %,.0f voxels/s, %.1f %% of it waiting, peak %,.0f MB,"
            + " resident %,.0f MB early and %,.0f MB late",
        run.get("preset"),
        run.get("device"),
        number(seconds.get("p50")),
        number(seconds.get("p95")),
        number(run.get("pointsPerSecond")),
        100 * number(run.get("dataWaitShare")),
        number(run.get("peakRssBytes")) / 1e6,
        number(run.get("rssEarlyBytes")) / 1e6,
        number(run.get("rssLateBytes")) / 1e6);
  }

  private static double number(@org.jspecify.annotations.Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
