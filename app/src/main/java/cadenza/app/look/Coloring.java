package cadenza.app.look;

import cadenza.scan.PointCloud;

/// A cloud with the colours to draw it in. They travel together, so that a picture never mixes the
/// points of one scan with the colours of another.
///
/// @param argb opaque colour of every point, `(points)`
/// @param classNames what the numbers in its labels are called
public record Coloring(
    PointCloud cloud, ColorMode mode, int[] argb, Legend legend, ClassNames classNames) {
  public Coloring {
    if (argb.length != cloud.pointCount()) {
      throw new IllegalArgumentException(
          argb.length + " colours for " + cloud.pointCount() + " points");
    }
  }

  public Coloring(PointCloud cloud, ColorMode mode, int[] argb, Legend legend) {
    this(cloud, mode, argb, legend, ClassNames.numbers());
  }

  Coloring withClassNames(ClassNames names) {
    return new Coloring(cloud, mode, argb, legend, names);
  }
}
