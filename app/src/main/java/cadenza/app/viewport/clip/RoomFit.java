package cadenza.app.viewport.clip;

import cadenza.render.ClipBox;
import cadenza.render.Vec3;
import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import java.util.Arrays;

/// The upright box that fits a scan best, turned as its walls are.
///
/// # How it works
///
/// Rooms seldom lie along the axes of their scan. Seen from above, the smallest rectangle around a
/// room has its sides along the walls; it is searched over a quarter turn in steps of a degree,
/// then of a tenth. The outermost points on either side are left out, for most of them are strays.
/// A turned box must be clearly smaller to be worth it.
final class RoomFit {
  private static final int SAMPLE = 4_000;
  private static final double STRAYS = 0.004;
  private static final double WORTH_IT = 0.92;

  private final double[] x;
  private final double[] y;
  private final double[] sorted;

  private RoomFit(double[] x, double[] y) {
    this.x = x;
    this.y = y;
    this.sorted = new double[x.length];
  }

  /// @param bounds of the cloud without strays
  static ClipBox around(PointCloud cloud, Bounds bounds) {
    ClipBox straight = ClipBox.of(bounds);
    RoomFit fit = sample(cloud, straight);
    if (fit.x.length < 16) {
      return straight;
    }
    double yaw = fit.best(0, Math.PI / 2, 90);
    double degree = Math.toRadians(1);
    yaw = fit.best(yaw - degree, yaw + degree, 20);
    if (fit.area(yaw) > WORTH_IT * fit.area(0)) {
      return straight;
    }
    // The shorter way round looks less turned.
    double turn = yaw > Math.PI / 4 ? yaw - Math.PI / 2 : yaw;
    double[] along = fit.range(turn);
    double[] across = fit.range(turn + Math.PI / 2);
    double u = (along[0] + along[1]) / 2;
    double v = (across[0] + across[1]) / 2;
    Vec3 middle =
        new Vec3(
            straight.center().x() + u * Math.cos(turn) - v * Math.sin(turn),
            straight.center().y() + u * Math.sin(turn) + v * Math.cos(turn),
            straight.center().z());
    return new ClipBox(
        middle,
        new Vec3((along[1] - along[0]) / 2, (across[1] - across[0]) / 2, straight.half(2)),
        turn);
  }

  /// Some points inside the box, relative to its middle.
  private static RoomFit sample(PointCloud cloud, ClipBox box) {
    int step = Math.max(1, cloud.pointCount() / SAMPLE);
    double[] x = new double[cloud.pointCount() / step + 1];
    double[] y = new double[x.length];
    int count = 0;
    for (int i = 0; i < cloud.pointCount(); i += step) {
      if (cloud.isFinite(i)) {
        Vec3 at = new Vec3(cloud.world(i, 0), cloud.world(i, 1), cloud.world(i, 2));
        if (box.contains(at)) {
          x[count] = at.x() - box.center().x();
          y[count] = at.y() - box.center().y();
          count++;
        }
      }
    }
    return new RoomFit(Arrays.copyOf(x, count), Arrays.copyOf(y, count));
  }

  /// The yaw of the smallest rectangle among some.
  private double best(double from, double to, int steps) {
    double best = from;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= steps; i++) {
      double yaw = from + (to - from) * i / steps;
      double area = area(yaw);
      if (area < least) {
        least = area;
        best = yaw;
      }
    }
    return best;
  }

  private double area(double yaw) {
    double[] along = range(yaw);
    double[] across = range(yaw + Math.PI / 2);
    return (along[1] - along[0]) * (across[1] - across[0]);
  }

  /// Lowest and highest place along a horizontal direction.
  private double[] range(double yaw) {
    double cos = Math.cos(yaw);
    double sin = Math.sin(yaw);
    for (int i = 0; i < x.length; i++) {
      sorted[i] = x[i] * cos + y[i] * sin;
    }
    Arrays.sort(sorted);
    int left = (int) (STRAYS * sorted.length);
    return new double[] {sorted[left], sorted[sorted.length - 1 - left]};
  }
}
