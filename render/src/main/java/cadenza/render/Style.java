package cadenza.render;

import java.util.Objects;

/// How points look, apart from their colour.
///
/// @param edlStrength eye-dome lighting: 0 is off, 1 the default, up to about 4
/// @param seeThroughWalls leaves out walls, floor and ceiling where one looks at them from outside,
///   so that one sees into a room; with [Scene#normals()], all points that face away
/// @param antiAliased smooths edges once the picture stands still
public record Style(
    PointSize pointSize,
    double edlStrength,
    Background background,
    boolean seeThroughWalls,
    boolean antiAliased) {
  /// What a person sees who touches no slider.
  public static final Style DEFAULT =
      new Style(PointSize.adaptive(1), 1, Background.DARK, true, true);

  public Style {
    Objects.requireNonNull(pointSize);
    Objects.requireNonNull(background);
    if (!(edlStrength >= 0 && edlStrength <= 100)) {
      throw new IllegalArgumentException("eye-dome lighting strength " + edlStrength);
    }
  }

  public Style withPointSize(PointSize size) {
    return new Style(size, edlStrength, background, seeThroughWalls, antiAliased);
  }

  /// The same look on a picture with `factor` times the rows: points of a fixed number of pixels
  /// grow with it, all else does by itself.
  public Style scaled(double factor) {
    return pointSize.mode() == PointSize.Mode.FIXED
        ? withPointSize(PointSize.fixed(Math.clamp(pointSize.value() * factor, 0.01, 1000)))
        : this;
  }

  public Style withEdlStrength(double strength) {
    return new Style(pointSize, strength, background, seeThroughWalls, antiAliased);
  }

  public Style withBackground(Background wanted) {
    return new Style(pointSize, edlStrength, wanted, seeThroughWalls, antiAliased);
  }

  public Style withSeeThroughWalls(boolean wanted) {
    return new Style(pointSize, edlStrength, background, wanted, antiAliased);
  }

  public Style withAntiAliased(boolean wanted) {
    return new Style(pointSize, edlStrength, background, seeThroughWalls, wanted);
  }
}
