package cadenza.scan.io.las;

import cadenza.scan.Progress;
import cadenza.scan.io.FileBytes;
import cadenza.scan.io.ScanException;
import java.io.IOException;

/// Finds the chunks of a LAZ file whose chunk table is lost, and how many points a chunk has where
/// nothing says so.
final class ChunkSearch {
  private static final int BLOCK_ROWS = 1 << 12;

  private final FileBytes file;
  private final LazVlr vlr;
  private final Progress progress;

  ChunkSearch(FileBytes file, LazVlr vlr, Progress progress) {
    this.file = file;
    this.vlr = vlr;
    this.progress = progress;
  }

  /// Goes through the chunks one after another.
  ///
  /// @param start where the first chunk lies
  /// @param end where the points end
  /// @param promised how many points the header promises
  ChunkList find(long start, long end, long promised) throws IOException {
    return vlr.compressor() == LazVlr.Compressor.LAYERED
        ? findLayered(start, end, promised)
        : findPointwise(start, end, promised);
  }

  // The head of such a chunk tells its points and its length.
  private ChunkList findLayered(long start, long end, long promised) throws IOException {
    ChunkList chunks = new ChunkList();
    int layers = 1 + vlr.items().stream().mapToInt(item -> Layers.names(item).size()).sum();
    int headBytes = vlr.recordLength() + Integer.BYTES * (1 + layers);
    long found = 0;
    for (long at = start; at <= end - headBytes && found < promised; ) {
      progress.checkCancelled();
      byte[] head = file.readFully(at, headBytes);
      long rows = LittleEndian.uint32(head, vlr.recordLength());
      long next = at + headBytes;
      for (int i = 0; i < layers; i++) {
        next += LittleEndian.uint32(head, vlr.recordLength() + Integer.BYTES * (1 + i));
      }
      if (rows == 0 || vlr.chunkSize() != 0 && rows > vlr.chunkSize()) {
        break; // no head of a chunk
      }
      chunks.add(at, Math.min(next, end), rows);
      found += rows;
      if (next > end) {
        chunks.cut();
      }
      at = next;
    }
    return chunks;
  }

  // The end of such a chunk shows when all its points are decoded.
  private ChunkList findPointwise(long start, long end, long promised) throws IOException {
    ChunkList chunks = new ChunkList();
    boolean isOne = vlr.compressor() == LazVlr.Compressor.POINTWISE;
    if (!isOne && (vlr.chunkSize() == LazVlr.VARIABLE || vlr.chunkSize() == 0)) {
      return chunks; // how many points each chunk has stood in the table only
    }
    ChunkDecoder decoder = ChunkDecoder.of(vlr, file);
    long found = 0;
    for (long at = start; at < end && found < promised; ) {
      long wanted = isOne ? promised : Math.min(vlr.chunkSize(), promised - found);
      decoder.start(at, end);
      long rows = decode(decoder, wanted, at, end);
      if (rows > 0) {
        chunks.add(at, rows < wanted ? end : decoder.end(), rows);
        found += rows;
      }
      if (rows < wanted) {
        chunks.cut();
        break;
      }
      at = decoder.end();
    }
    return chunks;
  }

  private long decode(ChunkDecoder decoder, long wanted, long from, long to) throws IOException {
    byte[] records = new byte[BLOCK_ROWS * vlr.recordLength()];
    long rows = 0;
    while (rows < wanted) {
      progress.checkCancelled();
      checkExpansion(rows, to - from);
      int count = (int) Math.min(BLOCK_ROWS, wanted - rows);
      int good = decoder.decode(records, count);
      rows += good;
      if (good < count) {
        break;
      }
    }
    return rows;
  }

  /// How many points a chunk really has, of which at most `claimed` are wanted.
  long count(long from, long to, long claimed) throws IOException {
    ChunkDecoder decoder = ChunkDecoder.of(vlr, file);
    decoder.start(from, to);
    return decode(decoder, claimed, from, to);
  }

  /// How many points the last chunk has, judged by where its bytes end; `claimed` if that agrees.
  long countLast(long from, long to, long claimed) throws IOException {
    if (vlr.compressor() == LazVlr.Compressor.LAYERED) {
      byte[] own = file.read(from + vlr.recordLength(), Integer.BYTES);
      long rows = own.length < Integer.BYTES ? 0 : LittleEndian.uint32(own, 0);
      return rows > 0 && rows <= vlr.chunkSize() ? rows : Math.max(0, claimed);
    }
    ChunkDecoder decoder = ChunkDecoder.of(vlr, file);
    if (claimed != ChunkList.UNKNOWN) {
      decoder.start(from, to);
      if (decode(decoder, claimed, from, to) == claimed && decoder.checkEnd()) {
        return claimed;
      }
    }
    // Behind the true last point come some that are made of nothing; the first point that needs the
    // last byte ends the chunk.
    decoder.start(from, to);
    byte[] record = new byte[vlr.recordLength()];
    long rows = 0;
    while (rows < vlr.chunkSize() && decoder.decode(record, 1) == 1) {
      if (rows % BLOCK_ROWS == 0) {
        progress.checkCancelled();
      }
      rows++;
      if (decoder.checkEnd()) {
        break;
      }
    }
    return rows;
  }

  private void checkExpansion(long rows, long bytes) throws IOException {
    if (rows > mostRows(bytes)) {
      throw new ScanException(
          file.path(),
          "its %,d bytes of compressed points go on beyond %,d points, as no scan's do"
              .formatted(bytes, rows),
          "It was made to fill the memory, or is damaged; get it from its source again.");
    }
  }

  /// More points than so many bytes hold of any scan. Each point takes a few bits at least; a
  /// thousand a byte are possible where all points are equal.
  static long mostRows(long bytes) {
    return (1L << 20) + 256 * Math.min(bytes, 1L << 50);
  }
}
