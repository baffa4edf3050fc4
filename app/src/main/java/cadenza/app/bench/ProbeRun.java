package cadenza.app.bench;

import cadenza.app.labels.LabelClass;
import cadenza.app.labels.LabelSnapshot;
import cadenza.app.look.ClassPalette;
import cadenza.app.look.Coloring;
import cadenza.app.look.Tint;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.ProbeView;
import cadenza.app.pipeline.ProcessUse;
import cadenza.app.probing.PredictionColors;
import cadenza.app.similarity.HeatGround;
import cadenza.app.similarity.ScaleChoice;
import cadenza.probe.Examples;
import cadenza.probe.LinearProbe;
import cadenza.probe.LinearProbeTrainer;
import cadenza.probe.Prediction;
import cadenza.probe.ProbeClass;
import cadenza.probe.ProbeScan;
import cadenza.probe.ScanPredictor;
import cadenza.probe.Similarity;
import cadenza.probe.TrainSettings;
import cadenza.scan.Progress;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One measurement of live probing on a made-up scan. Make it in a process of its own, so that its
/// peak memory is its own.
///
/// # How it works
///
/// A stroke labels twenty voxels, and the oldest stroke goes, so that as many stay labelled. Of
/// each update are timed: labels to examples and training, prediction of every voxel, colours of
/// every point, with the window's own code; and of each click the heat map's colours of every
/// point. The first updates, while Java is still compiling, are told apart.
///
/// @param updates how many strokes, and clicks, are counted
public record ProbeRun(ProbeShape shape, int updates) {
  private static final int STROKE_VOXELS = 20;
  private static final int WARM_UP = 30;

  /// Measures.
  ///
  /// @return what `bench probe --json` says of a run
  public Map<String, Object> measure() {
    int[] truth = new int[shape.voxels()];
    EncodedScan encoded = shape.scan(truth);
    ProbeScan scan = ProbeView.of(encoded, "made up", null);
    long before = reachableBytes();
    List<ProbeClass> classes =
        IntStream.rangeClosed(1, shape.classes())
            .mapToObj(id -> new ProbeClass(id, "class " + id, ClassPalette.argb(id)))
            .toList();
    PredictionColors colors =
        new PredictionColors(
            encoded.cloud(),
            encoded.grid().inverse(),
            Tint.quiet(encoded.cloud()),
            classes.stream().map(c -> LabelClass.of(c.id(), c.name(), c.argb())).toList(),
            true);
    long start = System.nanoTime();
    ScanPredictor predictor = ScanPredictor.keeping(scan);
    double prepare = millisSince(start);
    LinearProbeTrainer trainer = new LinearProbeTrainer();
    int kept = shape.labels() / STROKE_VOXELS;
    List<int[]> strokes = strokes(kept + WARM_UP + updates, truth);
    List<Double> train = new ArrayList<>();
    List<Double> predict = new ArrayList<>();
    List<Double> recolor = new ArrayList<>();
    List<Double> whole = new ArrayList<>();
    Coloring shown = null;
    Prediction last = null;
    for (int i = 0; i < WARM_UP + updates; i++) {
      LabelSnapshot labels = labels(strokes.subList(i + 1, i + 1 + kept), truth, i);
      long begun = System.nanoTime();
      Examples examples =
          Examples.ofPoints(
              scan, encoded.grid().inverse(), labels.points(), labels.classIds(), labels.strokes());
      LinearProbe probe = trainer.train(List.of(examples), classes, settings(), Progress.none());
      train.add(millisSince(begun));
      long trained = System.nanoTime();
      last = predictor.predict(probe, Progress.none());
      predict.add(millisSince(trained));
      long predicted = System.nanoTime();
      shown = colors.prediction(last, labels, .8);
      recolor.add(millisSince(predicted));
      whole.add(millisSince(begun));
    }
    long after;
    try {
      after = reachableBytes();
    } finally {
      for (Object alive : new Object[] {predictor, trainer, last, shown, colors}) {
        Reference.reachabilityFence(alive);
      }
    }
    List<Double> clicks = clicks(encoded);
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("shape", shape.toString());
    run.put("points", shape.points());
    run.put("voxels", shape.voxels());
    run.put("channels", shape.channels());
    run.put("classes", shape.classes());
    run.put("labels", shape.labels());
    run.put("updates", updates);
    run.put("updateMillis", quantiles(whole));
    run.put("firstUpdateMillis", rounded(whole.getFirst()));
    run.put("trainMillis", median(train));
    run.put("predictMillis", median(predict));
    run.put("recolourMillis", median(recolor));
    run.put("predictAndRecolourMillis", quantiles(sums(predict, recolor)));
    run.put("prepareMillis", rounded(prepare));
    run.put("similarityMillis", quantiles(clicks));
    run.put("heapOverCloudAndFeaturesBytes", after - before);
    ProcessUse.peakBytes().ifPresent(bytes -> run.put("peakRssBytes", bytes));
    run.put("accuracy", rounded(accuracy(last, truth)));
    return run;
  }

  private TrainSettings settings() {
    TrainSettings usual = TrainSettings.DEFAULT;
    return new TrainSettings(
        usual.strength(),
        usual.localStatistics(),
        usual.balanced(),
        Math.max(usual.mostExamples(), shape.labels()),
        usual.seed());
  }

  // Voxels of one class each, not many of which were labelled before.
  private static List<int[]> strokes(int count, int[] truth) {
    SplittableRandom random = new SplittableRandom(7);
    List<int[]> out = new ArrayList<>();
    while (out.size() < count) {
      int at = random.nextInt(truth.length);
      int[] stroke = new int[STROKE_VOXELS];
      int size = 0;
      for (int v = at; size < STROKE_VOXELS && v < truth.length; v++) {
        if (truth[v] == truth[at]) {
          stroke[size++] = v;
        }
      }
      if (size == STROKE_VOXELS) {
        out.add(stroke);
      }
    }
    return out;
  }

  // A voxel's first point bears its number, as the scan was made.
  private static LabelSnapshot labels(List<int[]> strokes, int[] truth, int first) {
    TreeMap<Integer, Integer> strokeOf = new TreeMap<>();
    for (int s = 0; s < strokes.size(); s++) {
      for (int voxel : strokes.get(s)) {
        strokeOf.put(voxel, first + s);
      }
    }
    int[] points = strokeOf.keySet().stream().mapToInt(v -> v).toArray();
    short[] ids = new short[points.length];
    for (int i = 0; i < points.length; i++) {
      ids[i] = (short) (truth[points[i]] + 1);
    }
    return new LabelSnapshot(
        points, ids, strokeOf.values().stream().mapToInt(s -> s).toArray(), first);
  }

  private List<Double> clicks(EncodedScan encoded) {
    HeatGround ground = new HeatGround(encoded);
    SplittableRandom random = new SplittableRandom(9);
    List<Double> out = new ArrayList<>();
    for (int i = 0; i < WARM_UP + updates; i++) {
      int voxel = random.nextInt(shape.voxels());
      long start = System.nanoTime();
      Similarity query = Similarity.to(encoded.features(), voxel);
      ground.map(query, ScaleChoice.HEAT, false, Progress.none()).argb(encoded.cloud(), 0);
      out.add(millisSince(start));
    }
    return out;
  }

  private static double accuracy(@Nullable Prediction last, int[] truth) {
    int right = 0;
    for (int v = 0; last != null && v < truth.length; v++) {
      right += last.probe().classes().get(last.classIndex(v)).id() == truth[v] + 1 ? 1 : 0;
    }
    return (double) right / truth.length;
  }

  /// What the heap holds on to.
  private static long reachableBytes() {
    var memory = ManagementFactory.getMemoryMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      memory.gc();
      least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  private static List<Double> sums(List<Double> a, List<Double> b) {
    return IntStream.range(0, a.size()).mapToObj(i -> a.get(i) + b.get(i)).toList();
  }

  private static double[] counted(List<Double> millis) {
    double[] sorted = millis.subList(WARM_UP, millis.size()).stream().mapToDouble(m -> m).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  private static double median(List<Double> millis) {
    double[] sorted = counted(millis);
    return rounded(sorted[sorted.length / 2]);
  }

  private static Map<String, Double> quantiles(List<Double> millis) {
    double[] sorted = counted(millis);
    Map<String, Double> out = new LinkedHashMap<>();
    out.put("p50", rounded(sorted[sorted.length / 2]));
    out.put("p95", rounded(sorted[(int) Math.ceil(.95 * sorted.length) - 1]));
    return out;
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) * 1e-6;
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }

  /// A line for people.
  public static String line(Map<String, Object> run) {
    double bytes =
        run.get("heapOverCloudAndFeaturesBytes") instanceof Number n ? n.doubleValue() : Double.NaN;
    return String.format(
        Locale.ROOT,
        "%-8s update %s ms (train %s, predict %s, recolour %s)  similarity %s ms  heap %.0f MB over cloud and features",
        run.get("shape"),
        run.get("updateMillis"),
        run.get("trainMillis"),
        run.get("predictMillis"),
        run.get("recolourMillis"),
        run.get("similarityMillis"),
        bytes * 1e-6);
  }
}
