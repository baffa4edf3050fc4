package cadenza.app.probing;

import cadenza.render.Overlay;
import cadenza.render.Vec3;
import cadenza.scan.PointCloud;
import java.util.ArrayList;
import java.util.List;

/// A mark in the picture about one point.
final class Mark {
  private static final double WIDTH = 2.5;
  private static final double SEEN_BEHIND = 0.45;

  private Mark() {}

  /// The edges of a cube about the point.
  static List<Overlay.Line> cube(PointCloud cloud, int point, double halfMeters, int argb) {
    List<Overlay.Line> lines = new ArrayList<>();
    for (int axis = 0; axis < 3; axis++) {
      for (int corner = 0; corner < 4; corner++) {
        double[] from = new double[3];
        double[] to = new double[3];
        int bit = 0;
        for (int other = 0; other < 3; other++) {
          double middle = cloud.world(point, other);
          if (other == axis) {
            from[other] = middle - halfMeters;
            to[other] = middle + halfMeters;
          } else {
            from[other] = middle + ((corner >> bit & 1) == 0 ? -halfMeters : halfMeters);
            to[other] = from[other];
            bit++;
          }
        }
        lines.add(
            new Overlay.Line(
                new Vec3(from[0], from[1], from[2]),
                new Vec3(to[0], to[1], to[2]),
                argb,
                WIDTH,
                SEEN_BEHIND));
      }
    }
    return lines;
  }
}
