package cadenza.scan.io.las;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanFormats;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Damaged files open as far as they are good, and say what was lost; headers are not believed.
class LasDamageTest {
  private static final int POINTS = 1000;
  private static final int CHUNK = 300;

  @TempDir Path directory;

  private ScanContents read(byte[] bytes) throws Exception {
    return ScanFormats.read(Files.write(directory.resolve("a.las"), bytes), Progress.none());
  }

  private static LasBuilder las(int format) {
    return new LasBuilder(format >= 6 ? 4 : 2, format, 1)
        .before("somebody", 1, new byte[20])
        .walk(POINTS, 6);
  }

  private static byte[] changed(byte[] bytes, Consumer<ByteBuffer> change) {
    byte[] copy = bytes.clone();
    change.accept(LasBuilder.little(copy));
    return copy;
  }

  /// What was said but for the colours, which are of 16 bits.
  private static List<String> warnings(ScanContents contents) {
    return contents.warnings().stream().filter(each -> !each.startsWith("the colours")).toList();
  }

  /// Checks that points are where the whole file has them; those that are no numbers are counted.
  private static int assertSame(PointCloud part, PointCloud whole) {
    int lost = 0;
    for (int i = 0; i < part.pointCount(); i++) {
      for (int axis = 0; axis < 3; axis++) {
        double error = Math.abs(part.world(i, axis) - whole.world(i, axis));
        if (part.isFinite(i) && !(error < 1e-3)) {
          fail("point %d lies elsewhere", i);
        }
      }
      lost += part.isFinite(i) ? 0 : 1;
    }
    return lost;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 10})
  void filesCutAnywhereOpenAsFarAsTheyAreGood(int format) throws Exception {
    LasBuilder las = las(format);
    LazBuilder laz = new LazBuilder(las, CHUNK);
    PointCloud whole = read(las.bytes()).cloud();
    for (boolean isPacked : new boolean[] {false, true}) {
      byte[] bytes = isPacked ? laz.bytes() : las.bytes();
      int start = isPacked ? laz.pointsAt() : las.pointsAt();
      Random random = new Random(format);
      for (int k = 0; k < 80; k++) {
        int length = k < 20 ? bytes.length - k : random.nextInt(bytes.length);
        try {
          ScanContents contents = read(Arrays.copyOf(bytes, length));
          int count = contents.cloud().pointCount();
          int lost = assertSame(contents.cloud(), whole);
          int atLeast = 0;
          for (int chunk = 1; isPacked && chunk <= laz.chunks.size(); chunk++) {
            atLeast = laz.chunkAt(chunk) <= length ? Math.min(POINTS, chunk * CHUNK) : atLeast;
          }
          int expected = isPacked ? atLeast : Math.min(POINTS, (length - start) / las.stride());
          assertThat(count - lost)
              .as("points in %d bytes", length)
              .isGreaterThanOrEqualTo(expected);
          if (count < POINTS) {
            assertThat(warnings(contents))
                .anyMatch(each -> each.contains("the header promises 1000 points"));
          }
        } catch (ScanException e) {
          assertThat(length).as(e.getMessage()).isLessThanOrEqualTo(start + 400);
          assertThat(e).hasMessageContaining(" — ");
        }
      }
    }
  }

  @Test
  void whatIsLostOfALayerIsSaid() throws Exception {
    LasBuilder las = las(7);
    LazBuilder laz = new LazBuilder(las, POINTS);
    byte[] bytes = laz.bytes();
    ScanContents contents = read(Arrays.copyOf(bytes, laz.chunkAt(1) - 10));
    assertThat(contents.cloud().pointCount()).isEqualTo(POINTS);
    assertThat(assertSame(contents.cloud(), read(las.bytes()).cloud())).isZero();
    assertThat(warnings(contents))
        .anyMatch(each -> each.contains("of extra bytes a part is lost"))
        .anyMatch(each -> each.contains("the table that says where"));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 7})
  void aChunkThatIsDamagedIsLostAlone(int format) throws Exception {
    LasBuilder las = las(format);
    LazBuilder laz = new LazBuilder(las, CHUNK);
    PointCloud whole = read(las.bytes()).cloud();
    byte[] bytes = laz.bytes();
    int at = laz.chunkAt(1) + (format == 3 ? 200 : 130);
    for (int i = 0; i < 40; i++) {
      bytes[at + i] ^= (byte) (i * 37 + 11);
    }
    ScanContents contents = read(bytes);
    assertThat(contents.cloud().pointCount()).isEqualTo(POINTS);
    assertThat(assertSame(contents.cloud(), whole)).isEqualTo(CHUNK);
    assertThat(contents.cloud().isFinite(CHUNK - 1)).isTrue();
    assertThat(contents.cloud().isFinite(CHUNK)).isFalse();
    assertThat(contents.cloud().isFinite(2 * CHUNK)).isTrue();
    assertThat(warnings(contents))
        .singleElement()
        .asString()
        .contains("1 of 4 chunks", "points 300 to 599 are lost, 300 in all");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 6, 7})
  void countsInTheHeaderAreNotBelieved(int format) throws Exception {
    LasBuilder las = las(format);
    PointCloud whole = read(las.bytes()).cloud();
    byte[] laz = new LazBuilder(las, CHUNK).bytes();
    for (byte[] bytes : new byte[][] {las.bytes(), laz}) {
      boolean isPacked = bytes.length < las.bytes().length;
      for (long claim : new long[] {0, 1001, 60_000, 0xffffffffL, 1L << 36}) {
        boolean isLong = format >= 6;
        if (claim > 0xffffffffL && !isLong) {
          continue;
        }
        byte[] lie =
            changed(
                bytes,
                header -> {
                  if (isLong) {
                    header.putLong(247, claim);
                  } else {
                    header.putInt(107, (int) claim);
                  }
                });
        ScanContents contents = read(lie);
        assertThat(contents.cloud().pointCount()).as("claim " + claim).isEqualTo(POINTS);
        assertThat(assertSame(contents.cloud(), whole)).isZero();
        assertThat(warnings(contents))
            .anyMatch(each ->
                claim == 0
                    ? each.contains("the header says 0 points, but there are 1000")
                    : each.contains("the header promises " + claim + " points"));
      }
      byte[] few =
          changed(
              bytes,
              header -> {
                header.putInt(107, format >= 6 ? 0 : 950);
                if (format >= 6) {
                  header.putLong(247, 950);
                }
              });
      ScanContents contents = read(few);
      assertThat(contents.cloud().pointCount()).isEqualTo(isPacked ? POINTS : 950);
      assertThat(assertSame(contents.cloud(), whole)).isZero();
      assertThat(warnings(contents))
          .containsExactly(
              isPacked
                  ? "the header says 950 points, but there are 1000."
                  : "the header says 950 points; behind them there is room for 50 more, which were not read.");
    }
  }

  @Test
  void theCountThatFitsIsBelievedWhereTwoDiffer() throws Exception {
    byte[] bytes = new LasBuilder(4, 1, 0).walk(100, 1).bytes();
    for (long other : new long[] {0, 7, -1}) {
      byte[] lie = changed(bytes, header -> header.putLong(247, other));
      assertThat(read(lie).cloud().pointCount()).isEqualTo(100);
      lie = changed(bytes, header -> header.putInt(107, (int) other));
      assertThat(read(lie).cloud().pointCount()).isEqualTo(100);
    }
  }

  @Test
  void placesAndLengthsInTheHeaderAreNotBelieved() throws Exception {
    LasBuilder las = las(3);
    PointCloud whole = read(las.bytes()).cloud();
    for (int place : new int[] {0, 100, Integer.MAX_VALUE, -1}) {
      ScanContents contents = read(changed(las.bytes(), header -> header.putInt(96, place)));
      assertThat(contents.cloud().pointCount()).isEqualTo(POINTS);
      assertThat(assertSame(contents.cloud(), whole)).isZero();
      assertThat(warnings(contents)).anyMatch(each -> each.contains("points begin at byte"));
    }
    ScanContents contents = read(changed(las.bytes(), header -> header.putInt(100, -1)));
    assertThat(contents.cloud().pointCount()).isEqualTo(POINTS);
    assertThat(warnings(contents)).anyMatch(each -> each.contains("4294967295 records"));
    for (short length : new short[] {0, 3, 33, -1}) {
      contents = read(changed(las.bytes(), header -> header.putShort(105, length)));
      assertThat(contents.cloud().pointCount()).isEqualTo(POINTS);
      assertThat(assertSame(contents.cloud(), whole)).isZero();
      assertThat(warnings(contents)).anyMatch(each -> each.contains("which cannot be; 35 were"));
    }
    for (int length : new int[] {0, 100, 65535}) {
      contents = read(changed(las.bytes(), header -> header.putShort(94, (short) length)));
      assertThat(contents.cloud().pointCount()).isEqualTo(POINTS);
    }
  }

  @Test
  void placesOfRecordsBehindThePointsAreNotBelieved() throws Exception {
    LasBuilder las = las(6).behind("somebody", 2, new byte[10]);
    for (long place : new long[] {1, 400, Long.MAX_VALUE, -1, las.bytes().length - 1}) {
      byte[] lie = changed(las.bytes(), header -> header.putLong(235, place).putLong(227, place));
      ScanContents contents = read(lie);
      assertThat(contents.cloud().pointCount()).as("place " + place).isEqualTo(POINTS);
    }
    byte[] lie = changed(las.bytes(), header -> header.putInt(243, -1));
    assertThat(read(lie).warnings()).anyMatch(each -> each.contains("records behind the points"));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 7})
  void aTableOfChunksThatIsLostIsReplaced(int format) throws Exception {
    LasBuilder las = las(format);
    LazBuilder laz = new LazBuilder(las, CHUNK);
    PointCloud whole = read(las.bytes()).cloud();
    byte[] bytes = laz.bytes();
    int place = laz.pointsAt();
    int table = laz.chunkAt(laz.chunks.size());
    for (long claim : new long[] {0, -1, -2, 5, Long.MAX_VALUE, table + 1, table - 3}) {
      ScanContents contents = read(changed(bytes, header -> header.putLong(place, claim)));
      assertThat(contents.cloud().pointCount()).as("table at " + claim).isEqualTo(POINTS);
      assertThat(assertSame(contents.cloud(), whole)).isZero();
      assertThat(warnings(contents)).anyMatch(each -> each.contains("were looked for"));
    }
    ScanContents contents = read(changed(bytes, header -> header.putInt(table + 4, -1)));
    assertThat(assertSame(contents.cloud(), whole)).isZero();
    laz.hasTable = false;
    assertThat(assertSame(read(laz.bytes()).cloud(), whole)).isZero();
    byte[] end = new byte[8];
    LasBuilder.little(end).putLong(0, table);
    byte[] streamed = LasBuilder.concat(changed(bytes, all -> all.putLong(place, -1)), end);
    contents = read(streamed);
    assertThat(warnings(contents)).isEmpty();
    assertThat(contents.cloud().pointCount()).isEqualTo(POINTS);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void whatGoesOnWithoutEndIsStopped(int format) throws Exception {
    // one chunk of four million equal points in a few kilobytes
    LasBuilder one = new LasBuilder(4, format, 0).walk(1, 1);
    LasBuilder las = new LasBuilder(4, format, 0);
    las.count = 4_000_000;
    las.records = new byte[las.count * las.stride()];
    for (int at = 0; at < las.records.length; at += las.stride()) {
      System.arraycopy(one.records, 0, las.records, at, las.stride());
    }
    byte[] bytes = new LazBuilder(las, las.count).bytes();
    assertThat(bytes.length).isLessThan(20_000);
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("as no scan's do")
        .hasMessageContaining("made to fill the memory");
  }

  @Test
  void aPromiseOfBillionsOfPackedPointsCostsNothing() throws Exception {
    LasBuilder las = las(7);
    LazBuilder laz = new LazBuilder(las, CHUNK);
    LazVlr usual = laz.vlr;
    laz.vlr = new LazVlr(usual.compressor(), LazVlr.VARIABLE - 1, usual.items());
    byte[] bytes = changed(laz.bytes(), header -> header.putLong(247, 1L << 33));
    ScanContents contents = read(bytes);
    assertThat(contents.cloud().pointCount()).isLessThanOrEqualTo(POINTS);
  }

  @Test
  void headersThatMakeNoSenseAreRefused() {
    byte[] good = las(3).bytes();
    assertThatThrownBy(() -> read(Arrays.copyOf(good, 100)))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("ends inside the header");
    assertThatThrownBy(() -> read(changed(good, header -> header.put(104, (byte) 11))))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("point format 11");
    assertThatThrownBy(() -> read(changed(good, header -> header.put(104, (byte) 0x83))))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("the record that says how is missing");
    byte[] packed = new LazBuilder(las(3), CHUNK).bytes();
    assertThatThrownBy(() -> read(changed(packed, header -> header.put(104, (byte) 0x86))))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("compressed as another");
    int vlr = 227 + 54 + 20 + 54;
    assertThatThrownBy(() -> read(changed(packed, header -> header.putShort(vlr, (short) 9))))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("names compressor 9");
    assertThatThrownBy(() -> read(changed(packed, header -> header.putShort(vlr + 38, (short) 7))))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("version 7");
  }

  @Test
  void scalesThatMakeNoSenseAreReplacedWithAWarning() throws Exception {
    byte[] bytes =
        changed(las(0).bytes(), header -> header.putDouble(131, 0).putDouble(163, Double.NaN));
    ScanContents contents = read(bytes);
    assertThat(contents.cloud().finiteCount()).isEqualTo(POINTS);
    assertThat(warnings(contents))
        .hasSize(2)
        .allMatch(each -> each.contains("sizes and places are wrong"));
  }

  @Test
  void anyByteMayBeWrong() throws Exception {
    Random random = new Random(8);
    for (int format : new int[] {0, 5, 6, 10}) {
      LasBuilder las = new LasBuilder(4, format, 3);
      las.before("LASF_Spec", 4, LasBuilder.extra(3, 8, "one", "")).walk(200, 1);
      for (byte[] bytes : new byte[][] {las.bytes(), new LazBuilder(las, 70).bytes()}) {
        for (int k = 0; k < 150; k++) {
          byte[] broken = bytes.clone();
          for (int i = random.nextInt(4); i >= 0; i--) {
            int area = random.nextBoolean() ? 700 : broken.length;
            broken[random.nextInt(Math.min(area, broken.length))] = (byte) random.nextInt();
          }
          try {
            read(broken);
          } catch (ScanException e) {
            assertThat(e).hasMessageContaining(" — ");
          }
        }
      }
    }
  }
}
