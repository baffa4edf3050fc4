package cadenza.probe;

import cadenza.scan.Progress;
import java.util.List;

public final class CrossValidation {
  private CrossValidation() {}

  public record Candidate(double strength, boolean statistics, double meanIou) {}

  public record Result(
      double bestStrength,
      boolean useStatistics,
      List<Candidate> candidates,
      Evaluation evaluation,
      int folds) {}

  public static boolean isPossible(List<Examples> examples) {
    return false;
  }

  public static Result run(
      List<Examples> examples,
      List<ProbeClass> classes,
      TrainSettings settings,
      boolean statisticsToo,
      Progress progress) {
    return new Result(
        1,
        false,
        List.of(),
        new Evaluation(classes, new long[classes.size()][classes.size()]),
        examples.size());
  }
}
