package cadenza.render;

import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import java.util.Arrays;

/// Where to look at a scan from when it is first shown.
///
/// # How it works
///
/// The box to frame leaves out the farthest points on either side of each axis, which are strays
/// more often than not. A room seen all around is looked at from the default corner. A scan of a
/// corner or of one wall has its points on one side of its box; it is looked at from the other,
/// where the sensor was, and less from above.
public final class HomeView {
  private static final int SAMPLE = 60_000;
  private static final double STRAYS = 0.004;

  /// How far off the middle the mean lies, of the box's width, in a scan that is open to one side.
  private static final double LOPSIDED = 0.09;

  private static final double OPEN_PITCH = Math.toRadians(24);
  private static final double OPEN_TURN = Math.toRadians(18);

  private HomeView() {}

  /// The first view of a cloud in a picture of the given shape.
  public static Camera of(PointCloud cloud, int width, int height) {
    Bounds bounds = bounds(cloud);
    Camera home = Camera.home(bounds, width, height);
    if (bounds.isEmpty()) {
      return home;
    }
    double[] mean = mean(cloud, bounds);
    double openX = bounds.center(0) - mean[0];
    double openY = bounds.center(1) - mean[1];
    double size = Math.hypot(bounds.extent(0), bounds.extent(1));
    if (Math.hypot(openX, openY) < LOPSIDED * size) {
      return home;
    }
    return new Camera(
            home.target(),
            home.distance(),
            Math.atan2(openY, openX) + OPEN_TURN,
            OPEN_PITCH,
            home.fieldOfViewRadians(),
            false)
        .framing(bounds, width, height);
  }

  /// The box around all points but the outermost few on each side; the whole box of small clouds.
  public static Bounds bounds(PointCloud cloud) {
    int step = Math.max(1, cloud.pointCount() / SAMPLE);
    double[] min = new double[3];
    double[] max = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      double[] values = new double[cloud.pointCount() / step + 1];
      int count = 0;
      for (int i = 0; i < cloud.pointCount(); i += step) {
        if (cloud.isFinite(i)) {
          values[count++] = cloud.world(i, axis);
        }
      }
      if (count == 0) {
        return cloud.bounds();
      }
      Arrays.sort(values, 0, count);
      int left = (int) (STRAYS * count);
      min[axis] = values[left];
      max[axis] = values[count - 1 - left];
    }
    return new Bounds(min, max);
  }

  private static double[] mean(PointCloud cloud, Bounds bounds) {
    double x = 0;
    double y = 0;
    int count = 0;
    int step = Math.max(1, cloud.pointCount() / SAMPLE);
    for (int i = 0; i < cloud.pointCount(); i += step) {
      double px = cloud.world(i, 0);
      double py = cloud.world(i, 1);
      boolean inside =
          cloud.isFinite(i)
              && px >= bounds.min()[0]
              && px <= bounds.max()[0]
              && py >= bounds.min()[1]
              && py <= bounds.max()[1];
      if (inside) {
        x += px;
        y += py;
        count++;
      }
    }
    return new double[] {x / count, y / count};
  }
}
