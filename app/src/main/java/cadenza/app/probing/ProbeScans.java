package cadenza.app.probing;

import cadenza.app.pipeline.EncodedScan;
import cadenza.probe.FeatureSource;
import cadenza.probe.LocalStatistics;
import cadenza.probe.ProbeScan;
import cadenza.probe.ScanPredictor;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/// What probes see of encoded scans. Local statistics are computed once for each, when they are
/// first wanted.
final class ProbeScans {
  private final Map<EncodedScan, LocalStatistics> statistics = new WeakHashMap<>();
  private @Nullable ScanPredictor predictor;

  /// Blocks while statistics are computed.
  ProbeScan of(String name, EncodedScan encoded, boolean withStatistics, Progress progress) {
    LocalStatistics known = withStatistics ? statistics(encoded, progress) : null;
    return new ProbeScan(name, encoded.features(), known, source(encoded));
  }

  /// Predicts the scan that is shown, again and again: of one scan at a time a copy of the features
  /// is kept that is made for it. One thread at a time.
  ScanPredictor predictor(ProbeScan scan) {
    ScanPredictor kept = predictor;
    if (kept == null
        || kept.scan().features() != scan.features()
        || kept.scan().statistics() != scan.statistics()) {
      predictor = null; // or there would be two copies for a moment
      kept = ScanPredictor.keeping(scan);
      predictor = kept;
    }
    return kept;
  }

  /// Lets go of the copy.
  void forgetPredictor() {
    predictor = null;
  }

  static FeatureSource source(EncodedScan encoded) {
    return new FeatureSource(
        encoded.weights().name(),
        encoded.weights().sha256(),
        encoded.prepared().grid().gridSizeMeters());
  }

  private LocalStatistics statistics(EncodedScan encoded, Progress progress) {
    synchronized (statistics) {
      LocalStatistics known = statistics.get(encoded);
      if (known != null) {
        return known;
      }
    }
    LocalStatistics made = compute(encoded, progress);
    synchronized (statistics) {
      statistics.put(encoded, made);
    }
    return made;
  }

  /// Of the points that stand for the voxels.
  static LocalStatistics compute(EncodedScan encoded, Progress progress) {
    PointCloud cloud = encoded.cloud();
    int[] picked = encoded.grid().picked();
    byte[] colors = cloud.colors();
    float[] rgb = colors == null ? null : new float[3 * picked.length];
    float[] normals = gather(cloud.normals(), picked);
    for (int v = 0; rgb != null && colors != null && v < picked.length; v++) {
      for (int c = 0; c < 3; c++) {
        rgb[3 * v + c] = (colors[3 * picked[v] + c] & 0xff) / 255f;
      }
    }
    return LocalStatistics.of(
        encoded.prepared().pyramid().levels().getFirst(), rgb, normals, progress);
  }

  private static float @Nullable [] gather(float @Nullable [] ofPoints, int[] picked) {
    if (ofPoints == null) {
      return null;
    }
    float[] out = new float[3 * picked.length];
    for (int v = 0; v < picked.length; v++) {
      System.arraycopy(ofPoints, 3 * picked[v], out, 3 * v, 3);
    }
    return out;
  }
}
