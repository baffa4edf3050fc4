package cadenza.scan.io.las;

import cadenza.scan.Progress;
import cadenza.scan.io.Blocks;
import cadenza.scan.io.FileBytes;
import cadenza.scan.io.PointTable;
import cadenza.scan.io.TableMaker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The compressed records of a LAZ file.
///
/// # How it works
///
/// Chunks are decoded in parallel, each thread with a decoder of its own. Before, it is made sure
/// how many points there are: a table that agrees with the bytes is believed, anything else is
/// counted by decoding, so that memory is only asked for points that exist.
final class LazRecords implements PointRecords {
  private static final int BLOCK_ROWS = 1 << 16;
  private static final int PIECE_BYTES = 1 << 18;
  private static final int MOST_PIECE_ROWS = 1 << 13;
  private static final int SAMPLE_POINTS = 1023;
  private static final int MOST_CHECKED_ROWS = 1 << 18;

  private final FileBytes file;
  private final LasRecords records;
  private final LazVlr vlr;
  private final PointLayout layout;
  private final ChunkList chunks;
  private final long[] firstRows;
  private final Queue<ChunkDecoder> idle = new ConcurrentLinkedQueue<>();

  private LazRecords(
      FileBytes file, LasRecords records, LazVlr vlr, PointLayout layout, ChunkList chunks) {
    this.file = file;
    this.records = records;
    this.vlr = vlr;
    this.layout = layout;
    this.chunks = chunks;
    this.firstRows = chunks.firstRows();
  }

  /// Finds the chunks.
  ///
  /// @param start where the points begin
  /// @param promised how many the header promises
  /// @param warnings where to say that the table of chunks is lost
  static LazRecords open(
      FileBytes file,
      LasRecords records,
      LazVlr vlr,
      PointLayout layout,
      long start,
      long promised,
      Progress progress,
      List<String> warnings)
      throws IOException {
    ChunkSearch search = new ChunkSearch(file, vlr, progress);
    ChunkList chunks;
    if (vlr.compressor() == LazVlr.Compressor.POINTWISE) {
      chunks = new ChunkList();
      if (start < file.size() && promised > 0) {
        chunks.add(start, file.size(), promised);
        chunks.cut(); // nothing says where the stream ends
      }
    } else {
      Optional<ChunkList> table = ChunkTable.read(file, vlr, start, promised);
      if (table.isEmpty()) {
        warnings.add(
            "the table that says where compressed points lie is missing or damaged; they were looked for.");
      }
      chunks =
          table.isPresent()
              ? table.get()
              : search.find(
                  start + Long.BYTES, file.size(), promised == 0 ? Long.MAX_VALUE : promised);
      if (table.isPresent() && vlr.chunkSize() > 0 && vlr.chunkSize() <= MOST_CHECKED_ROWS) {
        checkLast(chunks, search);
      }
    }
    boolean isBelieved =
        vlr.compressor() != LazVlr.Compressor.POINTWISE
            && chunks.areRowsKnown()
            && chunks.totalRows() <= file.size();
    if (!isBelieved) {
      count(chunks, search, progress);
    }
    return new LazRecords(file, records, vlr, layout, chunks);
  }

  private static void checkLast(ChunkList chunks, ChunkSearch search) throws IOException {
    int last = chunks.size() - 1;
    if (last >= 0) {
      chunks.setRows(last, search.countLast(chunks.from(last), chunks.to(last), chunks.rows(last)));
    }
  }

  private static void count(ChunkList chunks, ChunkSearch search, Progress progress)
      throws IOException {
    Blocks.forEach(
        chunks.size(),
        progress,
        "counting points",
        i -> {
          long claimed = chunks.rows(i) == ChunkList.UNKNOWN ? Long.MAX_VALUE : chunks.rows(i);
          chunks.setRows(i, search.count(chunks.from(i), chunks.to(i), claimed));
        });
  }

  @Override
  public long rows() {
    return firstRows[chunks.size()];
  }

  @Override
  public void read(PointTable table, RecordDecoder fields, Progress progress, List<String> warnings)
      throws IOException {
    Set<Integer> damaged = Collections.synchronizedSet(new TreeSet<>());
    Set<String> lost = Collections.synchronizedSet(new TreeSet<>());
    Blocks.forEach(
        chunks.size(),
        progress,
        "decompressing points",
        chunk -> {
          ChunkDecoder decoder = take();
          if (decode(decoder, chunk, fields, table, progress)) {
            lost.addAll(decoder.lost());
          } else {
            damaged.add(chunk);
          }
          idle.add(decoder);
        });
    tell(damaged, lost, warnings);
  }

  private ChunkDecoder take() {
    ChunkDecoder decoder = idle.poll();
    return decoder == null ? ChunkDecoder.of(vlr, file) : decoder;
  }

  private void tell(Set<Integer> damaged, Set<String> lost, List<String> warnings) {
    if (!damaged.isEmpty()) {
      List<String> ranges = new ArrayList<>();
      long count = 0;
      for (int chunk : damaged) {
        count += chunks.rows(chunk);
        if (ranges.size() < 5) {
          ranges.add("%,d to %,d".formatted(firstRows[chunk], firstRows[chunk + 1] - 1));
        }
      }
      warnings.add(
          "the bytes of %,d of %,d chunks of compressed points are damaged: points %s%s are lost, %,d in all; they have no coordinates."
              .formatted(
                  damaged.size(),
                  chunks.size(),
                  String.join(", ", ranges),
                  damaged.size() > ranges.size() ? " and others" : "",
                  count));
    }
    if (!lost.isEmpty()) {
      warnings.add(
          "the compressed data ends early or is damaged: of %s a part is lost."
              .formatted(String.join(", ", lost)));
    }
  }

  /// @return false if the bytes of the chunk are not what was once written
  private boolean decode(
      ChunkDecoder decoder, int chunk, RecordDecoder fields, PointTable table, Progress progress)
      throws IOException {
    int pieceRows = Math.clamp(PIECE_BYTES / layout.length(), 1, MOST_PIECE_ROWS);
    byte[] records = new byte[pieceRows * layout.length()];
    decoder.start(chunks.from(chunk), chunks.to(chunk));
    boolean isSound = true;
    long end = firstRows[chunk + 1];
    for (long row = firstRows[chunk]; row < end; row += BLOCK_ROWS) {
      progress.checkCancelled();
      int count = (int) Math.min(BLOCK_ROWS, end - row);
      PointTable.Block block = table.block(row, count);
      int good = 0;
      while (isSound && good < count) {
        int wanted = Math.min(pieceRows, count - good);
        int got = decoder.decode(records, wanted);
        fields.decode(records, got, block, good);
        good += got;
        isSound = got == wanted;
      }
      boolean isLast = row + count == end;
      isSound &= !isLast || chunks.isCut(chunk) || decoder.checkEnd();
      for (int i = isSound ? count : 0; i < count; i++) {
        block.invalidate(i);
      }
      block.close(count);
    }
    return isSound;
  }

  @Override
  public Optional<PointTable> preview(int points, TableMaker maker, Progress progress)
      throws IOException {
    if (rows() <= points) {
      return Optional.empty();
    }
    Optional<List<CopcNodes.Node>> nodes = CopcNodes.coarsest(file, records, points);
    if (nodes.isPresent()) {
      return Optional.of(octree(nodes.get(), maker, progress));
    }
    // the first points of many chunks: a chunk can only be decoded from its beginning
    int parts = Math.min(chunks.size(), Math.max(1, points / MOST_PIECE_ROWS * 4));
    int partRows = Math.max(1, points / parts);
    int[] chosen = new int[parts];
    long[] first = new long[parts + 1];
    for (int i = 0; i < parts; i++) {
      chosen[i] = (int) ((long) chunks.size() * i / parts);
      first[i + 1] = first[i] + Math.min(partRows, chunks.rows(chosen[i]));
    }
    PointTable table = maker.make(first[parts]);
    Blocks.forEach(
        parts,
        progress,
        "first look",
        i -> {
          int chunk = chosen[i];
          decodePart(chunks.from(chunk), chunks.to(chunk), table, first[i], first[i + 1], progress);
        });
    return Optional.of(table);
  }

  private PointTable octree(List<CopcNodes.Node> nodes, TableMaker maker, Progress progress)
      throws IOException {
    long[] first = new long[nodes.size() + 1];
    for (int i = 0; i < nodes.size(); i++) {
      first[i + 1] = first[i] + nodes.get(i).points();
    }
    PointTable table = maker.make(first[nodes.size()]);
    Blocks.forEach(
        nodes.size(),
        progress,
        "first look",
        i -> {
          CopcNodes.Node node = nodes.get(i);
          decodePart(node.from(), node.to(), table, first[i], first[i + 1], progress);
        });
    return table;
  }

  /// Decodes the first rows of a chunk into the rows of a table from `row` to `end` (exclusive).
  private void decodePart(
      long from, long to, PointTable table, long row, long end, Progress progress)
      throws IOException {
    ChunkDecoder decoder = take();
    decoder.start(from, to);
    RecordDecoder fields = new RecordDecoder(layout);
    byte[] records = new byte[MOST_PIECE_ROWS * layout.length()];
    for (long at = row; at < end; at += MOST_PIECE_ROWS) {
      progress.checkCancelled();
      int count = (int) Math.min(MOST_PIECE_ROWS, end - at);
      PointTable.Block block = table.block(at, count);
      int good = decoder.decode(records, count);
      fields.decode(records, good, block, 0);
      for (int i = good; i < count; i++) {
        block.invalidate(i);
      }
      block.close(count);
    }
    idle.add(decoder);
  }

  @Override
  public double[] sample() throws IOException {
    int count = Math.min(chunks.size(), SAMPLE_POINTS);
    double[] world = new double[3 * count];
    for (int i = 0; i < count; i++) {
      int chunk = (int) ((long) chunks.size() * i / count);
      byte[] record = file.read(chunks.from(chunk), layout.length());
      if (record.length == layout.length()) {
        layout.position(record, 0, world, i);
      }
    }
    return world;
  }
}
