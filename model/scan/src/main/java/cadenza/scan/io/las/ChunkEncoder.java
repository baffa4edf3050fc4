package cadenza.scan.io.las;

/// Encodes point records into chunks of a LAZ file, one after another.
interface ChunkEncoder {
  /// Encodes a chunk.
  ///
  /// @param records `count` records, at least one, one behind the other
  byte[] encode(byte[] records, int count);

  /// An encoder for one thread.
  static ChunkEncoder of(LazVlr vlr) {
    return vlr.compressor() == LazVlr.Compressor.LAYERED
        ? new LayeredEncoder(vlr)
        : new PointwiseEncoder(vlr);
  }
}
