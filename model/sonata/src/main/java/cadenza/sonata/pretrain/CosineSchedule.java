package cadenza.sonata.pretrain;

/// A number that changes over training: a straight line first, then half a cosine
/// (P/utils/scheduler.py, `CosineScheduler`).
///
/// # How it works
///
/// Steps `0` to `warmupSteps - 1` go from `start` to `base` in a straight line, both ends included;
/// the others from `base` to `end` along a cosine, which is reached at `totalSteps`.
///
/// @param start value at step 0 if there is a warm-up
/// @param base value after the warm-up
/// @param end value from `totalSteps` on
public record CosineSchedule(
    double start, double base, double end, int warmupSteps, int totalSteps) {
  public CosineSchedule {
    if (warmupSteps < 0 || totalSteps < warmupSteps) {
      throw new IllegalArgumentException(
          warmupSteps + " steps of warm-up do not fit " + totalSteps + " steps");
    }
  }

  /// From `base` to `end` without a warm-up.
  public static CosineSchedule of(double base, double end, int totalSteps) {
    return new CosineSchedule(base, base, end, 0, totalSteps);
  }

  /// From `start` to `end` within the warm-up, then constant.
  public static CosineSchedule rising(double start, double end, int warmupSteps, int totalSteps) {
    return new CosineSchedule(start, end, end, warmupSteps, totalSteps);
  }

  /// Always the same.
  public static CosineSchedule constant(double value) {
    return new CosineSchedule(value, value, value, 0, 0);
  }

  /// The value used at a step, counted from 0.
  public double at(int step) {
    if (step >= totalSteps) {
      return end;
    }
    if (step < warmupSteps) {
      return step == warmupSteps - 1 && step > 0
          ? base
          : start + step * ((base - start) / Math.max(1, warmupSteps - 1));
    }
    double done = (double) (step - warmupSteps) / (totalSteps - warmupSteps);
    return end + 0.5 * (base - end) * (1 + Math.cos(Math.PI * done));
  }
}
