package cadenza.scan.io.las;

import cadenza.scan.io.FileBytes;
import java.io.IOException;
import java.util.Set;

/// Decodes one chunk of a LAZ file after another into point records.
interface ChunkDecoder {
  /// Begins a chunk that lies in the file from `from` to `to` (exclusive).
  void start(long from, long to) throws IOException;

  /// Decodes the next points of the chunk.
  ///
  /// @param records where the records go, one behind the other
  /// @param count how many are wanted
  /// @return how many are good; fewer than wanted where the bytes end or are damaged
  int decode(byte[] records, int count) throws IOException;

  /// Where in the file the chunk ends, once all its points are decoded.
  long end();

  /// Checks, once all points of a chunk are decoded, that they took as many bytes as there are.
  ///
  /// @return false if not: the bytes are not what was once written, and the points worth nothing
  boolean checkEnd();

  /// Names of fields of which a part of the chunk was lost, while its points are good.
  Set<String> lost();

  /// A decoder of a file's chunks, for one thread.
  static ChunkDecoder of(LazVlr vlr, FileBytes file) {
    return vlr.compressor() == LazVlr.Compressor.LAYERED
        ? new LayeredDecoder(vlr, file)
        : new PointwiseDecoder(vlr, file);
  }
}
