package cadenza.app.bench;

import cadenza.probe.Evaluation;
import cadenza.probe.Examples;
import cadenza.probe.LinearProbe;
import cadenza.probe.LinearProbeTrainer;
import cadenza.probe.ProbeClass;
import cadenza.probe.TrainSettings;
import cadenza.scan.Progress;
import java.util.ArrayList;
import java.util.List;

/// The protocol that features are judged by: a linear probe across scans, with few labels.
///
/// # How it works
///
/// Scans are halved, the first against the last. Of each scan of one half some points are labelled
/// ([LabelledScan#few]), a multinomial logistic regression on standardised features of all levels
/// is trained on them as `probe train` does it, and predicts every original point of the other
/// half; then the other way round. All predictions of both ways go into one confusion matrix, of
/// which the scores are. The penalty's strength is one for all features and numbers of labels:
/// cross-validation on labels as even over classes as these are prefers strengths that are too
/// large for rooms as uneven as they are (docs/pretraining.md).
///
/// @param classes the classes there are
/// @param seeds how often labels are drawn anew
/// @param strength of the penalty
public record RepresentationRun(List<ProbeClass> classes, int seeds, double strength) {
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
    for (int seed = 0; seed < seeds; seed++) {
      PooledConfusion confusion = new PooledConfusion(classes);
      for (Way way : ways(scans)) {
        List<Examples> examples = new ArrayList<>();
        for (LabelledScan scan : way.train()) {
          examples.add(scan.few(labels, drawSeed(seed, scans.indexOf(scan))));
        }
        int all = examples.stream().mapToInt(Examples::count).sum();
        TrainSettings settings =
            new TrainSettings(strength, statistics, true, Math.max(1, all), seed);
        LinearProbe probe = new LinearProbeTrainer().train(examples, classes, settings, progress);
        for (LabelledScan scan : way.test()) {
          confusion.add(scan, probe.predict(scan.scan(), progress));
        }
      }
      evaluations.add(confusion.evaluation());
    }
    return RepresentationScore.of(labels, evaluations, (System.nanoTime() - start) * 1e-9);
  }

  /// Rooms draw apart from each other, and the same whatever the features are.
  static long drawSeed(int seed, int scan) {
    return 1_000_003L * seed + scan;
  }
}
