package cadenza.app.probing;

import cadenza.app.labels.LabelModel;
import cadenza.app.labels.LabelSnapshot;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.workspace.Encoding;
import cadenza.app.workspace.OpenScan;
import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import java.util.Map;
import java.util.Optional;

/// An open scan with its features and labels as they were at one moment.
///
/// @param scan to find it again; not to be asked on another thread than the window's
/// @param fileLabels the classes that the file brings, if it does
/// @param labelNames what the file calls them
/// @param cloud its original points, which the encoded ones differ from if normals were estimated
record ProbedScan(
    OpenScan scan,
    String name,
    PointCloud cloud,
    EncodedScan encoded,
    LabelSnapshot labels,
    Optional<Attribute> fileLabels,
    Map<Integer, String> labelNames) {

  /// The scan as it is now; empty if it is not encoded. To be asked on the window's thread.
  static Optional<ProbedScan> of(OpenScan scan, LabelModel labels) {
    Encoding encoding = scan.encoding();
    if (encoding == null || !scan.isComplete()) {
      return Optional.empty();
    }
    return Optional.of(
        new ProbedScan(
            scan,
            scan.name(),
            scan.cloud(),
            encoding.scan(),
            labels.labels(scan).snapshot(),
            scan.labels(),
            scan.labelNames()));
  }

  /// Whether nothing of it has changed since.
  boolean isCurrent() {
    Encoding encoding = scan.encoding();
    return scan.cloud() == cloud && encoding != null && encoding.scan() == encoded;
  }
}
