package cadenza.app.similarity;

import cadenza.app.pipeline.EncodedScan;
import cadenza.app.workspace.Encoding;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.scan.PointCloud;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;

/// Tells when an open scan has other features, has other points, or is closed. New PCA colours of
/// the same features are no news.
final class ScanWatch {
  private final Map<OpenScan, Watched> watched = new HashMap<>();
  private final Consumer<OpenScan> encodingChanged;
  private final Consumer<OpenScan> pointsChanged;
  private final Consumer<OpenScan> closed;

  /// What was last seen of a scan.
  private final class Watched {
    private final OpenScan scan;
    private @Nullable EncodedScan encoded;
    private PointCloud cloud;
    private final InvalidationListener listener = observable -> look();

    Watched(OpenScan scan) {
      this.scan = scan;
      this.encoded = encodedNow();
      this.cloud = scan.cloud();
      scan.encodingProperty().addListener(listener);
      scan.cloudProperty().addListener(listener);
    }

    private @Nullable EncodedScan encodedNow() {
      Encoding encoding = scan.encoding();
      return encoding == null ? null : encoding.scan();
    }

    private void look() {
      EncodedScan now = encodedNow();
      PointCloud points = scan.cloud();
      boolean otherPoints = points != cloud;
      boolean otherFeatures = now != encoded;
      encoded = now;
      cloud = points;
      if (otherPoints) {
        pointsChanged.accept(scan);
      }
      if (otherFeatures) {
        encodingChanged.accept(scan);
      }
    }

    void stop() {
      scan.encodingProperty().removeListener(listener);
      scan.cloudProperty().removeListener(listener);
    }
  }

  ScanWatch(
      Consumer<OpenScan> encodingChanged,
      Consumer<OpenScan> pointsChanged,
      Consumer<OpenScan> closed) {
    this.encodingChanged = encodingChanged;
    this.pointsChanged = pointsChanged;
    this.closed = closed;
  }

  /// Begins to look.
  void begin(Workspace workspace) {
    workspace.scans().forEach(scan -> watched.put(scan, new Watched(scan)));
    workspace
        .scans()
        .addListener(
            (ListChangeListener<OpenScan>)
                change -> {
                  while (change.next()) {
                    for (OpenScan scan : change.getRemoved()) {
                      Watched gone = watched.remove(scan);
                      if (gone != null) {
                        gone.stop();
                      }
                      closed.accept(scan);
                    }
                    change
                        .getAddedSubList()
                        .forEach(scan -> watched.computeIfAbsent(scan, Watched::new));
                  }
                });
  }
}
