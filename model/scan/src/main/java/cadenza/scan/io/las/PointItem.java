package cadenza.scan.io.las;

import java.io.IOException;

/// A part of the point record in pointwise compressed LAZ: its bytes are decoded point by point
/// from one stream that all parts share.
interface PointItem {
  /// Begins a chunk whose first point is stored as is.
  ///
  /// @param at where this part of the first point lies in `records`
  void start(byte[] records, int at);

  /// Decodes the next point's part to `records[at]`.
  void decode(ArithmeticDecoder in, byte[] records, int at) throws IOException;
}
