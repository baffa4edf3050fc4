package cadenza.sonata.pretrain.watch;

import cadenza.scan.Progress;
import cadenza.sonata.Checkpoint;
import java.io.IOException;

/// Scores an encoder on labelled scans. Pretraining does not know labels or probes: whoever runs it
/// passes one in.
public interface Evaluator {
  /// Scores, 0 to 1.
  ///
  /// @param knn share of points that get the right class from their nearest labelled ones
  /// @param probeMiou mean intersection over union of a linear probe
  record Scores(double knn, double probeMiou) {}

  /// Encodes the scans and scores them.
  ///
  /// @param encoder as it is now
  /// @throws IOException if a scan or the encoder cannot be used
  Scores evaluate(Checkpoint encoder, Progress progress) throws IOException;
}
