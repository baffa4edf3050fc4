package cadenza.app.probing;

import cadenza.app.labels.LabelSnapshot;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.workspace.OpenScan;
import cadenza.scan.PointCloud;

/// An open scan with its features and labels as they were at one moment.
///
/// @param scan to find it again; not to be asked on another thread than the window's
/// @param cloud its original points, which the encoded ones differ from if normals were estimated
record ProbedScan(
    OpenScan scan, String name, PointCloud cloud, EncodedScan encoded, LabelSnapshot labels) {
  /// Whether nothing of it has changed since.
  boolean isCurrent() {
    var encoding = scan.encoding();
    return scan.cloud() == cloud && encoding != null && encoding.scan() == encoded;
  }
}
