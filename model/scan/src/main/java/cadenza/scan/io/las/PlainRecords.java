package cadenza.scan.io.las;

import cadenza.scan.Progress;
import cadenza.scan.io.Blocks;
import cadenza.scan.io.FileBytes;
import cadenza.scan.io.PointTable;
import cadenza.scan.io.Runs;
import cadenza.scan.io.TableMaker;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The records of a LAS file, one behind the other.
final class PlainRecords implements PointRecords {
  // A block's bytes should stay in the processor's cache while field after field is taken from
  // them.
  private static final int BLOCK_BYTES = 1 << 18;
  private static final int MOST_BLOCK_ROWS = 1 << 14;
  private static final int SAMPLE_POINTS = 1023;

  private final FileBytes file;
  private final PointLayout layout;
  private final long start;
  private final long rows;

  /// @param start where the first record lies
  PlainRecords(FileBytes file, PointLayout layout, long start, long rows) {
    this.file = file;
    this.layout = layout;
    this.start = start;
    this.rows = rows;
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public void read(
      PointTable table, RecordDecoder decoder, Progress progress, List<String> warnings)
      throws IOException {
    int blockRows = Math.clamp(BLOCK_BYTES / layout.length(), 1, MOST_BLOCK_ROWS);
    Blocks.forEach(
        Math.toIntExact(Math.ceilDiv(rows, blockRows)),
        progress,
        "reading points",
        number -> {
          long row = (long) number * blockRows;
          decode(row, decoder, table.block(row, (int) Math.min(blockRows, rows - row)));
        });
  }

  private void decode(long row, RecordDecoder decoder, PointTable.Block block) throws IOException {
    int length = layout.length();
    byte[] records = file.readFully(start + row * length, block.count() * length);
    decoder.decode(records, block.count(), block, 0);
    block.close(block.count());
  }

  @Override
  public Optional<PointTable> preview(int points, TableMaker maker, Progress progress)
      throws IOException {
    RecordDecoder decoder = new RecordDecoder(layout);
    return Runs.read(rows, points, maker, progress, (row, block) -> decode(row, decoder, block));
  }

  @Override
  public double[] sample() throws IOException {
    int count = (int) Math.min(rows, SAMPLE_POINTS);
    double[] world = new double[3 * count];
    for (int i = 0; i < count; i++) {
      byte[] record = file.readFully(start + rows * i / count * layout.length(), layout.length());
      layout.position(record, 0, world, i);
    }
    return world;
  }
}
