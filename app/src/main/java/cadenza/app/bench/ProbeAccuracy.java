package cadenza.app.bench;

import cadenza.app.pipeline.EncodeSettings;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.FeaturePipeline;
import cadenza.app.pipeline.Model;
import cadenza.app.pipeline.ProbeView;
import cadenza.probe.Evaluation;
import cadenza.probe.Examples;
import cadenza.probe.LinearProbe;
import cadenza.probe.LinearProbeTrainer;
import cadenza.probe.Prediction;
import cadenza.probe.ProbeClass;
import cadenza.probe.ProbeScan;
import cadenza.probe.TrainSettings;
import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.synthetic.RoomGenerator;
import cadenza.scan.synthetic.SemanticClass;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// How near the probe's training comes to an exact solver on the same features and labels.
///
/// Each of some generated rooms is encoded with Cadenza's own weights; of each as many points are
/// labelled, with a seed, and a probe is trained on that room alone by either solver. Both predict
/// every original point of the room, with the same code.
///
/// @param rooms how many rooms
/// @param labels labelled points a room
/// @param strengths of the penalty
public record ProbeAccuracy(int rooms, int labels, List<Double> strengths) {
  /// Measures.
  ///
  /// @return one entry a room and strength
  public List<Map<String, Object>> measure(Consumer<String> say) throws IOException {
    List<Map<String, Object>> out = new ArrayList<>();
    try (Model model = Model.open(null, null, Progress.none())) {
      FeaturePipeline pipeline = new FeaturePipeline(null);
      for (int room = 1; room <= rooms; room++) {
        PointCloud cloud = RoomGenerator.generate(room, Progress.none());
        EncodedScan encoded =
            pipeline.encode(cloud, model, EncodeSettings.defaults(), Progress.none());
        for (double strength : strengths) {
          Map<String, Object> entry = compare(encoded, room, strength);
          say.accept(entry.toString());
          out.add(entry);
        }
      }
    }
    return out;
  }

  private Map<String, Object> compare(EncodedScan encoded, int room, double strength) {
    ProbeScan scan = ProbeView.of(encoded, "room " + room, null);
    Attribute truth = encoded.cloud().attribute(Attribute.LABEL).orElseThrow();
    Examples examples = examples(encoded, scan, truth, room);
    List<ProbeClass> classes =
        Arrays.stream(SemanticClass.values())
            .filter(c -> c.id() > 0)
            .map(c -> new ProbeClass(c.id(), c.displayName(), c.rgb()))
            .toList();
    TrainSettings settings = TrainSettings.DEFAULT.withStrength(strength);
    long start = System.nanoTime();
    LinearProbe probe =
        new LinearProbeTrainer().train(List.of(examples), classes, settings, Progress.none());
    double ours = (System.nanoTime() - start) * 1e-9;
    start = System.nanoTime();
    LinearProbe exact = exact(scan, examples, probe, strength);
    double theirs = (System.nanoTime() - start) * 1e-9;
    Prediction one = probe.predict(scan, Progress.none());
    Prediction other = exact.predict(scan, Progress.none());
    int differ = 0;
    for (int v = 0; v < scan.voxelCount(); v++) {
      differ += one.classIndex(v) == other.classIndex(v) ? 0 : 1;
    }
    double meanIou = score(classes, encoded, truth, one).meanIou();
    double exactMeanIou = score(classes, encoded, truth, other).meanIou();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("room", room);
    entry.put("voxels", scan.voxelCount());
    entry.put("classes", probe.classes().size());
    entry.put("labelledVoxels", examples.count());
    entry.put("strength", strength);
    entry.put("mIoU", meanIou);
    entry.put("exactMIoU", exactMeanIou);
    entry.put("difference", meanIou - exactMeanIou);
    entry.put("voxelsThatDiffer", differ);
    entry.put("trainSeconds", Math.round(ours * 1e4) / 1e4);
    entry.put("exactSeconds", Math.round(theirs * 1e4) / 1e4);
    return entry;
  }

  private Examples examples(EncodedScan encoded, ProbeScan scan, Attribute truth, long seed) {
    int[] inverse = encoded.grid().inverse();
    SplittableRandom random = new SplittableRandom(seed);
    int[] points = new int[labels];
    short[] ids = new short[labels];
    int[] strokes = new int[labels];
    for (int i = 0; i < labels; ) {
      int point = random.nextInt(inverse.length);
      if (inverse[point] >= 0 && truth.getInt(point) > 0) {
        points[i] = point;
        ids[i] = (short) truth.getInt(point);
        strokes[i] = i++;
      }
    }
    return Examples.ofPoints(scan, inverse, points, ids, strokes);
  }

  private static Evaluation score(
      List<ProbeClass> classes, EncodedScan encoded, Attribute truth, Prediction prediction) {
    Evaluation.Tally tally = new Evaluation.Tally(classes);
    int[] inverse = encoded.grid().inverse();
    for (int i = 0; i < inverse.length; i++) {
      if (inverse[i] >= 0) {
        tally.add(
            truth.getInt(i),
            prediction.probe().classes().get(prediction.classIndex(inverse[i])).id());
      }
    }
    return tally.evaluation();
  }

  // The same regression, with means and deviations of its own.
  private static LinearProbe exact(
      ProbeScan scan, Examples examples, LinearProbe like, double strength) {
    int channels = scan.features().channelsFrom(0);
    double[] mean = new double[channels];
    double[] square = new double[channels];
    int[][] rows = new int[scan.features().levels().size()][];
    for (int s = 0; s < rows.length; s++) {
      rows[s] = scan.features().rowsOf(0, s);
    }
    for (int v = 0; v < scan.voxelCount(); v++) {
      double[] f = sideBySide(scan, rows, v, channels);
      for (int c = 0; c < channels; c++) { // Welford
        double off = f[c] - mean[c];
        mean[c] += off / (v + 1);
        square[c] += off * (f[c] - mean[c]);
      }
    }
    double[] scale = new double[channels];
    for (int c = 0; c < channels; c++) {
      scale[c] = square[c] > 0 ? 1 / Math.sqrt(square[c] / scan.voxelCount()) : 0;
    }
    int classes = like.classes().size();
    List<Integer> ids = like.classes().stream().map(ProbeClass::id).toList();
    double[][] x = new double[examples.count()][];
    int[] y = new int[x.length];
    int[] counts = new int[classes];
    for (int i = 0; i < x.length; i++) {
      double[] f = sideBySide(scan, rows, examples.voxels()[i], channels);
      x[i] = Arrays.copyOf(f, channels + 1);
      for (int c = 0; c < channels; c++) {
        x[i][c] = (f[c] - mean[c]) * scale[c];
      }
      x[i][channels] = 1;
      y[i] = ids.indexOf(examples.classIds()[i]);
      counts[y[i]]++;
    }
    double[] weight = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      weight[i] = 1.0 / classes / counts[y[i]];
    }
    return folded(like, new ExactRegression(x, y, weight, classes, strength).solve(), mean, scale);
  }

  private static double[] sideBySide(ProbeScan scan, int[][] rows, int voxel, int channels) {
    double[] out = new double[channels];
    int to = 0;
    for (int s = 0; s < rows.length; s++) {
      var level = scan.features().levels().get(s);
      int from = rows[s][voxel] * level.channels();
      for (int c = 0; c < level.channels(); c++) {
        out[to++] = level.values()[from + c];
      }
    }
    return out;
  }

  private static LinearProbe folded(
      LinearProbe like, double[][] weights, double[] mean, double[] scale) {
    int classes = weights.length;
    float[] bias = new float[classes];
    List<float[]> levels = new ArrayList<>();
    for (int s = 0; s < like.levelWeights().size(); s++) {
      levels.add(new float[like.levelWeights().get(s).length]);
    }
    for (int k = 0; k < classes; k++) {
      double shift = weights[k][mean.length];
      int c = 0;
      for (float[] level : levels) {
        int width = level.length / classes;
        for (int j = 0; j < width; j++, c++) {
          level[k * width + j] = (float) (weights[k][c] * scale[c]);
          shift -= weights[k][c] * scale[c] * mean[c];
        }
      }
      bias[k] = (float) shift;
    }
    return new LinearProbe(like.classes(), like.source(), levels, bias, like.provenance());
  }
}
