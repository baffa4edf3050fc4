package cadenza.app.probing;

import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.ProbeView;
import cadenza.probe.LocalStatistics;
import cadenza.probe.ProbeScan;
import cadenza.probe.ScanPredictor;
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
    return ProbeView.of(encoded, name, known);
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

  private LocalStatistics statistics(EncodedScan encoded, Progress progress) {
    synchronized (statistics) {
      LocalStatistics known = statistics.get(encoded);
      if (known != null) {
        return known;
      }
    }
    LocalStatistics made = ProbeView.statistics(encoded, progress);
    synchronized (statistics) {
      statistics.put(encoded, made);
    }
    return made;
  }
}
