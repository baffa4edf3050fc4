package cadenza.sonata.pretrain;

/// Learning rate and first momentum over one cycle (Smith and Topin, arXiv 1708.07120; PyTorch's
/// `OneCycleLR` with cosines).
///
/// # How it works
///
/// Up to step `warmup * totalSteps - 1` the rate rises from `1 / division` of its maximum to the
/// maximum, then falls to `1 / finalDivision` of where it began, at the last step. Momentum does
/// the opposite, between `highBeta1` and `lowBeta1`: it overrides the optimizer's own beta1, which
/// is easily overlooked in the reference (SPEC v).
///
/// @param totalSteps steps of the run
/// @param warmup share of the steps in which the rate rises
/// @param division maximum rate over first rate
/// @param finalDivision first rate over last rate
/// @param highBeta1 first momentum at both ends of the cycle
/// @param lowBeta1 first momentum where the rate is highest
public record OneCycle(
    int totalSteps,
    double warmup,
    double division,
    double finalDivision,
    double highBeta1,
    double lowBeta1) {

  public OneCycle {
    if (totalSteps < 1 || !(warmup >= 0 && warmup < 1) || !(division > 0 && finalDivision > 0)) {
      throw new IllegalArgumentException("a cycle needs steps, a warm-up below 1 and divisions");
    }
  }

  /// The reference's cycle, for pretraining and probing alike.
  public static OneCycle of(int totalSteps) {
    return new OneCycle(totalSteps, 0.05, 10, 1000, 0.95, 0.85);
  }

  /// Learning rate at a step, for a group of weights with that maximum.
  public double rate(int step, double maximum) {
    double first = maximum / division;
    return between(step, first, maximum, first / finalDivision);
  }

  /// First momentum of the optimizer at a step.
  public double beta1(int step) {
    return between(step, highBeta1, lowBeta1, highBeta1);
  }

  private double between(int step, double first, double middle, double last) {
    double peak = warmup * totalSteps - 1;
    int at = Math.clamp(step, 0, totalSteps - 1);
    if (at <= peak) {
      return cosine(first, middle, peak > 0 ? at / peak : 1);
    }
    double begin = Math.max(peak, 0);
    double length = totalSteps - 1 - begin;
    return cosine(middle, last, length > 0 ? (at - begin) / length : 1);
  }

  private static double cosine(double from, double to, double done) {
    return to + (from - to) / 2 * (1 + Math.cos(Math.PI * done));
  }
}
