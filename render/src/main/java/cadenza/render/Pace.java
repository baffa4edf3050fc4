package cadenza.render;

/// What drawing costs on this machine, learnt from the frames drawn so far.
public final class Pace {
  private static final double HABIT = 0.8;
  private static final double ALARM = 0.4;
  private static final int LEAST_POINTS = 20_000;

  private double nanosPerPoint = 25;
  private double nanosPerPixel = 8;

  /// Milliseconds that so many points take on a picture of so many pixels.
  public double fullFrameMillis(long points, int pixels) {
    return (points * nanosPerPoint + pixels * nanosPerPixel) / 1e6;
  }

  /// How many points can be drawn and shaded in `millis`, and not so few that nothing would be
  /// recognised.
  public double points(double millis, int pixels) {
    return Math.max(LEAST_POINTS, (millis * 1e6 - pixels * nanosPerPixel) / nanosPerPoint);
  }

  /// How many points to add in a step that takes `millis` with its shading; where shading alone
  /// takes longer, as many as take as long as that, for else it would be most of the work.
  public double step(double millis, int pixels) {
    double shading = pixels * nanosPerPixel;
    double splatting = Math.max(millis * 1e6 - shading, 1.5 * shading);
    return Math.max(LEAST_POINTS, splatting / nanosPerPoint);
  }

  public void learn(long points, long splatNanos, int pixels, long shadeNanos) {
    learnSplatting(points, splatNanos);
    learnShading(pixels, shadeNanos);
  }

  public void learnSplatting(long points, long nanos) {
    if (points > 0) {
      nanosPerPoint = learnt(nanosPerPoint, (double) nanos / points);
    }
  }

  public void learnShading(int pixels, long nanos) {
    nanosPerPixel = learnt(nanosPerPixel, (double) nanos / pixels);
  }

  /// Frames that take longer than thought are believed sooner than those that take less: to fall
  /// behind is worse than to show less than there was time for.
  private static double learnt(double before, double now) {
    double habit = now > before ? ALARM : HABIT;
    return habit * before + (1 - habit) * now;
  }
}
