package cadenza.probe;

import cadenza.scan.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How good a probe is on what it was not shown, and which strength and inputs make it best.
///
/// # How it works
///
/// Strokes are dealt into up to five folds, those of each class one after another ([Folds]); a fold
/// is predicted by a probe trained on the others. Voxels of one stroke never come apart: they are
/// neighbours, and telling a voxel from the one beside it shows nothing. A class with one stroke is
/// never held out, and not judged. Held-out voxels stay in the Gram matrix without a weight, so
/// their logits come out of the training, and strengths are tried from strong to weak, each from
/// the last answer. The best strength is that of the lowest loss among those whose mean
/// intersection over union is within one standard error (over the folds) of the highest: what folds
/// cannot tell apart, such as noise, must not choose a weak penalty, which learns it and takes many
/// times as long (Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, section 7.10,
/// where the strongest of them is taken).
public final class CrossValidation {
  private static final double[] STRENGTHS = {1, .3, .1, .03, .01, .003, .001, .0003};
  private static final double TOLERANCE = 1e-4;

  private CrossValidation() {}

  /// A way to train, and how well it did.
  ///
  /// @param loss mean of `-ln` of the probability of the truth
  public record Candidate(
      double strength, boolean localStatistics, double meanIou, double meanAccuracy, double loss) {}

  /// @param candidates all that were tried
  /// @param evaluation of held-out voxels, at the best
  /// @param folds how many there were
  public record Result(
      double bestStrength,
      boolean useStatistics,
      List<Candidate> candidates,
      Evaluation evaluation,
      int folds) {
    /// The settings with what was found best.
    public TrainSettings applyTo(TrainSettings settings) {
      return settings.withStrength(bestStrength).withLocalStatistics(useStatistics);
    }
  }

  /// As below, for all classes that have a label.
  public static boolean isPossible(List<Examples> examples) {
    int[] ids =
        examples.stream().flatMapToInt(e -> Arrays.stream(e.classIds())).distinct().toArray();
    return isPossible(examples, ids);
  }

  /// Whether there are strokes enough: two classes, one of them with two strokes.
  public static boolean isPossible(List<Examples> examples, List<ProbeClass> classes) {
    return isPossible(examples, classes.stream().mapToInt(ProbeClass::id).toArray());
  }

  private static boolean isPossible(List<Examples> examples, int[] ids) {
    return Folds.isPossible(ExampleSample.of(examples, ids, TrainSettings.DEFAULT), ids.length);
  }

  /// Tries strengths, and local statistics too if asked for.
  ///
  /// @param settings what else to train with; its own strength is not used
  /// @param statisticsToo whether to try with and without local statistics; else as the settings
  ///   say
  /// @throws IllegalArgumentException if there are too few strokes
  public static Result run(
      List<Examples> examples,
      List<ProbeClass> classes,
      TrainSettings settings,
      boolean statisticsToo,
      Progress progress) {
    boolean[] statistics =
        statisticsToo ? new boolean[] {false, true} : new boolean[] {settings.localStatistics()};
    List<Candidate> candidates = new ArrayList<>();
    List<Evaluation> evaluations = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    int folds = 0;
    for (int i = 0; i < statistics.length; i++) {
      Progress part = progress.slice((double) i / statistics.length, (i + 1.0) / statistics.length);
      LinearProbeTrainer.Problem problem =
          new LinearProbeTrainer()
              .problem(examples, classes, settings.withLocalStatistics(statistics[i]), part);
      Folds dealt = Folds.of(problem.chosen(), problem.classes().size(), settings.seed());
      folds = dealt.count();
      Tallies tallies = new Tallies(problem, folds);
      for (int fold = 0; fold < folds; fold++) {
        part.report((double) fold / folds, "Cross-validating");
        path(problem, dealt.foldOf(), fold, settings.balanced(), tallies, part);
      }
      for (int s = 0; s < STRENGTHS.length; s++) {
        Evaluation evaluation = tallies.of(s);
        evaluations.add(evaluation);
        errors.add(tallies.standardError(s));
        candidates.add(
            new Candidate(
                STRENGTHS[s],
                statistics[i],
                evaluation.meanIou(),
                evaluation.meanAccuracy(),
                tallies.loss(s)));
      }
    }
    int best = best(candidates, errors);
    return new Result(
        candidates.get(best).strength(),
        candidates.get(best).localStatistics(),
        List.copyOf(candidates),
        evaluations.get(best),
        folds);
  }

  private static int best(List<Candidate> candidates, List<Double> errors) {
    int highest = 0;
    for (int i = 1; i < candidates.size(); i++) {
      highest = candidates.get(i).meanIou() > candidates.get(highest).meanIou() ? i : highest;
    }
    double enough = candidates.get(highest).meanIou() - errors.get(highest);
    int best = highest;
    for (int i = 0; i < candidates.size(); i++) {
      boolean lower = candidates.get(i).loss() < candidates.get(best).loss();
      best = lower && candidates.get(i).meanIou() >= enough ? i : best;
    }
    return best;
  }

  // Trains without one fold, from strong to weak, and counts what is said of the fold.
  private static void path(
      LinearProbeTrainer.Problem problem,
      int[] foldOf,
      int fold,
      boolean balanced,
      Tallies tallies,
      Progress progress) {
    int classes = problem.classes().size();
    int slots = problem.weights().length;
    float[] weights = new float[slots];
    int[] labels = new int[slots];
    int[] kept = IntStream.range(0, foldOf.length).filter(i -> foldOf[i] != fold).toArray();
    LinearProbeTrainer.weigh(
        Arrays.stream(kept).mapToObj(problem.chosen()::get).toList(),
        Arrays.stream(kept).map(i -> problem.slots()[i]).toArray(),
        classes,
        balanced,
        weights,
        labels);
    Combination answer = Combination.zero(classes, slots);
    for (int s = 0; s < STRENGTHS.length; s++) {
      new SoftmaxRegression(problem.rows().gram(), weights, labels, STRENGTHS[s], answer)
          .solve(TOLERANCE, progress);
      for (int i = 0; i < foldOf.length; i++) {
        if (foldOf[i] == fold) {
          tallies.add(s, fold, problem.chosen().get(i).classIndex(), problem.slots()[i], answer);
        }
      }
    }
  }

  /// Counts of truths and answers, for each strength.
  private static final class Tallies {
    private final List<ProbeClass> classes;
    private final long[][][][] confusion; // (strengths, folds, classes, classes)
    private final double[] losses = new double[STRENGTHS.length];
    private final long[] counts = new long[STRENGTHS.length];

    Tallies(LinearProbeTrainer.Problem problem, int folds) {
      this.classes = problem.classes();
      this.confusion = new long[STRENGTHS.length][folds][classes.size()][classes.size()];
    }

    void add(int strength, int fold, int truth, int slot, Combination answer) {
      double[] logits = new double[classes.size()];
      int best = 0;
      for (int k = 0; k < logits.length; k++) {
        logits[k] = answer.z()[k][slot] + SoftmaxRegression.bias(answer, k);
        best = logits[k] > logits[best] ? k : best;
      }
      double sum = 0;
      for (double logit : logits) {
        sum += Math.exp(logit - logits[best]);
      }
      confusion[strength][fold][truth][best]++;
      losses[strength] += Math.log(sum) + logits[best] - logits[truth];
      counts[strength]++;
    }

    Evaluation of(int strength) {
      long[][] all = new long[classes.size()][classes.size()];
      for (long[][] fold : confusion[strength]) {
        for (int k = 0; k < all.length; k++) {
          for (int j = 0; j < all.length; j++) {
            all[k][j] += fold[k][j];
          }
        }
      }
      return new Evaluation(classes, all);
    }

    /// How far the mean intersection over union may be off, by how much it differs among folds.
    double standardError(int strength) {
      double[] scores =
          Arrays.stream(confusion[strength])
              .map(fold -> new Evaluation(classes, fold))
              .filter(fold -> fold.points() > 0)
              .mapToDouble(Evaluation::meanIou)
              .toArray();
      if (scores.length < 2) {
        return 0;
      }
      double mean = Arrays.stream(scores).average().orElseThrow();
      double squares = Arrays.stream(scores).map(x -> (x - mean) * (x - mean)).sum();
      return Math.sqrt(squares / (scores.length - 1) / scores.length);
    }

    double loss(int strength) {
      return losses[strength] / counts[strength];
    }
  }
}
