package cadenza.scan.io.las;

/// A part of the point record that can be written too.
interface CodedPointItem extends PointItem {
  /// Encodes the next point's part, which lies at `records[at]`.
  void encode(ArithmeticEncoder out, byte[] records, int at);
}
