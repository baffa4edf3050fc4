package cadenza.render;

/// What drawing costs on this machine, learnt from the frames drawn so far.
public final class Pace {
  private static final double HABIT = 0.7;

  private double nanosPerPoint = 25;
  private double nanosPerPixel = 8;

  /// Milliseconds that so many points take on a picture of so many pixels.
  public double fullFrameMillis(int points, int pixels) {
    return (points * nanosPerPoint + pixels * nanosPerPixel) / 1e6;
  }

  /// How many slabs from `first` on can be drawn and shaded in `millis`; at least one.
  public int slabs(DrawOrder order, int first, double millis, int pixels) {
    double points = (millis * 1e6 - pixels * nanosPerPixel) / nanosPerPoint;
    int slab = first + 1;
    while (slab < order.slabCount()
        && order.slabStart(slab + 1) - order.slabStart(first) <= points) {
      slab++;
    }
    return Math.min(slab, order.slabCount()) - first;
  }

  public void learn(int points, long splatNanos, int pixels, long shadeNanos) {
    learnSplatting(points, splatNanos);
    learnShading(pixels, shadeNanos);
  }

  public void learnSplatting(int points, long nanos) {
    if (points > 0) {
      nanosPerPoint = HABIT * nanosPerPoint + (1 - HABIT) * nanos / points;
    }
  }

  public void learnShading(int pixels, long nanos) {
    nanosPerPixel = HABIT * nanosPerPixel + (1 - HABIT) * nanos / pixels;
  }
}
