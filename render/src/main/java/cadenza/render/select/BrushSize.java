package cadenza.render.select;

/// How large a brush is.
///
/// @param radius in pixels of the frame or in metres, positive
/// @param metric in metres: a ball about the point under the pointer
public record BrushSize(double radius, boolean metric) {
  public BrushSize {
    if (!(radius > 0 && radius < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("brush radius " + radius);
    }
  }

  public static BrushSize pixels(double radius) {
    return new BrushSize(radius, false);
  }

  public static BrushSize meters(double radius) {
    return new BrushSize(radius, true);
  }
}
