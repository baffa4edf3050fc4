package cadenza.scan.io.las;

import java.io.IOException;

/// One or several fields of point formats 6 to 10 that are compressed for themselves: a layer of a
/// chunk (LAZ specification, layered compression, version 3).
///
/// # How it works
///
/// All values of a layer lie together, so a layer is decoded for many points before the next layer
/// is. A layer may lack: then its fields are for all points as for the first, which is stored as it
/// is. What a point is predicted from is the last point of the same scanner channel.
///
/// Records lie `stride` bytes apart in an array; `traces` has an entry for each ([Trace]).
interface Layer {
  /// Begins a chunk with its first point, which lies at the start of `records`.
  void start(byte[] records);

  /// Decodes the fields of the rows from `from` to `to` (exclusive).
  ///
  /// @return the first row that was not decoded, because the bytes of the layer ended
  int decode(ArithmeticDecoder in, byte[] records, int stride, int from, int to, int[] traces)
      throws IOException;

  /// Gives rows the fields of the first point of the chunk, for a layer that lacks.
  void repeat(byte[] records, int stride, int from, int to);

  /// True if any of `count` rows differs from the first, so that the layer is needed.
  boolean isNeeded(byte[] records, int stride, int count);

  /// Encodes the fields of the rows from 1 to `count` (exclusive), after [#start].
  void encode(ArithmeticEncoder out, byte[] records, int stride, int count, int[] traces);
}
