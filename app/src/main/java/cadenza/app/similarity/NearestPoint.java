package cadenza.app.similarity;

import cadenza.scan.PointCloud;
import java.util.stream.IntStream;

/// The point of a scan that is nearest to a place.
///
/// @param index of the point; -1 if none has finite coordinates
/// @param distanceMeters from the place
public record NearestPoint(int index, double distanceMeters) {
  /// @param world coordinates of the place, `(3)`
  public static NearestPoint to(double[] world, PointCloud cloud) {
    return to(world, cloud, IntStream.range(0, cloud.pointCount()));
  }

  /// As above, of some of the points.
  static NearestPoint to(double[] world, PointCloud cloud, IntStream points) {
    int nearest = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int i : (Iterable<Integer>) points::iterator) {
      double squares = 0;
      for (int axis = 0; axis < 3; axis++) {
        double step = cloud.world(i, axis) - world[axis];
        squares += step * step;
      }
      if (squares < least) {
        least = squares;
        nearest = i;
      }
    }
    return new NearestPoint(nearest, Math.sqrt(least));
  }
}
