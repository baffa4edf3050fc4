package cadenza.app.bench;

import cadenza.probe.CrossValidation;
import cadenza.probe.Evaluation;
import cadenza.probe.Examples;
import cadenza.probe.LinearProbe;
import cadenza.probe.LinearProbeTrainer;
import cadenza.probe.Prediction;
import cadenza.probe.ProbeClass;
import cadenza.probe.TrainSettings;
import cadenza.scan.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The protocol that features are judged by: a linear probe across scans, with few labels.
///
/// # How it works
///
/// Scans are halved, the first against the last. Of each scan of one half some points are labelled
/// ([LabelledScan#few]), a multinomial logistic regression on standardised features of all levels is
/// trained on them as `probe train` does it, and predicts every original point of the other half;
/// then the other way round. All predictions of both ways go into one confusion matrix, of which
/// the scores are. The penalty's strength is chosen by cross-validation on the labels of the
/// training half, for all features in the same way.
///
/// @param classes the classes there are
/// @param seeds how often labels are drawn anew
/// @param strength of the penalty, or null to choose it
public record RepresentationRun(
    List<ProbeClass> classes, int seeds, @Nullable Double strength) {
  public RepresentationRun {
    classes = List.copyOf(classes);
  }

  /// Scans to learn from, and scans to be judged by.
  record Way(List<LabelledScan> train, List<LabelledScan> test) {}

  /// @throws IllegalArgumentException for less than two scans
  static List<Way> ways(List<LabelledScan> scans) {
    if (scans.size() < 2) {
      throw new IllegalArgumentException(
          "one half of the scans is learnt from and the other predicted: there must be two scans");
    }
    List<LabelledScan> first = scans.subList(0, scans.size() / 2);
    List<LabelledScan> last = scans.subList(scans.size() / 2, scans.size());
    return List.of(new Way(first, last), new Way(last, first));
  }

  /// Scores features.
  ///
  /// @param labels labelled points a scan
  /// @param statistics whether the probe reads the scans' local statistics beside the features
  public RepresentationScore score(
      List<LabelledScan> scans, int labels, boolean statistics, Progress progress) {
    long start = System.nanoTime();
    List<Evaluation> evaluations = new ArrayList<>();
    List<Double> strengths = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      Confusion confusion = new Confusion(classes);
      for (Way way : ways(scans)) {
        List<Examples> examples = new ArrayList<>();
        for (LabelledScan scan : way.train()) {
          // Rooms draw apart from each other, and the same whatever the features are.
          examples.add(scan.few(labels, 1_000_003L * seed + scans.indexOf(scan)));
        }
        TrainSettings settings = settings(examples, statistics, seed, progress);
        strengths.add(settings.strength());
        LinearProbe probe = new LinearProbeTrainer().train(examples, classes, settings, progress);
        for (LabelledScan scan : way.test()) {
          confusion.add(scan, probe.predict(scan.scan(), progress));
        }
      }
      evaluations.add(confusion.evaluation());
    }
    return new RepresentationScore(
        labels,
        evaluations.stream().map(e -> 100 * e.meanIou()).toList(),
        evaluations.stream().map(e -> 100 * e.meanAccuracy()).toList(),
        evaluations.stream().map(e -> 100 * e.accuracy()).toList(),
        strengths,
        classIou(evaluations),
        (System.nanoTime() - start) * 1e-9);
  }

  private TrainSettings settings(
      List<Examples> examples, boolean statistics, long seed, Progress progress) {
    int all = examples.stream().mapToInt(Examples::count).sum();
    TrainSettings settings =
        new TrainSettings(
            strength == null ? TrainSettings.DEFAULT.strength() : strength,
            statistics,
            true,
            Math.max(1, all),
            seed);
    return strength != null || !CrossValidation.isPossible(examples, classes)
        ? settings
        : CrossValidation.run(examples, classes, settings, false, progress).applyTo(settings);
  }

  private Map<String, Double> classIou(List<Evaluation> evaluations) {
    Map<String, Double> out = new LinkedHashMap<>();
    for (int k = 0; k < classes.size(); k++) {
      double sum = 0;
      for (Evaluation evaluation : evaluations) {
        sum += evaluation.iou(k).orElse(Double.NaN);
      }
      if (!Double.isNaN(sum)) {
        out.put(classes.get(k).name(), 100 * sum / evaluations.size());
      }
    }
    return out;
  }

  /// Counts of all points of all scans.
  private static final class Confusion {
    private final List<ProbeClass> classes;
    private final int[] indexOf = new int[Short.MAX_VALUE + 1];
    private final long[][] counts;

    Confusion(List<ProbeClass> classes) {
      this.classes = classes;
      this.counts = new long[classes.size()][classes.size()];
      for (int k = 0; k < classes.size(); k++) {
        indexOf[classes.get(k).id()] = k;
      }
    }

    void add(LabelledScan scan, Prediction prediction) {
      int[] predicted =
          prediction.probe().classes().stream().mapToInt(c -> indexOf[c.id()]).toArray();
      for (int i = 0; i < scan.inverse().length; i++) {
        int voxel = scan.inverse()[i];
        if (voxel >= 0 && scan.classIds()[i] > 0) {
          counts[indexOf[scan.classIds()[i]]][predicted[prediction.classIndex(voxel)]]++;
        }
      }
    }

    Evaluation evaluation() {
      return new Evaluation(classes, counts);
    }
  }
}
