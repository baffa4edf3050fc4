package cadenza.app.pretrain;

import cadenza.sonata.pretrain.Pretraining;

/// How a run goes, after a step.
///
/// @param step steps taken
/// @param totalSteps of the run
/// @param loss weighted sum of the three
/// @param mask masked view against the same view
/// @param roll masked view against the other view
/// @param local local view against the major view
/// @param gradientLength before it was cut
/// @param learningRate of the head
/// @param stepSeconds of this step, waiting left out
/// @param waitSeconds for this step's batch
/// @param pointsPerSecond voxels of all views, waiting counted
/// @param memoryBytes resident memory of the process; 0 where that is not known
/// @param remainingSeconds at the pace of the last steps
public record PretrainReport(
    int step,
    int totalSteps,
    double loss,
    double mask,
    double roll,
    double local,
    double gradientLength,
    double learningRate,
    double stepSeconds,
    double waitSeconds,
    double pointsPerSecond,
    long memoryBytes,
    double remainingSeconds) {

  static PretrainReport of(
      PretrainPlan plan,
      Pretraining.Report report,
      int points,
      double stepSeconds,
      double waitSeconds,
      long memoryBytes,
      double pace) {
    return new PretrainReport(
        report.step() + 1,
        plan.totalSteps(),
        report.losses().total(),
        report.losses().mask(),
        report.losses().roll(),
        report.losses().local(),
        report.gradientLength(),
        plan.preset().schedules().cycle().rate(report.step(), plan.preset().rates().rate()),
        stepSeconds,
        waitSeconds,
        points / (stepSeconds + waitSeconds),
        memoryBytes,
        pace * (plan.totalSteps() - report.step() - 1));
  }
}
