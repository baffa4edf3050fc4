package cadenza.scan.io.las;

import cadenza.scan.Progress;
import cadenza.scan.io.Blocks;
import cadenza.scan.io.FileBytes;
import cadenza.scan.io.ScanException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Writes the bytes of a LAS or LAZ file one part behind the other.
final class LasOutput {
  private static final int COPY_BYTES = 1 << 20;

  // As many chunks are encoded side by side and then written.
  private static final int BATCH = 4 * Runtime.getRuntime().availableProcessors();

  private final Path file;
  private final FileChannel channel;

  LasOutput(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  long position() throws IOException {
    return channel.position();
  }

  void write(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /// Writes over what is there already.
  void writeAt(long at, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer, at + buffer.position());
    }
  }

  /// Writes a record; the content of a large one comes from the file it was found in.
  void write(VariableRecord record) throws IOException {
    write(record.head());
    switch (record.content()) {
      case VariableRecord.Bytes inMemory -> write(inMemory.bytes());
      case VariableRecord.Stretch stretch -> copy(stretch);
    }
  }

  private void copy(VariableRecord.Stretch stretch) throws IOException {
    if (!Files.isRegularFile(stretch.file()) || Files.size(stretch.file()) != stretch.fileSize()) {
      throw new ScanException(
          file,
          "a part of it has to come from %s, which is gone or was changed"
              .formatted(stretch.file()),
          "Put that file back, or open the scan again and save it.");
    }
    try (FileBytes from = FileBytes.open(stretch.file())) {
      for (long done = 0; done < stretch.length(); done += COPY_BYTES) {
        write(
            from.readFully(
                stretch.at() + done, (int) Math.min(COPY_BYTES, stretch.length() - done)));
      }
    }
  }

  /// Writes all points; compressed ones with what says where the chunks lie.
  void writePoints(WritePlan plan, Optional<LazVlr> compression, Progress progress)
      throws IOException {
    int blockRows = compression.map(vlr -> (int) vlr.chunkSize()).orElse(LazVlr.USUAL_CHUNK_SIZE);
    int blocks = Math.ceilDiv(plan.pointCount(), blockRows);
    long start = position();
    if (compression.isPresent()) {
      write(new byte[Long.BYTES]); // where the table lies, known later
    }
    ArithmeticEncoder table = new ArithmeticEncoder();
    IntegerModel model = new IntegerModel(32, 2);
    table.start();
    int before = 0;
    for (int first = 0; first < blocks; first += BATCH) {
      int batchStart = first;
      byte[][] encoded = new byte[Math.min(BATCH, blocks - first)][];
      Blocks.forEach(
          encoded.length,
          progress.slice((double) first / blocks, (double) (first + encoded.length) / blocks),
          "writing points",
          i -> {
            int row = (batchStart + i) * blockRows;
            int rows = Math.min(blockRows, plan.pointCount() - row);
            byte[] records = plan.records(row, rows);
            encoded[i] =
                compression.isPresent()
                    ? ChunkEncoder.of(compression.get()).encode(records, rows)
                    : records;
          });
      for (byte[] each : encoded) {
        write(each);
        table.integer(model, before, each.length, 1);
        before = each.length;
      }
    }
    if (compression.isPresent()) {
      byte[] place = new byte[Long.BYTES];
      LittleEndian.putInt64(place, 0, position());
      writeAt(start, place);
      writeTable(table, blocks);
    }
  }

  private void writeTable(ArithmeticEncoder table, int chunks) throws IOException {
    byte[] head = new byte[8];
    LittleEndian.putInt32(head, 4, chunks);
    write(head);
    if (chunks > 0) {
      table.finish();
      write(Arrays.copyOf(table.bytes(), table.size()));
    }
  }
}
