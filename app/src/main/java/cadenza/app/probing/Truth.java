package cadenza.app.probing;

import cadenza.app.look.ClassPalette;
import cadenza.probe.Evaluation;
import cadenza.probe.Prediction;
import cadenza.probe.ProbeClass;
import cadenza.scan.Attribute;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The labels that a scan's file brings, in terms of the classes of a probe. Classes are the same
/// if their names are, whatever their numbers.
final class Truth {
  private Truth() {}

  /// Index of the true class of each point among these, -1 where it is unlabelled or none of them.
  ///
  /// @param labels of the file, if it has some
  /// @param names what the file calls them
  static Optional<int[]> of(
      Optional<Attribute> labels, Map<Integer, String> names, List<ProbeClass> classes) {
    return labels.map(known -> indices(known, names, classes));
  }

  private static int[] indices(
      Attribute labels, Map<Integer, String> names, List<ProbeClass> classes) {
    Map<String, Integer> byName = new HashMap<>();
    for (int k = 0; k < classes.size(); k++) {
      byName.put(TruthLabels.key(classes.get(k).name()), k);
    }
    Map<Integer, Integer> byLabel = new HashMap<>();
    int[] truth = new int[labels.size()];
    int last = Integer.MIN_VALUE;
    int index = -1;
    for (int i = 0; i < truth.length; i++) {
      int label = labels.getInt(i);
      if (label != last) {
        last = label;
        index = byLabel.computeIfAbsent(label, id -> index(id, names, byName));
      }
      truth[i] = index;
    }
    return truth;
  }

  private static int index(int label, Map<Integer, String> names, Map<String, Integer> byName) {
    String name = names.get(label);
    if (name == null) {
      if (ClassPalette.isUnlabelled(label)) {
        return -1;
      }
      name = "class " + label;
    }
    return byName.getOrDefault(TruthLabels.key(name), -1);
  }

  /// How well a prediction agrees with it, over every original point that has a true class. Of a
  /// single class there is nothing to tell apart: empty then.
  static Optional<Evaluation> agreement(Prediction prediction, int[] inverse, int[] truth) {
    int k = prediction.probe().classes().size();
    long[][] confusion = new long[k][k];
    byte[] voxels = prediction.classIndices();
    for (int i = 0; i < truth.length; i++) {
      if (truth[i] >= 0 && inverse[i] >= 0) {
        confusion[truth[i]][voxels[inverse[i]]]++;
      }
    }
    Evaluation found = new Evaluation(prediction.probe().classes(), confusion);
    long known = IntStream.range(0, k).filter(index -> found.points(index) > 0).count();
    return known < 2 ? Optional.empty() : Optional.of(found);
  }
}
