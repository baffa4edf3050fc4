package cadenza.scan.io;

import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Chooses the double origin that float offsets are counted from.
///
/// # How it works
///
/// A float keeps 24 bits, 0.03 mm at 1000 m. On axes where coordinates go beyond that (UTM:
/// millions of metres) they are counted from the median of a sample of points, rounded to whole
/// metres so that the origin itself is exact and readable. The median, because scans in UTM
/// coordinates often hold a few invalid points at zero, and the middle of the box would lie half
/// way to them. The origin must be known before points are decoded, so it comes from the file's
/// header or its first points; where those mislead, the file is read once more.
public final class Origin {
  private static final double FAR_METERS = 1000;
  private static final int SAMPLE_POINTS = 1023;

  private Origin() {}

  /// Reads a file with a given origin.
  public interface Reader {
    ScanContents read(double[] origin) throws IOException;
  }

  /// Reads with an origin guessed, and once more with a better one if the points lie far from it.
  public static ScanContents settle(double[] guess, Reader reader) throws IOException {
    @Nullable ScanContents contents = reader.read(guess);
    double[] better = better(contents.cloud());
    if (better == null) {
      return contents;
    }
    contents = null; // the second reading asks how much memory is free, and needs as much again
    return reader.read(better);
  }

  /// An origin for coordinates.
  ///
  /// @param world some coordinates of the file, `(points, 3)`, in metres
  public static double[] choose(double[] world) {
    double[] origin = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      double[] values = sorted(world, axis);
      double largest =
          values.length == 0
              ? 0
              : Math.max(Math.abs(values[0]), Math.abs(values[values.length - 1]));
      if (largest > FAR_METERS) {
        origin[axis] = Math.rint(values[values.length / 2]);
      }
    }
    return origin;
  }

  /// An origin for what lies in a box: float offsets from another could be too coarse to tell what
  /// does.
  static double[] of(Bounds box, double[] guess) {
    double[] origin = guess.clone();
    for (int axis = 0; axis < 3; axis++) {
      double center = box.center(axis);
      if (Double.isFinite(center) && Math.abs(center - origin[axis]) > FAR_METERS) {
        origin[axis] = Math.rint(center);
      }
    }
    return origin;
  }

  /// An origin for coordinates like those of a cloud.
  public static double[] of(PointCloud cloud) {
    return choose(sample(cloud));
  }

  private static double @Nullable [] better(PointCloud cloud) {
    double[] origin = cloud.origin();
    double[] world = sample(cloud);
    boolean isPoor = false;
    for (int axis = 0; axis < 3; axis++) {
      double[] values = sorted(world, axis);
      if (values.length > 0) {
        double far = medianDistance(values, origin[axis]);
        double near = medianDistance(values, values[values.length / 2]);
        isPoor |= far > Math.max(FAR_METERS, 4 * near);
      }
    }
    return isPoor ? choose(world) : null;
  }

  private static double medianDistance(double[] values, double from) {
    double[] distances = new double[values.length];
    Arrays.setAll(distances, i -> Math.abs(values[i] - from));
    Arrays.sort(distances);
    return distances[distances.length / 2];
  }

  private static double[] sample(PointCloud cloud) {
    double[] sample = new double[3 * SAMPLE_POINTS];
    int count = 0;
    int points = cloud.pointCount();
    for (int k = 0; k < SAMPLE_POINTS; k++) {
      int end = (int) ((long) points * (k + 1) / SAMPLE_POINTS);
      for (int i = (int) ((long) points * k / SAMPLE_POINTS); i < end; i++) {
        if (cloud.isFinite(i)) {
          for (int axis = 0; axis < 3; axis++) {
            sample[count++] = cloud.world(i, axis);
          }
          break;
        }
      }
    }
    return Arrays.copyOf(sample, count);
  }

  /// The finite values along an axis in ascending order.
  private static double[] sorted(double[] world, int axis) {
    double[] values = new double[world.length / 3];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      boolean isFinite =
          Double.isFinite(world[3 * i])
              && Double.isFinite(world[3 * i + 1])
              && Double.isFinite(world[3 * i + 2]);
      if (isFinite) {
        values[count++] = world[3 * i + axis];
      }
    }
    double[] finite = Arrays.copyOf(values, count);
    Arrays.sort(finite);
    return finite;
  }
}
