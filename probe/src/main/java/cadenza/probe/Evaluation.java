package cadenza.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// How well predictions agree with the truth. Scores are fractions, 0 to 1; means are over classes
/// that the truth has.
///
/// @param confusion how often a class was taken for another, `[truth][predicted]`
public record Evaluation(List<ProbeClass> classes, long[][] confusion) {
  public Evaluation {
    classes = List.copyOf(classes);
    boolean square = confusion.length == classes.size();
    for (long[] row : confusion) {
      square &= row.length == confusion.length;
    }
    if (!square) {
      throw new IllegalArgumentException("a confusion matrix has a row and a column a class");
    }
  }

  /// Compares class numbers, one pair a point. Truths that are no class are left out; a prediction
  /// that is no class is wrong for every class, and must not occur.
  ///
  /// @param truth class ids; 0 or another number of no class where there is none
  /// @param predicted class ids
  public static Evaluation of(List<ProbeClass> classes, int[] truth, int[] predicted) {
    Tally tally = new Tally(classes);
    for (int i = 0; i < truth.length; i++) {
      tally.add(truth[i], predicted[i]);
    }
    return tally.evaluation();
  }

  /// Counts pairs of class ids.
  public static final class Tally {
    private final List<ProbeClass> classes;
    private final Map<Integer, Integer> indexOf = new HashMap<>();
    private final long[][] confusion;

    public Tally(List<ProbeClass> classes) {
      this.classes = List.copyOf(classes);
      for (int k = 0; k < classes.size(); k++) {
        indexOf.put(classes.get(k).id(), k);
      }
      this.confusion = new long[classes.size()][classes.size()];
    }

    /// A truth that is no class is left out.
    ///
    /// @throws IllegalArgumentException if what was predicted is no class
    public void add(int truthId, int predictedId) {
      Integer truth = indexOf.get(truthId);
      if (truth == null) {
        return;
      }
      Integer predicted = indexOf.get(predictedId);
      if (predicted == null) {
        throw new IllegalArgumentException("there is no class " + predictedId);
      }
      confusion[truth][predicted]++;
    }

    public Evaluation evaluation() {
      long[][] copy = new long[confusion.length][];
      for (int k = 0; k < copy.length; k++) {
        copy[k] = confusion[k].clone();
      }
      return new Evaluation(classes, copy);
    }
  }

  /// How many points the truth says are of a class.
  public long points(int k) {
    long sum = 0;
    for (long count : confusion[k]) {
      sum += count;
    }
    return sum;
  }

  /// All points that were scored.
  public long points() {
    long sum = 0;
    for (int k = 0; k < confusion.length; k++) {
      sum += points(k);
    }
    return sum;
  }

  /// Intersection over union of a class; empty if the truth has none of it.
  public OptionalDouble iou(int k) {
    long truth = points(k);
    if (truth == 0) {
      return OptionalDouble.empty();
    }
    long predicted = 0;
    for (long[] row : confusion) {
      predicted += row[k];
    }
    return OptionalDouble.of((double) confusion[k][k] / (truth + predicted - confusion[k][k]));
  }

  /// Share of a class's points that were found; empty if the truth has none of it.
  public OptionalDouble accuracy(int k) {
    long truth = points(k);
    return truth == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) confusion[k][k] / truth);
  }

  /// Mean intersection over union, mIoU; NaN if nothing was scored.
  public double meanIou() {
    return mean(true);
  }

  /// Mean accuracy of a class, mAcc; NaN if nothing was scored.
  public double meanAccuracy() {
    return mean(false);
  }

  private double mean(boolean iou) {
    List<Double> scores = new ArrayList<>();
    for (int k = 0; k < confusion.length; k++) {
      (iou ? iou(k) : accuracy(k)).ifPresent(scores::add);
    }
    return scores.stream().mapToDouble(s -> s).average().orElse(Double.NaN);
  }

  /// Share of all points that were right, allAcc; NaN if nothing was scored.
  public double accuracy() {
    long right = 0;
    for (int k = 0; k < confusion.length; k++) {
      right += confusion[k][k];
    }
    return (double) right / points();
  }
}
