package cadenza.app.viewport.select;

import cadenza.render.Selection;
import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import java.util.Arrays;
import java.util.Optional;

/// Where the points of a selection lie.
public final class SelectedBounds {
  private SelectedBounds() {}

  /// Box around the finite ones of these points; empty if there are none.
  public static Optional<Bounds> of(PointCloud cloud, Selection points) {
    double[] lo = new double[3];
    double[] hi = new double[3];
    Arrays.fill(lo, Double.POSITIVE_INFINITY);
    Arrays.fill(hi, Double.NEGATIVE_INFINITY);
    for (int point = points.next(0); point >= 0; point = points.next(point + 1)) {
      for (int axis = 0; axis < 3 && cloud.isFinite(point); axis++) {
        lo[axis] = Math.min(lo[axis], cloud.world(point, axis));
        hi[axis] = Math.max(hi[axis], cloud.world(point, axis));
      }
    }
    return lo[0] > hi[0] ? Optional.empty() : Optional.of(new Bounds(lo, hi));
  }
}
