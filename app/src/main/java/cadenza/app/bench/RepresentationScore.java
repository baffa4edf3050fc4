package cadenza.app.bench;

import cadenza.probe.Evaluation;
import cadenza.probe.ProbeClass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What features are worth to a linear probe with few labels. Scores are in percent, means over
/// seeds.
///
/// @param labels labelled points a scan
/// @param meanIou of each seed
/// @param meanAccuracy of each seed
/// @param accuracy of each seed
/// @param classIou intersection over union by class name, mean over seeds
/// @param seconds that all took
public record RepresentationScore(
    int labels,
    List<Double> meanIou,
    List<Double> meanAccuracy,
    List<Double> accuracy,
    Map<String, Double> classIou,
    double seconds) {
  /// @param evaluations of each seed
  static RepresentationScore of(int labels, List<Evaluation> evaluations, double seconds) {
    Map<String, Double> classIou = new LinkedHashMap<>();
    List<ProbeClass> classes = evaluations.getFirst().classes();
    for (int k = 0; k < classes.size(); k++) {
      double sum = 0;
      for (Evaluation evaluation : evaluations) {
        sum += evaluation.iou(k).orElse(Double.NaN);
      }
      if (!Double.isNaN(sum)) {
        classIou.put(classes.get(k).name(), 100 * sum / evaluations.size());
      }
    }
    return new RepresentationScore(
        labels,
        evaluations.stream().map(e -> 100 * e.meanIou()).toList(),
        evaluations.stream().map(e -> 100 * e.meanAccuracy()).toList(),
        evaluations.stream().map(e -> 100 * e.accuracy()).toList(),
        classIou,
        seconds);
  }

  /// Intersection over union, mean over classes and seeds.
  public double mIou() {
    return mean(meanIou);
  }

  /// Share of a class's points that were found, mean over classes and seeds.
  public double mAcc() {
    return mean(meanAccuracy);
  }

  /// Share of all points that were right, mean over seeds.
  public double allAcc() {
    return mean(accuracy);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
  }

  /// What `bench representation --json` says of it.
  Map<String, Object> values() {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("labels", labels);
    out.put("mIoU", rounded(mIou()));
    out.put("mAcc", rounded(mAcc()));
    out.put("allAcc", rounded(allAcc()));
    out.put("mIoUOfSeeds", meanIou.stream().map(RepresentationScore::rounded).toList());
    Map<String, Double> classes = new LinkedHashMap<>();
    classIou.forEach((name, iou) -> classes.put(name, rounded(iou)));
    out.put("classIoU", classes);
    out.put("seconds", rounded(seconds));
    return out;
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
