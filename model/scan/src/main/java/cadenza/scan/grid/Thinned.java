package cadenza.scan.grid;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.Arrays;

/// A scan of which each cell of a grid has one point at most: positions and normals only.
///
/// @param cellMeters edge of the cells
record Thinned(PointCloud cloud, double cellMeters) {
  /// One point of each cell. Cells grow until there are few enough of them: surfaces have far fewer
  /// than what fills a volume.
  static Thinned of(PointCloud cloud, double cellMeters, int mostPoints, Progress progress) {
    double cell = cellMeters;
    PointCloud thin = onePerCell(cloud, cell);
    while (thin.pointCount() > mostPoints) {
      progress.checkCancelled();
      cell *= Math.cbrt(1.2 * thin.pointCount() / mostPoints);
      thin = onePerCell(thin, cell);
    }
    return new Thinned(thin, cell);
  }

  /// Points at equal steps through the rows of a scan, so many at most; only their positions.
  static PointCloud evenly(PointCloud cloud, int mostPoints) {
    int stride = Math.ceilDiv(cloud.pointCount(), mostPoints);
    if (stride <= 1) {
      return cloud;
    }
    float[] positions = new float[3 * Math.ceilDiv(cloud.pointCount(), stride)];
    for (int i = 0, at = 0; i < cloud.pointCount(); i += stride, at += 3) {
      System.arraycopy(cloud.positions(), 3 * i, positions, at, 3);
    }
    return at(cloud.origin(), positions).build();
  }

  private static PointCloud onePerCell(PointCloud cloud, double cellMeters) {
    int[] picked = GridSample.of(cloud, (float) cellMeters, 0, Progress.none()).picked();
    Arrays.sort(picked);
    float[] normals = cloud.normals();
    float[] positions = new float[3 * picked.length];
    float[] kept = new float[3 * picked.length];
    for (int i = 0; i < picked.length; i++) {
      System.arraycopy(cloud.positions(), 3 * picked[i], positions, 3 * i, 3);
      if (normals != null) {
        System.arraycopy(normals, 3 * picked[i], kept, 3 * i, 3);
      }
    }
    return at(cloud.origin(), positions).normals(normals == null ? null : kept).build();
  }

  private static PointCloud.Builder at(double[] origin, float[] positions) {
    return PointCloud.builder(positions).origin(origin[0], origin[1], origin[2]);
  }
}
