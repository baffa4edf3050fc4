package cadenza.scan.io.las;

import cadenza.scan.io.FileBytes;
import java.io.IOException;
import java.util.Optional;

/// The table of chunks that stands behind the points of a LAZ file (LAZ specification, "chunk
/// table").
final class ChunkTable {
  private static final int HEAD_BYTES = 8;

  private ChunkTable() {}

  /// Reads the table.
  ///
  /// @param start where the points begin, with the place of the table
  /// @param promised how many points the header promises; tells how many the last chunk has
  /// @return empty if it is missing or damaged
  static Optional<ChunkList> read(FileBytes file, LazVlr vlr, long start, long promised)
      throws IOException {
    long first = start + Long.BYTES;
    long at = place(file, start);
    if (at < first || at > file.size() - HEAD_BYTES) {
      return Optional.empty();
    }
    byte[] head = file.readFully(at, HEAD_BYTES);
    long count = LittleEndian.uint32(head, 4);
    // each chunk has a point as it is
    boolean isSane = LittleEndian.int32(head, 0) == 0 && count <= (at - first) / vlr.recordLength();
    if (!isSane) {
      return Optional.empty();
    }
    ChunkList chunks = new ChunkList();
    if (count == 0) {
      return at == first ? Optional.of(chunks) : Optional.empty();
    }
    boolean isVariable = vlr.chunkSize() == LazVlr.VARIABLE || vlr.chunkSize() == 0;
    ArithmeticDecoder in = new ArithmeticDecoder(file);
    in.start(at + HEAD_BYTES, file.size());
    IntegerModel model = new IntegerModel(32, 2);
    int rows = 0;
    int bytes = 0;
    long from = first;
    for (long i = 0; i < count; i++) {
      rows = isVariable ? in.integer(model, rows, 0) : (int) vlr.chunkSize();
      bytes = in.integer(model, bytes, 1);
      long end = from + (bytes & 0xffffffffL);
      if (in.hasFailed() || end > at || end - from < vlr.recordLength()) {
        return Optional.empty();
      }
      chunks.add(from, end, rows & 0xffffffffL);
      from = end;
    }
    if (!isVariable) {
      int last = chunks.size() - 1;
      long left = promised - last * vlr.chunkSize();
      chunks.setRows(last, left > 0 && left <= vlr.chunkSize() ? left : ChunkList.UNKNOWN);
    }
    return Optional.of(chunks);
  }

  /// Where the table lies. Who could not go back to write that, wrote it at the end of the file.
  static long place(FileBytes file, long start) throws IOException {
    byte[] bytes = file.read(start, Long.BYTES);
    long at = bytes.length < Long.BYTES ? 0 : LittleEndian.int64(bytes, 0);
    if (at == -1 && file.size() >= start + 2L * Long.BYTES) {
      at = LittleEndian.int64(file.readFully(file.size() - Long.BYTES, Long.BYTES), 0);
    }
    return at;
  }
}
