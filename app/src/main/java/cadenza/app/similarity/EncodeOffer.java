package cadenza.app.similarity;

import cadenza.app.workspace.Notice;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.scan.PointCloud;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;

/// Offers to encode a scan that was clicked and is not encoded. Encoding takes a while and a click
/// may have been a slip, so nothing is begun unasked; and the offer is not made again while it is
/// still to be seen.
final class EncodeOffer {
  private static final long SEEN_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Workspace workspace;
  private final Map<OpenScan, Long> madeAt = new WeakHashMap<>();

  EncodeOffer(Workspace workspace) {
    this.workspace = workspace;
  }

  /// @param accepted runs if the person takes it, while the scan is open with these points
  void make(OpenScan scan, Runnable accepted) {
    long now = System.nanoTime();
    Long last = madeAt.get(scan);
    if (last != null && now - last < SEEN_NANOS) {
      return;
    }
    madeAt.put(scan, now);
    PointCloud cloud = scan.cloud();
    workspace.tell(
        Notice.info(
                "Find alike",
                scan.name() + " is not encoded yet, so Sonata cannot tell what is alike in it.")
            .offering(
                "Encode and find alike",
                () -> {
                  if (workspace.scans().contains(scan) && scan.cloud() == cloud) {
                    accepted.run();
                  }
                }));
  }
}
