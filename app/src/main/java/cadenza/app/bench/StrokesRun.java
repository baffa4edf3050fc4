package cadenza.app.bench;

import cadenza.app.labels.LabelClass;
import cadenza.app.labels.LabelModel;
import cadenza.app.look.ClassNames;
import cadenza.app.look.ClassPalette;
import cadenza.app.look.ColorMode;
import cadenza.app.look.LookModel;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.ProcessUse;
import cadenza.app.probing.ProbeOutcome;
import cadenza.app.probing.ProbingModel;
import cadenza.app.tasks.Problem;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.Encoding;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.render.Selection;
import cadenza.scan.PointCloud;
import cadenza.scan.io.ScanContents;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Random strokes on a scan, one after the other, each waited for until the scan is coloured anew:
/// memory must not grow, nor the time a stroke takes.
///
/// What it does is what the window does, with its own models and the same threads: strokes of three
/// to twenty centimetres, now and then an undo, a redo, a class that changes its colour, is
/// deleted, merged or comes back.
///
/// @param encoded the scan with its features
public record StrokesRun(EncodedScan encoded, PointCloud cloud, int strokes, long seed) {
  private static final int CLASSES = 6;
  private static final long PATIENCE_SECONDS = 60;

  /// One stroke in so many is followed by a pause, in which the probe is cross-validated.
  private static final int PAUSE = 20;

  /// Memory and time are compared between this part of the strokes, after the first such part, and
  /// the last.
  private static final int PARTS = 10;

  /// Times are told of so many strokes each, with the labels there were at their end, so that what
  /// grows with the labels can be told from what grows with the history.
  private static final int WINDOW = 100;

  /// Goes on until all strokes are done; a failure ends it.
  ///
  /// @return what `bench probe --strokes --json` says of a run
  public Map<String, Object> measure() {
    BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    Workspace workspace = new Workspace();
    Problem[] failed = new Problem[1];
    try (TaskRunner tasks = new TaskRunner(queue::add, problem -> failed[0] = problem)) {
      LookModel look = new LookModel(workspace, tasks, ClassNames.numbers());
      LabelModel labels = new LabelModel();
      ProbingModel probing = new ProbingModel(workspace, labels, look, tasks);
      OpenScan scan = new OpenScan("scan", null, new ScanContents(cloud, "bench"));
      workspace.add(scan);
      scan.encodingProperty().set(new Encoding(encoded, new int[cloud.pointCount()]));
      look.modeProperty().set(ColorMode.PREDICTION);
      for (int k = 1; k <= CLASSES; k++) {
        labels.addClass("class " + k, ClassPalette.argb(k));
      }
      double[] millis = new double[strokes];
      List<Map<String, Object>> windows = new ArrayList<>();
      Map<String, Object> run = new LinkedHashMap<>();
      run.put("points", cloud.pointCount());
      run.put("voxels", encoded.grid().voxelCount());
      run.put("strokes", strokes);
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < strokes; i++) {
        if (i == strokes / PARTS) {
          ProcessUse.residentBytes().ifPresent(bytes -> run.put("rssSettledBytes", bytes));
          run.put("heapSettledBytes", reachableBytes());
        }
        long start = System.nanoTime();
        change(labels, scan, random);
        await(queue, probing::isIdle, failed);
        millis[i] = (System.nanoTime() - start) / 1e6;
        if ((i + 1) % WINDOW == 0) {
          windows.add(window(millis, i + 1 - WINDOW, i + 1, probing.outcomeProperty().get()));
        }
        if (random.nextInt(PAUSE) == 0) {
          await(queue, () -> tasks.tasks().isEmpty(), failed); // the person pauses
        }
      }
      await(queue, () -> tasks.tasks().isEmpty(), failed);
      ProcessUse.residentBytes().ifPresent(bytes -> run.put("rssAtEndBytes", bytes));
      run.put("heapAtEndBytes", reachableBytes());
      int part = strokes / PARTS;
      run.put("earlyMillis", percentiles(millis, part, 2 * part));
      run.put("lateMillis", percentiles(millis, strokes - part, strokes));
      run.put("windows", windows);
      return run;
    }
  }

  private void change(LabelModel labels, OpenScan scan, SplittableRandom random) {
    int kind = random.nextInt(40);
    int at = random.nextInt(labels.classes().size());
    LabelClass one = labels.classes().get(at);
    if (kind < 3) {
      labels.undo();
    } else if (kind < 5) {
      labels.redo();
    } else if (kind == 5) {
      labels.change(one.withArgb(0xff000000 | random.nextInt(1 << 24)));
    } else if (kind == 6 && labels.classes().size() > 3) {
      labels.removeClass(one.id());
    } else if (kind == 7 && labels.classes().size() > 3) {
      labels.mergeClasses(one.id(), labels.classes().get((at + 1) % labels.classes().size()).id());
    } else if (kind == 8 || labels.classes().size() < CLASSES) {
      labels.addClass("class " + random.nextInt(), ClassPalette.argb(random.nextInt(1, 40)));
    } else {
      labels.paint(scan, kind == 9 ? 0 : one.id(), stroke(random), "brush");
    }
  }

  private Selection stroke(SplittableRandom random) {
    float[] positions = cloud.positions();
    int center = random.nextInt(cloud.pointCount());
    double radius = random.nextDouble(0.03, 0.2);
    BitSet points = new BitSet();
    for (int i = 0; i < cloud.pointCount(); i++) {
      double dx = positions[3 * i] - positions[3 * center];
      double dy = positions[3 * i + 1] - positions[3 * center + 1];
      double dz = positions[3 * i + 2] - positions[3 * center + 2];
      if (dx * dx + dy * dy + dz * dz < radius * radius) {
        points.set(i);
      }
    }
    return Selection.of(cloud.pointCount(), points);
  }

  private static void await(
      BlockingQueue<Runnable> queue, BooleanSupplier done, @Nullable Problem[] failed) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try {
      while (!done.getAsBoolean()) {
        Runnable task = queue.poll(20, TimeUnit.MILLISECONDS);
        if (task != null) {
          task.run();
        }
        Problem problem = failed[0];
        if (problem != null) {
          throw new IllegalStateException(problem.title() + ": " + problem.what());
        }
        if (System.nanoTime() > end) {
          throw new IllegalStateException("nothing came for " + PATIENCE_SECONDS + " s");
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static Map<String, Object> window(
      double[] millis, int from, int to, @Nullable ProbeOutcome last) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("from", from);
    out.put("labelledVoxels", last == null ? 0 : last.labelledVoxels());
    out.putAll(percentiles(millis, from, to));
    return out;
  }

  private static Map<String, Double> percentiles(double[] millis, int from, int to) {
    double[] rising = Arrays.copyOfRange(millis, from, to);
    Arrays.sort(rising);
    Map<String, Double> out = new LinkedHashMap<>();
    out.put("p50", rising[rising.length / 2]);
    out.put("p95", rising[(int) (0.95 * (rising.length - 1))]);
    return out;
  }

  private static long reachableBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
