package cadenza.scan.io.las;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Packs what [LasBuilder] made as LAZ, in chunks of any length, with whatever mistakes a test asks
/// for.
final class LazBuilder {
  final LasBuilder las;
  LazVlr vlr;
  final List<byte[]> chunks = new ArrayList<>();
  boolean hasTable = true;

  LazBuilder(LasBuilder las, int chunkSize) {
    this.las = las;
    LazVlr usual = LazVlr.of(new PointFormat(las.format), las.extraBytes);
    this.vlr = new LazVlr(usual.compressor(), chunkSize, usual.items());
    ChunkEncoder encoder = ChunkEncoder.of(vlr);
    for (int row = 0; row < las.count; row += chunkSize) {
      int rows = Math.min(chunkSize, las.count - row);
      int from = row * las.stride();
      chunks.add(
          encoder.encode(Arrays.copyOfRange(las.records, from, from + rows * las.stride()), rows));
    }
  }

  /// One chunk of any bytes.
  LazBuilder(LasBuilder las, int chunkSize, byte[] chunk) {
    this.las = las;
    LazVlr usual = LazVlr.of(new PointFormat(las.format), las.extraBytes);
    this.vlr = new LazVlr(usual.compressor(), chunkSize, usual.items());
    chunks.add(chunk);
  }

  /// Says that all parts of the points are compressed as in a version.
  void takeVersion(int version) {
    vlr =
        new LazVlr(
            vlr.compressor(),
            vlr.chunkSize(),
            vlr.items().stream()
                .map(item -> new LazVlr.Item(item.type(), item.size(), version))
                .toList());
  }

  /// The header and the records before the points.
  private byte[] head() {
    LasBuilder copy = new LasBuilder(las.minor, las.format, las.extraBytes);
    copy.count = las.count;
    copy.before.addAll(las.before);
    copy.before(LazVlr.USER, LazVlr.NUMBER, vlr.bytes());
    byte[] header = copy.header();
    header[104] |= (byte) 0x80;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header);
    copy.before.forEach(out::writeBytes);
    return out.toByteArray();
  }

  int pointsAt() {
    return head().length;
  }

  /// Where a chunk begins, and behind the last one the table.
  int chunkAt(int chunk) {
    return pointsAt() + 8 + chunks.subList(0, chunk).stream().mapToInt(each -> each.length).sum();
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head());
    byte[] place = new byte[8];
    LasBuilder.little(place).putLong(0, hasTable ? chunkAt(chunks.size()) : -1);
    out.writeBytes(place);
    chunks.forEach(out::writeBytes);
    if (hasTable) {
      out.writeBytes(table());
    }
    return out.toByteArray();
  }

  private byte[] table() {
    ArithmeticEncoder encoder = new ArithmeticEncoder();
    IntegerModel model = new IntegerModel(32, 2);
    encoder.start();
    int before = 0;
    for (byte[] chunk : chunks) {
      encoder.integer(model, before, chunk.length, 1);
      before = chunk.length;
    }
    encoder.finish();
    byte[] table = new byte[8 + encoder.size()];
    ByteBuffer.wrap(encoder.bytes()).get(0, table, 8, encoder.size());
    LasBuilder.little(table).putInt(4, chunks.size());
    return table;
  }
}
