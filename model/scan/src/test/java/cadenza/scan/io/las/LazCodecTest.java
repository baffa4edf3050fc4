package cadenza.scan.io.las;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import cadenza.scan.io.FileBytes;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LazCodecTest {
  @TempDir Path directory;

  private byte[] decode(LazVlr vlr, byte[] chunk, int count, int step) throws Exception {
    Path file = Files.write(directory.resolve("chunk"), chunk);
    byte[] records = new byte[count * vlr.recordLength()];
    try (FileBytes bytes = FileBytes.open(file)) {
      ChunkDecoder decoder = ChunkDecoder.of(vlr, bytes);
      for (int turn = 0; turn < 2; turn++) { // a decoder serves one chunk after another
        decoder.start(0, chunk.length);
        for (int row = 0; row < count; row += step) {
          int rows = Math.min(step, count - row);
          byte[] piece = new byte[rows * vlr.recordLength()];
          assertThat(decoder.decode(piece, rows)).isEqualTo(rows);
          System.arraycopy(piece, 0, records, row * vlr.recordLength(), piece.length);
        }
        assertThat(decoder.checkEnd()).isTrue();
        assertThat(decoder.end()).isEqualTo(chunk.length);
        assertThat(decoder.lost()).isEmpty();
      }
    }
    return records;
  }

  /// Bytes that are encoded in the same way as by LASzip 3.5 and laz-perf 0.0.7, which decoded such
  /// files to the same records when this was written. If these sums change, others may no longer be
  /// able to read what is written here.
  @ParameterizedTest
  @CsvSource({
    "0, 81419 bytes 99a511d3",
    "1, 87246 bytes 8b1d4a33",
    "2, 95927 bytes 8b5d733f",
    "3, 101448 bytes cec0b6fe",
    "4, 261617 bytes 02fc7f9e",
    "5, 288217 bytes cb2aecab",
    "6, 113700 bytes bbeeb983",
    "7, 130129 bytes 99a28174",
    "8, 135170 bytes 38b042ac",
    "9, 315988 bytes fa96ad4d",
    "10, 335809 bytes 86e28a3e"
  })
  void bytesStayAsOthersReadThem(int format, String expected) {
    LasBuilder las = new LasBuilder(4, format, 2).walk(20_000, 9);
    byte[] chunk =
        ChunkEncoder.of(LazVlr.of(new PointFormat(format), 2)).encode(las.records, las.count);
    CRC32 sum = new CRC32();
    sum.update(chunk);
    assertThat("%d bytes %08x".formatted(chunk.length, sum.getValue())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void anyBitsAreKept(int format) throws Exception {
    LazVlr vlr = LazVlr.of(new PointFormat(format), 3);
    Random random = new Random(format);
    byte[] records = new byte[2000 * vlr.recordLength()];
    random.nextBytes(records);
    ByteBuffer buffer = LasBuilder.little(records);
    int[] extremes = {Integer.MIN_VALUE, Integer.MAX_VALUE, 0, -1, 1};
    for (int i = 0; i < 500; i++) {
      buffer.putInt(i * vlr.recordLength() + 4 * random.nextInt(3), extremes[random.nextInt(5)]);
    }
    byte[] chunk = ChunkEncoder.of(vlr).encode(records, 2000);
    assertThat(decode(vlr, chunk, 2000, 2000)).isEqualTo(records);
    assertThat(decode(vlr, chunk, 2000, 77)).isEqualTo(records);
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 7, 8, 9, 10})
  void theFourthVersionIsDecoded(int format) throws Exception {
    LazVlr third = LazVlr.of(new PointFormat(format), 2);
    LazVlr vlr =
        new LazVlr(
            third.compressor(),
            third.chunkSize(),
            third.items().stream()
                .map(item -> new LazVlr.Item(item.type(), item.size(), 4))
                .toList());
    LasBuilder las = new LasBuilder(4, format, 2).walk(5000, 2);
    byte[] chunk = ChunkEncoder.of(vlr).encode(las.records, las.count);
    assertThat(decode(vlr, chunk, las.count, 1000)).isEqualTo(las.records);
    if (format != 6) { // the versions differ where channels change
      assertThat(chunk).isNotEqualTo(ChunkEncoder.of(third).encode(las.records, las.count));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void theFirstVersionIsDecoded(int format) throws Exception {
    LazVlr second = LazVlr.of(new PointFormat(format), 2);
    LazVlr vlr =
        new LazVlr(
            second.compressor(),
            second.chunkSize(),
            second.items().stream()
                .map(item -> new LazVlr.Item(item.type(), item.size(), 1))
                .toList());
    for (boolean isNoise : new boolean[] {false, true}) {
      LasBuilder las = new LasBuilder(2, format, 2);
      las = isNoise ? las.noise(2000, 3) : las.walk(5000, 3);
      byte[] chunk = new OldLazEncoder(format, 2).encode(las.records, las.count);
      assertThat(decode(vlr, chunk, las.count, 700)).isEqualTo(las.records);
    }
  }

  @Test
  void theLastSymbolOfTheLargestAlphabetIsDecoded() throws Exception {
    // the interval's length is seldom a multiple of its unit; the last symbol gets the rest
    Random random = new Random(3);
    SymbolModel model = new SymbolModel(516);
    ArithmeticEncoder encoder = new ArithmeticEncoder();
    encoder.start();
    int[] symbols = new int[200_000];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = random.nextInt(3) == 0 ? random.nextInt(516) : 515;
      encoder.symbol(model, symbols[i]);
    }
    encoder.finish();
    byte[] bytes = Arrays.copyOf(encoder.bytes(), encoder.size());
    Path file = Files.write(directory.resolve("symbols"), bytes);
    try (FileBytes input = FileBytes.open(file)) {
      ArithmeticDecoder decoder = new ArithmeticDecoder(input);
      decoder.start(0, bytes.length);
      model.reset();
      for (int symbol : symbols) {
        if (decoder.symbol(model) != symbol) {
          fail("another symbol than %d", symbol);
        }
      }
      assertThat(decoder.isAtEnd()).isTrue();
    }
  }

  @Test
  void equalPointsTakeNextToNothing() throws Exception {
    for (int format : new int[] {3, 8}) {
      LasBuilder las = new LasBuilder(4, format, 1).walk(1, 1);
      byte[] records = new byte[50_000 * las.stride()];
      for (int at = 0; at < records.length; at += las.stride()) {
        System.arraycopy(las.records, 0, records, at, las.stride());
      }
      LazVlr vlr = LazVlr.of(new PointFormat(format), 1);
      byte[] chunk = ChunkEncoder.of(vlr).encode(records, 50_000);
      assertThat(chunk.length).isLessThan(4000);
      assertThat(decode(vlr, chunk, 50_000, 8192)).isEqualTo(records);
    }
  }

  @Test
  void mediansFollowTheSpecification() {
    // pushed out by turns: the largest while values are not above the middle, then the smallest
    Median median = new Median();
    int[] values = {5, 3, 9, 1, 7, 7, -2, 100, 4};
    int[] expected = new int[values.length];
    int[] five = new int[5];
    boolean isHigh = true;
    for (int i = 0; i < values.length; i++) {
      boolean isBelow = values[i] < five[2];
      boolean isAbove = values[i] > five[2];
      five[isHigh ? 4 : 0] = values[i];
      Arrays.sort(five);
      isHigh = isHigh ? isBelow : !isAbove;
      expected[i] = five[2];
      median.add(values[i]);
      assertThat(median.get()).as("after " + (i + 1)).isEqualTo(expected[i]);
    }
  }
}
