package cadenza.probe;

import java.util.List;

/// Carries values that live on the rows of levels up to every original point, summing over levels.
public interface PointUpcast {
  /// Sums what each level says about each point.
  ///
  /// @param parts for each level used, finest first, `(rows, k)` row-major
  /// @param k values a row
  /// @return `(points, k)`; NaN for points that lie in no voxel
  float[] sum(List<float[]> parts, int k);
}
