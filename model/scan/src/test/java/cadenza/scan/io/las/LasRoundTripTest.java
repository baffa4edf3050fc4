package cadenza.scan.io.las;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read from LAS and written again is the same; what comes from elsewhere comes back.
class LasRoundTripTest {
  @TempDir Path directory;

  private Path rewrite(Path file, String name) throws Exception {
    return rewrite(directory, file, name);
  }

  static Path rewrite(Path directory, Path file, String name) throws Exception {
    Path copy = directory.resolve(name);
    ScanFormats.write(ScanFormats.read(file, Progress.none()), copy, Progress.none());
    return copy;
  }

  /// The point records of an uncompressed file.
  static byte[] records(Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer header = LasBuilder.little(bytes);
    int from = header.getInt(96);
    long count = header.getInt(107) & 0xffffffffL;
    if (count == 0 && bytes[25] >= 4) {
      count = header.getLong(247);
    }
    return Arrays.copyOfRange(bytes, from, from + (int) count * header.getShort(105));
  }

  @ParameterizedTest
  @MethodSource("cadenza.scan.io.las.LasReaderTest#kinds")
  void recordsOfEveryFormatComeBackBitByBit(int minor, int format) throws Exception {
    for (int extraBytes : new int[] {0, 5}) {
      LasBuilder las = new LasBuilder(minor, format, extraBytes).noise(3001, format);
      if (extraBytes > 0) {
        las.before("LASF_Spec", 4, LasBuilder.extra(5, 0, "counter", "of something"));
      }
      Path file = las.write(directory.resolve("a.las"));
      Path copy = rewrite(file, "b.las");
      assertThat(records(copy)).isEqualTo(las.records);
      byte[] head = Files.readAllBytes(copy);
      assertThat(head[25]).as("minor version").isGreaterThanOrEqualTo((byte) minor);
      assertThat(head[104]).isEqualTo((byte) format);
      assertThat(records(rewrite(rewrite(file, "b.laz"), "c.las"))).isEqualTo(las.records);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void scansGoThroughLazBitByBit(int format) throws Exception {
    int minor = format >= 6 ? 4 : 3;
    for (int count : new int[] {0, 1, 2, 50_001}) {
      LasBuilder las = new LasBuilder(minor, format, format % 3).walk(count, count);
      Path file = las.write(directory.resolve("a.las"));
      Path packed = rewrite(file, "b.laz");
      ScanContents contents = ScanFormats.read(packed, Progress.none());
      assertThat(contents.format()).isEqualTo("laz 1." + minor + " (point format " + format + ")");
      assertThat(contents.cloud().pointCount()).isEqualTo(count);
      assertThat(records(rewrite(packed, "c.las"))).isEqualTo(las.records);
      if (count > 1000) {
        assertThat(Files.size(packed)).isLessThan(Files.size(file) / 2);
      }
    }
  }

  @Test
  void headersKeepTheirNamesAndTellWhatIsWritten() throws Exception {
    LasBuilder las = new LasBuilder(2, 3, 0).walk(1000, 1);
    las.globalEncoding = 1;
    Path copy = rewrite(las.write(directory.resolve("a.las")), "b.las");
    byte[] bytes = Files.readAllBytes(copy);
    byte[] old = las.bytes();
    assertThat(Arrays.copyOf(bytes, 131)).isEqualTo(withReturns(old, las));
    assertThat(Arrays.copyOfRange(bytes, 131, 179)).isEqualTo(Arrays.copyOfRange(old, 131, 179));
    ByteBuffer header = LasBuilder.little(bytes);
    ByteBuffer records = LasBuilder.little(las.records);
    int lowest = Integer.MAX_VALUE;
    int highest = Integer.MIN_VALUE;
    for (int i = 0; i < 1000; i++) {
      lowest = Math.min(lowest, records.getInt(34 * i + 4));
      highest = Math.max(highest, records.getInt(34 * i + 4));
    }
    assertThat(header.getDouble(195)).isEqualTo(highest * 0.001 + 5_400_000);
    assertThat(header.getDouble(203)).isEqualTo(lowest * 0.001 + 5_400_000);
  }

  /// The first bytes of a header, with the counts of returns that the builder leaves at zero.
  private static byte[] withReturns(byte[] old, LasBuilder las) {
    byte[] head = Arrays.copyOf(old, 131);
    ByteBuffer header = LasBuilder.little(head);
    for (int i = 0; i < las.count; i++) {
      int number = las.records[i * las.stride() + 14] & 7;
      if (number >= 1 && number <= 5) {
        int at = 107 + 4 * number;
        header.putInt(at, header.getInt(at) + 1);
      }
    }
    return head;
  }

  @Test
  void unknownRecordsAreKeptButNoneThatSpeakOfTheStorage() throws Exception {
    byte[] text = "something".getBytes(StandardCharsets.UTF_8);
    byte[] large = new byte[3_000_000];
    new Random(1).nextBytes(large);
    LasBuilder las = new LasBuilder(4, 7, 0).walk(100, 1);
    las.before("somebody", 7, text)
        .before("LAStools", 30, text)
        .before("copc", 1, text)
        .behind("somebody", 9, text)
        .behind("copc", 1000, text)
        .behind("LASF_Spec", 65535, large);
    Path file = las.write(directory.resolve("a.las"));
    for (String name : List.of("b.las", "b.laz")) {
      byte[] bytes = Files.readAllBytes(rewrite(file, name));
      ByteBuffer header = LasBuilder.little(bytes);
      assertThat(header.getInt(100)).isEqualTo(name.equals("b.las") ? 1 : 2);
      assertThat(new String(bytes, 375 + 2, 8, StandardCharsets.UTF_8)).isEqualTo("somebody");
      assertThat(header.getInt(243)).isEqualTo(2);
      int behind = (int) header.getLong(235);
      assertThat(Arrays.copyOfRange(bytes, behind, behind + 69)).isEqualTo(las.behind.get(0));
      assertThat(header.getLong(227)).isEqualTo(behind + 69);
      assertThat(Arrays.copyOfRange(bytes, behind + 69 + 60, bytes.length)).isEqualTo(large);
    }
  }

  @Test
  void extraFieldsKeepTheirDescriptionAndScale() throws Exception {
    byte[] depth = LasBuilder.extra(3, 1 | 8 | 16, "depth", "in metres");
    LasBuilder.little(depth).putLong(40, 7).putDouble(112, 0.01).putDouble(136, -5.5);
    byte[] array = LasBuilder.extra(29, 0, "direction", "");
    byte[] raw = LasBuilder.extra(0, 3, "raw", "");
    LasBuilder las = new LasBuilder(4, 6, 2 + 12 + 3);
    byte[] record = LasBuilder.concat(depth, array, raw);
    las.before("LASF_Spec", 4, record).noise(5000, 4);
    LasBuilder.little(las.records).putShort(30, (short) 7);
    Path copy = rewrite(las.write(directory.resolve("a.las")), "b.las");
    assertThat(records(copy)).isEqualTo(las.records);
    byte[] bytes = Files.readAllBytes(copy);
    assertThat(Arrays.copyOfRange(bytes, 375 + 54, 375 + 54 + record.length)).isEqualTo(record);
  }

  @Test
  void colorsAreWrittenAsTheFileScaledThem() throws Exception {
    for (int factor : new int[] {1, 256, 257}) {
      LasBuilder las = new LasBuilder(2, 2, 0).walk(300, 1);
      ByteBuffer records = LasBuilder.little(las.records);
      for (int i = 0; i < 300; i++) {
        for (int channel = 0; channel < 3; channel++) {
          records.putShort(
              26 * i + 20 + 2 * channel, (short) (factor * ((i + 80 * channel) & 255)));
        }
      }
      Path file = las.write(directory.resolve("a.las"));
      ScanContents contents = ScanFormats.read(file, Progress.none());
      assertThat(contents.cloud().colors()).startsWith(0, 80, 160, 1, 81, 161);
      assertThat(contents.cloud().attributes()).doesNotContainKey("red");
      assertThat(records(rewrite(file, "b.las"))).isEqualTo(las.records);
    }
  }

  @Test
  void coordinatesFinerThanFloatsComeBack() throws Exception {
    for (int format : new int[] {0, 7}) {
      LasBuilder las = new LasBuilder(4, format, 0).noise(2000, 3);
      Random random = new Random(5);
      ByteBuffer records = LasBuilder.little(las.records);
      for (int i = 0; i < 2000; i++) {
        records.putInt(i * las.stride(), random.nextInt());
        records.putInt(i * las.stride() + 8, random.nextInt(20_000_000));
      }
      Path file = las.write(directory.resolve("a.las"));
      ScanContents contents = ScanFormats.read(file, Progress.none());
      assertThat(contents.cloud().attributes()).containsKeys("X", "Z").doesNotContainKey("Y");
      assertThat(contents.warnings())
          .contains(
              "x is stored in steps of 0.001, finer than shown; the stored numbers are kept as X.");
      assertThat(records(rewrite(file, "b.las"))).isEqualTo(las.records);
      assertThat(records(rewrite(rewrite(file, "b.laz"), "c.las"))).isEqualTo(las.records);
      // a point that is moved goes where it was moved to
      float[] moved = contents.cloud().positions().clone();
      moved[0] += 5000;
      PointCloud.Builder edited =
          PointCloud.builder(moved)
              .origin(
                  contents.cloud().origin()[0],
                  contents.cloud().origin()[1],
                  contents.cloud().origin()[2]);
      contents.cloud().attributes().values().forEach(edited::attribute);
      Path other = directory.resolve("d.las");
      ScanFormats.write(contents.withCloud(edited.build()), other, Progress.none());
      PointCloud back = ScanFormats.read(other, Progress.none()).cloud();
      assertThat(Math.abs(back.world(0, 0) - contents.cloud().world(0, 0) - 5000)).isLessThan(0.2);
      assertThat(Math.abs(back.world(1, 0) - contents.cloud().world(1, 0))).isLessThan(0.2);
    }
  }

  @Test
  void attributesThatAreAddedAndTakenAwayChangeNothingElse() throws Exception {
    LasBuilder las = new LasBuilder(2, 1, 3);
    las.before("LASF_Spec", 4, LasBuilder.extra(3, 0, "height", "")).walk(500, 1);
    ScanContents contents =
        ScanFormats.read(las.write(directory.resolve("a.las")), Progress.none());
    PointCloud.Builder edited = contents.cloud().toBuilder();
    int[] labels = new Random(1).ints(500, 0, 20).toArray();
    byte[] colors = new byte[1500];
    new Random(2).nextBytes(colors);
    edited.attribute(Attribute.ofInts("label", labels)).colors(colors);
    Path file = directory.resolve("b.laz");
    ScanFormats.write(contents.withCloud(edited.build()), file, Progress.none());
    ScanContents back = ScanFormats.read(file, Progress.none());
    assertThat(back.format()).isEqualTo("laz 1.2 (point format 3)");
    assertThat(back.cloud().colors()).isEqualTo(colors);
    assertThat(back.cloud().attributes()).containsKeys("height", "extra_bytes", "gps_time");
    assertThat(back.cloud().attribute("label").orElseThrow().values()).isEqualTo(labels);
    for (Attribute attribute : contents.cloud().attributes().values()) {
      Attribute read = back.cloud().attribute(attribute.name()).orElseThrow();
      assertThat(read.type()).isEqualTo(attribute.type());
      LasExportTest.assertSameBits(read, attribute);
    }
  }

  @Test
  void pointsThatLeftTheGridGetAFinerOne() throws Exception {
    LasBuilder las = new LasBuilder(2, 0, 0).walk(500, 1);
    ScanContents contents =
        ScanFormats.read(las.write(directory.resolve("a.las")), Progress.none());
    float[] small = contents.cloud().positions().clone();
    for (int i = 0; i < small.length; i++) {
      small[i] *= 0.001f;
    }
    PointCloud cloud = PointCloud.builder(small).build();
    Path file = directory.resolve("b.las");
    ScanFormats.write(contents.withCloud(cloud), file, Progress.none());
    PointCloud back = ScanFormats.read(file, Progress.none()).cloud();
    for (int i = 0; i < 500; i++) {
      for (int axis = 0; axis < 3; axis++) {
        assertThat(Math.abs(back.world(i, axis) - cloud.world(i, axis))).isLessThan(1e-5);
      }
    }
  }
}
