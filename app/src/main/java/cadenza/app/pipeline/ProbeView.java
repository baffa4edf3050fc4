package cadenza.app.pipeline;

import cadenza.probe.FeatureSource;
import cadenza.probe.LocalStatistics;
import cadenza.probe.ProbeScan;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import org.jspecify.annotations.Nullable;

/// What a probe sees of an encoded scan.
public final class ProbeView {
  private ProbeView() {}

  /// Where the features come from.
  public static FeatureSource source(EncodedScan scan) {
    return new FeatureSource(
        scan.weights().name(), scan.weights().sha256(), scan.grid().gridSizeMeters());
  }

  /// @param name what people call the scan
  /// @param statistics its local statistics, or null to do without
  public static ProbeScan of(EncodedScan scan, String name, @Nullable LocalStatistics statistics) {
    return new ProbeScan(name, scan.features(), statistics, source(scan));
  }

  /// Colour, normal and height around every finest voxel, from the points picked for the encoder.
  public static LocalStatistics statistics(EncodedScan scan, Progress progress) {
    PointCloud cloud = scan.cloud();
    int[] picked = scan.grid().picked();
    byte[] colors = cloud.colors();
    float[] normals = cloud.normals();
    float[] rgb = colors == null ? null : new float[3 * picked.length];
    float[] directions = normals == null ? null : new float[3 * picked.length];
    for (int v = 0; v < picked.length; v++) {
      for (int axis = 0; axis < 3; axis++) {
        if (rgb != null && colors != null) {
          rgb[3 * v + axis] = (colors[3 * picked[v] + axis] & 0xff) / 255f;
        }
        if (directions != null && normals != null) {
          float value = normals[3 * picked[v] + axis];
          directions[3 * v + axis] = Float.isFinite(value) ? value : 0;
        }
      }
    }
    return LocalStatistics.of(
        scan.prepared().pyramid().levels().getFirst(), rgb, directions, progress);
  }
}
