package cadenza.scan.io.las;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LasReaderTest {
  @TempDir Path directory;

  /// Every version with every point format, also where the specification does not foresee them.
  static Stream<Arguments> kinds() {
    return Stream.of(0, 1, 2, 3, 4)
        .flatMap(minor ->
            Stream.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
                .filter(format -> format < 6 || minor == 4)
                .map(format -> Arguments.of(minor, format)));
  }

  private ScanContents read(LasBuilder las) throws Exception {
    return ScanFormats.read(las.write(directory.resolve("a.las")), Progress.none());
  }

  private static List<String> names(int format) {
    List<String> names =
        new ArrayList<>(List.of("intensity", "return_number", "number_of_returns"));
    if (format < 6) {
      names.addAll(
          List.of(
              "scan_direction_flag",
              "edge_of_flight_line",
              "classification",
              "synthetic",
              "key_point",
              "withheld",
              "scan_angle_rank",
              "user_data",
              "point_source_id"));
    } else {
      names.addAll(
          List.of(
              "synthetic",
              "key_point",
              "withheld",
              "overlap",
              "scanner_channel",
              "scan_direction_flag",
              "edge_of_flight_line",
              "classification",
              "user_data",
              "scan_angle",
              "point_source_id"));
    }
    if (LasBuilder.hasTime(format)) {
      names.add("gps_time");
    }
    if (format == 8 || format == 10) {
      names.add("nir");
    }
    if (LasBuilder.hasWaveform(format)) {
      names.addAll(
          List.of(
              "wavepacket_index",
              "wavepacket_offset",
              "wavepacket_size",
              "return_point_wave_location",
              "x_t",
              "y_t",
              "z_t"));
    }
    if (LasBuilder.hasColor(format)) {
      names.addAll(List.of("red", "green", "blue"));
    }
    return names;
  }

  /// The value of a field, taken from the record by the tables of the specification.
  private static double expected(ByteBuffer records, int at, int format, String name) {
    int bits = records.get(at + 14) & 0xff;
    int flags = records.get(at + 15) & 0xff;
    boolean isNew = format >= 6;
    int wave = at + LasBuilder.LENGTHS[format] - 29;
    int color = at + LasBuilder.colorAt(format);
    return switch (name) {
      case "intensity" -> records.getShort(at + 12) & 0xffff;
      case "return_number" -> isNew ? bits & 15 : bits & 7;
      case "number_of_returns" -> isNew ? bits >> 4 : bits >> 3 & 7;
      case "scan_direction_flag" -> isNew ? flags >> 6 & 1 : bits >> 6 & 1;
      case "edge_of_flight_line" -> isNew ? flags >> 7 : bits >> 7;
      case "classification" -> isNew ? records.get(at + 16) & 0xff : flags & 31;
      case "synthetic" -> isNew ? flags & 1 : flags >> 5 & 1;
      case "key_point" -> isNew ? flags >> 1 & 1 : flags >> 6 & 1;
      case "withheld" -> isNew ? flags >> 2 & 1 : flags >> 7;
      case "overlap" -> flags >> 3 & 1;
      case "scanner_channel" -> flags >> 4 & 3;
      case "scan_angle_rank" -> records.get(at + 16);
      case "scan_angle" -> records.getShort(at + 18);
      case "user_data" -> records.get(at + 17) & 0xff;
      case "point_source_id" -> records.getShort(at + (isNew ? 20 : 18)) & 0xffff;
      case "gps_time" -> records.getDouble(at + (isNew ? 22 : 20));
      case "red" -> records.getShort(color) & 0xffff;
      case "green" -> records.getShort(color + 2) & 0xffff;
      case "blue" -> records.getShort(color + 4) & 0xffff;
      case "nir" -> records.getShort(at + 36) & 0xffff;
      case "wavepacket_index" -> records.get(wave) & 0xff;
      case "wavepacket_offset" -> {
        long offset = records.getLong(wave + 1);
        yield offset >= 0 ? offset : (offset >>> 1) * 2.0 + (offset & 1);
      }
      case "wavepacket_size" -> records.getInt(wave + 9) & 0xffffffffL;
      case "return_point_wave_location" -> records.getFloat(wave + 13);
      case "x_t" -> records.getFloat(wave + 17);
      case "y_t" -> records.getFloat(wave + 21);
      case "z_t" -> records.getFloat(wave + 25);
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyFieldOfEveryFormatIsRead(int minor, int format) throws Exception {
    LasBuilder las = new LasBuilder(minor, format, 0).noise(20_001, 5);
    ScanContents contents = read(las);
    PointCloud cloud = contents.cloud();
    assertThat(contents.format()).isEqualTo("las 1." + minor + " (point format " + format + ")");
    assertThat(cloud.pointCount()).isEqualTo(20_001);
    assertThat(cloud.attributes()).containsOnlyKeys(names(format));
    ByteBuffer records = ByteBuffer.wrap(las.records).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 20_001; i++) {
      for (int axis = 0; axis < 3; axis++) {
        double world =
            records.getInt(i * las.stride() + 4 * axis) * LasBuilder.SCALE
                + LasBuilder.OFFSET[axis];
        assertThat(Math.abs(cloud.world(i, axis) - world)).isLessThan(1e-4);
      }
      for (Attribute attribute : cloud.attributes().values()) {
        double value = expected(records, i * las.stride(), format, attribute.name());
        if (Double.compare(attribute.get(i), value) != 0) {
          assertThat(attribute.get(i)).as(attribute.name() + " of point " + i).isEqualTo(value);
        }
      }
    }
  }

  @Test
  void fieldsHaveTheTypesOfTheSpecification() throws Exception {
    PointCloud cloud = read(new LasBuilder(4, 10, 0).noise(3, 1)).cloud();
    assertThat(type(cloud, "intensity")).isEqualTo(ScalarType.UINT16);
    assertThat(type(cloud, "scan_angle")).isEqualTo(ScalarType.INT16);
    assertThat(type(cloud, "gps_time")).isEqualTo(ScalarType.FLOAT64);
    assertThat(type(cloud, "wavepacket_offset")).isEqualTo(ScalarType.UINT64);
    assertThat(type(cloud, "nir")).isEqualTo(ScalarType.UINT16);
    cloud = read(new LasBuilder(2, 3, 0).noise(3, 1)).cloud();
    assertThat(type(cloud, "scan_angle_rank")).isEqualTo(ScalarType.INT8);
    assertThat(type(cloud, "withheld")).isEqualTo(ScalarType.UINT8);
  }

  private static ScalarType type(PointCloud cloud, String name) {
    return cloud.attribute(name).orElseThrow().type();
  }

  @Test
  void everyTypeOfExtraBytesIsReadAndConstantFieldsAreSmall() throws Exception {
    int[] widths = {1, 1, 2, 2, 4, 4, 8, 8, 4, 8};
    byte[][] descriptions = new byte[10][];
    int total = 0;
    for (int type = 1; type <= 10; type++) {
      descriptions[type - 1] = LasBuilder.extra(type, 0, "field " + type, "");
      total += widths[type - 1];
    }
    LasBuilder las =
        new LasBuilder(4, 6, total).before("LASF_Spec", 4, LasBuilder.concat(descriptions));
    las.noise(500, 3);
    for (int i = 0; i < 500; i++) {
      las.records[i * las.stride() + 17] = 9;
    }
    PointCloud cloud = read(las).cloud();
    ByteBuffer records = ByteBuffer.wrap(las.records).order(ByteOrder.LITTLE_ENDIAN);
    ScalarType[] types = {
      ScalarType.UINT8,
      ScalarType.INT8,
      ScalarType.UINT16,
      ScalarType.INT16,
      ScalarType.UINT32,
      ScalarType.INT32,
      ScalarType.UINT64,
      ScalarType.INT64,
      ScalarType.FLOAT32,
      ScalarType.FLOAT64
    };
    int at = 30;
    for (int type = 1; type <= 10; type++) {
      Attribute attribute = cloud.attribute("field " + type).orElseThrow();
      assertThat(attribute.type()).isEqualTo(types[type - 1]);
      for (int i = 0; i < 500; i++) {
        int from = i * las.stride() + at;
        long bits =
            switch (widths[type - 1]) {
              case 1 -> records.get(from) & 0xffL;
              case 2 -> records.getShort(from) & 0xffffL;
              case 4 -> records.getInt(from) & 0xffffffffL;
              default -> records.getLong(from);
            };
        assertThat(attribute.bits(i)).isEqualTo(bits);
      }
      at += widths[type - 1];
    }
    assertThat(cloud.attribute("user_data").orElseThrow().isConstant()).isTrue();
  }

  @Test
  void extraBytesAreScaledAndMayHaveNoValue() throws Exception {
    byte[] depth = LasBuilder.extra(4, 1 | 8 | 16, "depth", "in metres");
    ByteBuffer.wrap(depth)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(40, -32768)
        .putDouble(112, 0.01)
        .putDouble(136, 100);
    byte[] exact = LasBuilder.extra(8, 8, "exact", "");
    ByteBuffer.wrap(exact).order(ByteOrder.LITTLE_ENDIAN).putDouble(112, 0.5);
    byte[] code = LasBuilder.extra(1, 1, "code", "");
    code[40] = (byte) 255;
    LasBuilder las = new LasBuilder(4, 6, 11);
    las.before("LASF_Spec", 4, LasBuilder.concat(depth, exact, code)).noise(3, 1);
    ByteBuffer records = ByteBuffer.wrap(las.records).order(ByteOrder.LITTLE_ENDIAN);
    records
        .putShort(30, (short) 250)
        .putShort(41 + 30, (short) -32768)
        .putShort(82 + 30, (short) -1);
    records.putLong(32, Long.MAX_VALUE);
    ScanContents contents = read(las);
    Attribute read = contents.cloud().attribute("depth").orElseThrow();
    assertThat(new double[] {read.get(0), read.get(1), read.get(2)})
        .containsExactly(102.5, Double.NaN, 99.99);
    assertThat(contents.cloud().attribute("exact").orElseThrow().bits(0)).isEqualTo(Long.MAX_VALUE);
    assertThat(contents.warnings())
        .containsExactly(
            "exact is to be multiplied with 0.5 and raised by 0.0; it is shown as stored.",
            "where code is 255, it has no value; it is shown as stored.");
  }

  @Test
  void oldArraysUnknownBytesAndEqualNamesGetNamesOfTheirOwn() throws Exception {
    LasBuilder las = new LasBuilder(2, 1, 6 + 8 + 2 + 1 + 2);
    las.before(
        "LASF_Spec",
        4,
        LasBuilder.concat(
            LasBuilder.extra(23, 0, "rgb", ""),
            LasBuilder.extra(19, 0, "pair", ""),
            LasBuilder.extra(0, 2, "raw", ""),
            LasBuilder.extra(1, 0, "Intensity", "")));
    ScanContents contents = read(las.noise(4, 2));
    assertThat(contents.cloud().attributes().keySet())
        .endsWith(
            "rgb_0",
            "rgb_1",
            "rgb_2",
            "pair_0",
            "pair_1",
            "raw_0",
            "raw_1",
            "intensity_2",
            "extra_bytes_0",
            "extra_bytes_1");
    assertThat(type(contents.cloud(), "rgb_2")).isEqualTo(ScalarType.UINT16);
    assertThat(type(contents.cloud(), "pair_1")).isEqualTo(ScalarType.FLOAT32);
  }

  @Test
  void descriptionsBeyondTheRecordAreLeftOutWithAWarning() throws Exception {
    LasBuilder las = new LasBuilder(4, 6, 4);
    las.before(
        "LASF_Spec",
        4,
        LasBuilder.concat(
            LasBuilder.extra(9, 0, "there", ""), LasBuilder.extra(10, 0, "not there", "")));
    ScanContents contents = read(las.noise(2, 2));
    assertThat(contents.cloud().attributes()).containsKey("there").doesNotContainKey("not there");
    assertThat(contents.warnings()).singleElement().asString().contains("not there", "34 bytes");
  }

  @Test
  void theReferenceSystemIsTold() throws Exception {
    String wkt = "PROJCS[\"somewhere\",GEOGCS[\"x\"]]";
    byte[] text = (wkt + "\0").getBytes(StandardCharsets.UTF_8);
    byte[] keys = keys(new int[] {3072, 0, 1, 25832}, new int[] {4096, 0, 1, 7837});
    LasBuilder las = new LasBuilder(4, 6, 0).before("LASF_Projection", 2112, text).noise(1, 1);
    assertThat(read(las).crs()).contains(wkt);
    las.before("LASF_Projection", 34735, keys);
    assertThat(read(las).crs()).contains("EPSG:25832+7837");
    las.globalEncoding = 16;
    assertThat(read(las).crs()).contains(wkt);
    las = new LasBuilder(4, 6, 0).behind("LASF_Projection", 2112, text).noise(1, 1);
    assertThat(read(las).crs()).contains(wkt);
    las =
        new LasBuilder(1, 1, 0)
            .before("LASF_Projection", 34735, keys(new int[] {2048, 0, 1, 4258}));
    assertThat(read(las.noise(1, 1)).crs()).contains("EPSG:4258");
    las = new LasBuilder(1, 1, 0);
    las.before(
        "LASF_Projection",
        34735,
        keys(
            new int[] {1026, 34737, 5, 0},
            new int[] {2048, 0, 1, 4258},
            new int[] {3072, 0, 1, 32767},
            new int[] {3073, 34737, 9, 5}));
    las.before("LASF_Projection", 34737, "city|My Grid|\0".getBytes(StandardCharsets.US_ASCII));
    assertThat(read(las.noise(1, 1)).crs()).contains("My Grid");
    assertThat(read(new LasBuilder(1, 1, 0).noise(1, 1)).crs()).isEmpty();
  }

  static byte[] keys(int[]... entries) {
    byte[] record = new byte[8 + 8 * entries.length];
    ByteBuffer bytes = LasBuilder.little(record);
    bytes
        .putShort((short) 1)
        .putShort((short) 1)
        .putShort((short) 0)
        .putShort((short) entries.length);
    for (int[] entry : entries) {
      for (int value : entry) {
        bytes.putShort((short) value);
      }
    }
    return record;
  }

  @Test
  void aPreviewIsEvenAndQuick() throws Exception {
    LasBuilder las = new LasBuilder(2, 0, 0).noise(100_000, 1);
    ByteBuffer records = ByteBuffer.wrap(las.records).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 100_000; i++) {
      records.putInt(20 * i, i);
    }
    Path file = las.write(directory.resolve("a.las"));
    PointCloud preview = ScanFormats.preview(file, 5120, Progress.none()).orElseThrow();
    assertThat(preview.pointCount()).isEqualTo(5120);
    assertThat(preview.world(0, 0)).isCloseTo(500_000, within(1e-4));
    assertThat(preview.world(5119, 0)).isCloseTo(500_099.999, within(0.01));
    int[] tenths = new int[10];
    for (int i = 0; i < 5120; i++) {
      tenths[(int) ((preview.world(i, 0) - 500_000) / 10.0001)]++;
    }
    for (int tenth : tenths) {
      assertThat(tenth).isBetween(400, 620);
    }
    assertThat(ScanFormats.preview(file, 200_000, Progress.none())).isEmpty();
  }

  @Test
  void aPartIsReadWhenAPartIsWanted() throws Exception {
    Path file = new LasBuilder(4, 7, 0).walk(50_000, 1).write(directory.resolve("a.las"));
    ScanContents some =
        ScanFormats.read(file, ReadOptions.everything().withMaxPoints(1000), Progress.none());
    assertThat(some.cloud().pointCount()).isEqualTo(1000);
    assertThat(some.pointsInFile()).isEqualTo(50_000);
  }
}
