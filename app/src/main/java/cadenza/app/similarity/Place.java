package cadenza.app.similarity;

import cadenza.app.pipeline.ProbeView;
import cadenza.app.workspace.Encoding;
import cadenza.app.workspace.OpenScan;
import cadenza.probe.FeatureSource;
import cadenza.probe.SimilarityQuery;
import cadenza.render.Vec3;
import cadenza.scan.PointCloud;
import org.jspecify.annotations.Nullable;

/// A place the person clicked, that what is looked for is like or unlike.
///
/// Its feature is kept, so that it can be asked about in another scan, after its own was closed
/// even.
///
/// @param scan the scan it is in; null once that was closed
/// @param cloud the points that were clicked; null with the scan
/// @param point which of them
/// @param world where it is
/// @param alike false for what the sought is unlike
/// @param asked what the place looks like to the encoder; null until its scan is encoded
public record Place(
    String scanName,
    @Nullable OpenScan scan,
    @Nullable PointCloud cloud,
    int point,
    Vec3 world,
    boolean alike,
    @Nullable Asked asked) {

  /// A feature and where it comes from.
  public record Asked(FeatureSource source, float[] feature) {}

  /// A point of a scan as it is now.
  static Place of(OpenScan scan, int point, boolean alike) {
    PointCloud cloud = scan.cloud();
    Vec3 world = new Vec3(cloud.world(point, 0), cloud.world(point, 1), cloud.world(point, 2));
    return new Place(scan.name(), scan, cloud, point, world, alike, null).asNow();
  }

  /// Whether its point is still the one that was clicked.
  boolean isIn(OpenScan other) {
    return scan == other && cloud == other.cloud();
  }

  /// The same, of which the present encoding of its scan tells the feature.
  Place asNow() {
    Encoding encoding = scan == null || scan.cloud() != cloud ? null : scan.encoding();
    if (encoding == null) {
      return this;
    }
    FeatureSource now = ProbeView.source(encoding.scan());
    int voxel = encoding.scan().grid().inverse()[point];
    if (voxel < 0 || (asked != null && asked.source().matches(now))) {
      return this;
    }
    float[] feature = SimilarityQuery.feature(encoding.scan().features(), voxel);
    return new Place(scanName, scan, cloud, point, world, alike, new Asked(now, feature));
  }

  /// The same, of which only what it looks like is left.
  Place withoutScan() {
    return new Place(scanName, null, null, point, world, alike, asked);
  }
}
