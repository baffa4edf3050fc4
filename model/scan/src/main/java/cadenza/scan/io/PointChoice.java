package cadenza.scan.io;

import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts and thins a scan that was read whole, as [PointTable] does while points are read. For
/// readers that need all points to make sense of some.
public final class PointChoice {
  private PointChoice() {}

  /// The points that `options` ask for; what has been chosen already stays as it is.
  public static ScanContents of(ScanContents contents, ReadOptions options) {
    PointCloud cloud = contents.cloud();
    int[] rows = options.region().map(box -> inside(cloud, box)).orElse(null);
    int there = rows == null ? cloud.pointCount() : rows.length;
    if (there > options.maxPoints()) {
      Thinning thinning = Thinning.toAtMost(there, options.maxPoints());
      int[] thin = new int[thinning.groups()];
      for (int i = 0; i < thin.length; i++) {
        int chosen = (int) thinning.chosen(i);
        thin[i] = rows == null ? chosen : rows[chosen];
      }
      rows = thin;
    }
    if (rows == null || rows.length == cloud.pointCount()) {
      return contents;
    }
    ScanContents less = contents.withCloud(gather(cloud, rows));
    return rows.length == there
        ? less
        : less.withWarnings(
            List.of(
                "%,d of %,d points are shown, chosen evenly; the others are in the file still."
                    .formatted(rows.length, there)));
  }

  private static int[] inside(PointCloud cloud, Bounds box) {
    int[] rows = new int[cloud.pointCount()];
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      boolean isInside = true;
      for (int axis = 0; axis < 3; axis++) {
        double value = cloud.world(i, axis);
        isInside &= value >= box.min()[axis] && value <= box.max()[axis];
      }
      if (isInside) {
        rows[count++] = i;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  private static PointCloud gather(PointCloud cloud, int[] rows) {
    double[] origin = cloud.origin();
    PointCloud.Builder builder =
        PointCloud.builder(gather(cloud.positions(), rows))
            .origin(origin[0], origin[1], origin[2])
            .colors(gather(cloud.colors(), rows));
    float[] normals = cloud.normals();
    builder.normals(normals == null ? null : gather(normals, rows));
    cloud.attributes().values().forEach(attribute -> builder.attribute(attribute.gather(rows)));
    return builder.build();
  }

  private static float[] gather(float[] triples, int[] rows) {
    float[] out = new float[3 * rows.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(triples, 3 * rows[i], out, 3 * i, 3);
    }
    return out;
  }

  private static byte @Nullable [] gather(byte @Nullable [] triples, int[] rows) {
    if (triples == null) {
      return null;
    }
    byte[] out = new byte[3 * rows.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(triples, 3 * rows[i], out, 3 * i, 3);
    }
    return out;
  }
}
