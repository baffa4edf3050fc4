package cadenza.render;

/// How much time a frame may take and what for.
///
/// `MOTION`: the picture must be there in `millis`; fewer points and coarser pixels are fine.
/// `REFINE`: the camera stands still; go on for about `millis` where the last call stopped.
/// `COMPLETE`: everything, anti-aliased if the style says so, however long it takes.
public record FrameBudget(Purpose purpose, double millis) {
  /// What a frame is for.
  public enum Purpose {
    MOTION,
    REFINE,
    COMPLETE
  }

  public static FrameBudget motion(double millis) {
    return new FrameBudget(Purpose.MOTION, millis);
  }

  public static FrameBudget refine(double millis) {
    return new FrameBudget(Purpose.REFINE, millis);
  }

  public static FrameBudget complete() {
    return new FrameBudget(Purpose.COMPLETE, Double.POSITIVE_INFINITY);
  }
}
