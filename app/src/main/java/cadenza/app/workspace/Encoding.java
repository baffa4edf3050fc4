package cadenza.app.workspace;

import cadenza.app.pipeline.EncodedScan;

/// What the encoder made of a scan, and the colours that show it.
///
/// @param pcaArgb colour of every original point, opaque ARGB, `(points)`
public record Encoding(EncodedScan scan, int[] pcaArgb) {
  /// False if the weights are random.
  public boolean trained() {
    return scan.weights().trained();
  }
}
