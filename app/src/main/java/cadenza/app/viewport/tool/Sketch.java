package cadenza.app.viewport.tool;

import java.util.List;

/// Lines and words drawn flat over the picture, in pixels of the rendered frame.
public record Sketch(List<Path> paths, List<Label> labels) {
  public static final Sketch NONE = new Sketch(List.of(), List.of());
  private static final int CIRCLE_CORNERS = 64;

  /// A line through points, `x0, y0, x1, y1 …`.
  ///
  /// @param closed whether the last point is joined to the first and what is inside is tinted
  public record Path(double[] xy, boolean closed) {
    /// A circle.
    public static Path circle(double x, double y, double radius) {
      double[] xy = new double[2 * CIRCLE_CORNERS];
      for (int i = 0; i < CIRCLE_CORNERS; i++) {
        double angle = 2 * Math.PI * i / CIRCLE_CORNERS;
        xy[2 * i] = x + radius * Math.cos(angle);
        xy[2 * i + 1] = y + radius * Math.sin(angle);
      }
      return new Path(xy, true);
    }
  }

  /// Words at a place, on a chip that makes them readable over anything.
  public record Label(double x, double y, String text) {}

  public Sketch {
    paths = List.copyOf(paths);
    labels = List.copyOf(labels);
  }

  public static Sketch of(Path... paths) {
    return new Sketch(List.of(paths), List.of());
  }
}
