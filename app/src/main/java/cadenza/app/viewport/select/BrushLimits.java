package cadenza.app.viewport.select;

import cadenza.render.select.BrushSize;

/// How small and how large a brush can be.
final class BrushLimits {
  private static final double LEAST_PIXELS = 2;
  private static final double MOST_PIXELS = 400;
  private static final double LEAST_METERS = 0.002;
  private static final double MOST_METERS = 50;

  private BrushLimits() {}

  /// The nearest size to this one that there can be.
  static BrushSize within(double radius, boolean metric) {
    double least = metric ? LEAST_METERS : LEAST_PIXELS;
    double most = metric ? MOST_METERS : MOST_PIXELS;
    return new BrushSize(Math.clamp(radius, least, most), metric);
  }
}
