package cadenza.sonata.pretrain;

/// Everything that changes from step to step.
///
/// @param maskSize edge of a masked patch in metres
/// @param maskRatio share of patches that are masked
/// @param teacherTemperature of the targets
/// @param momentum of the teacher: how much of itself it keeps a step
/// @param weightDecay of all weights, normalisations and biases included
/// @param cycle of learning rates and first momentum
public record Schedules(
    CosineSchedule maskSize,
    CosineSchedule maskRatio,
    CosineSchedule teacherTemperature,
    CosineSchedule momentum,
    CosineSchedule weightDecay,
    OneCycle cycle) {

  /// The paper's, for a run of that length (SPEC v).
  public static Schedules paper(int totalSteps) {
    int warmup = (int) (0.05 * totalSteps);
    return new Schedules(
        CosineSchedule.rising(0.1, 0.4, warmup, totalSteps),
        CosineSchedule.rising(0.3, 0.7, warmup, totalSteps),
        CosineSchedule.rising(0.04, 0.07, warmup, totalSteps),
        CosineSchedule.of(0.994, 1, totalSteps),
        CosineSchedule.of(0.04, 0.2, totalSteps),
        OneCycle.of(totalSteps));
  }

  /// Those of the `starter` preset (docs/pretraining-plan.md): masks grow over the first 15 %,
  /// targets are sharp from the start, because soft ones let features collapse into few dimensions,
  /// and the teacher follows quickly: with the paper's momentum it would have left its random
  /// beginning twice in some hundred steps, and students would learn little else than that.
  public static Schedules starter(int totalSteps) {
    int rise = (int) (0.15 * totalSteps);
    return new Schedules(
        CosineSchedule.rising(0.1, 0.4, rise, totalSteps),
        CosineSchedule.rising(0.3, 0.7, rise, totalSteps),
        CosineSchedule.constant(0.02),
        CosineSchedule.of(0.96, 0.99, totalSteps),
        CosineSchedule.of(0.04, 0.2, totalSteps),
        new OneCycle(totalSteps, 0.05, 10, 1000, 0.9, 0.9));
  }

  /// The values of a step, counted from 0.
  public Values at(int step) {
    return new Values(
        maskSize.at(step),
        maskRatio.at(step),
        teacherTemperature.at(step),
        momentum.at(step),
        weightDecay.at(step),
        cycle.beta1(step));
  }

  /// What a step uses; learning rates differ from weight to weight ([OneCycle#rate]).
  public record Values(
      double maskSize,
      double maskRatio,
      double teacherTemperature,
      double momentum,
      double weightDecay,
      double beta1) {}
}
