package cadenza.scan.io.las;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanFormats;
import cadenza.scan.io.Station;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What comes from elsewhere and is written as LAS comes back.
class LasExportTest {
  @TempDir Path directory;

  static Stream<Arguments> counts() {
    return Stream.of("las", "laz")
        .flatMap(type -> Stream.of(0, 1, 2, 1000, 50_001).map(count -> Arguments.of(type, count)));
  }

  /// Every type with random bits and extremes, some coordinates that are no numbers.
  private static PointCloud random(int count, long seed) {
    Random random = new Random(seed);
    float[] positions = new float[3 * count];
    float[] normals = new float[3 * count];
    byte[] colors = new byte[3 * count];
    random.nextBytes(colors);
    for (int i = 0; i < 3 * count; i++) {
      positions[i] =
          random.nextInt(20) == 0 ? Float.NaN : Math.round(random.nextGaussian() * 200_000) * 1e-4f;
      normals[i] = random.nextInt(50) == 0 ? Float.NaN : (float) random.nextGaussian();
    }
    PointCloud.Builder builder =
        PointCloud.builder(positions).normals(normals).colors(colors).origin(665187, 5648349, -12);
    for (ScalarType type : ScalarType.values()) {
      Object values = type.newArray(count);
      for (int i = 0; i < count; i++) {
        long bits = i % 7 == 0 ? -1 : i % 7 == 1 ? 0 : i % 7 == 2 ? 1L << 63 : random.nextLong();
        switch (values) {
          case byte[] a -> a[i] = (byte) bits;
          case short[] a -> a[i] = (short) bits;
          case int[] a -> a[i] = (int) bits;
          case long[] a -> a[i] = bits;
          case float[] a -> a[i] = Float.intBitsToFloat((int) bits);
          case double[] a -> a[i] = Double.longBitsToDouble(bits);
          default -> throw new IllegalStateException();
        }
      }
      builder.attribute(new Attribute("a_" + type, type, values));
    }
    return builder
        .attribute(Attribute.ofInts(Attribute.LABEL, random.ints(count).toArray()))
        .attribute(Attribute.ofInts("classification", random.ints(count, 0, 256).toArray()))
        .attribute(
            Attribute.ofFloats(
                "intensity", normals.length == 0 ? new float[0] : Arrays.copyOf(normals, count)))
        .build();
  }

  static void assertSameBits(Attribute actual, Attribute expected) {
    assertThat(actual.size()).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      if (actual.bits(i) != expected.bits(i)) {
        fail("%s of point %d: %s became %s", expected.name(), i, expected.get(i), actual.get(i));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("counts")
  void whatComesFromElsewhereComesBack(String type, int count) throws Exception {
    PointCloud cloud = random(count, count);
    Path file = directory.resolve("a." + type);
    ScanFormats.write(cloud, file, Progress.none());
    ScanContents contents = ScanFormats.read(file, Progress.none());
    PointCloud back = contents.cloud();
    assertThat(contents.format()).isEqualTo(type + " 1.4 (point format 7)");
    assertThat(back.pointCount()).isEqualTo(count);
    for (int i = 0; i < count; i++) {
      for (int axis = 0; axis < 3; axis++) {
        double world = cloud.world(i, axis);
        double error = back.world(i, axis) - world;
        boolean isSame = Double.isNaN(world) ? Double.isNaN(error) : Math.abs(error) <= 6e-5;
        if (!isSame) {
          fail("point %d, axis %d: %s became %s", i, axis, world, back.world(i, axis));
        }
      }
    }
    assertThat(back.colors()).isEqualTo(cloud.colors());
    assertThat(back.normals()).isEqualTo(cloud.normals());
    for (Attribute attribute : cloud.attributes().values()) {
      Attribute read = back.attribute(attribute.name()).orElseThrow();
      boolean isUsual = attribute.name().equals("classification") || count == 0;
      assertThat(read.type()).isEqualTo(isUsual ? read.type() : attribute.type());
      assertSameBits(read, attribute);
    }
    assertThat(back.attributes()).doesNotContainKeys("intensity_2", "finite", "nx", "red");
    Path again = LasRoundTripTest.rewrite(directory, file, "b." + type);
    assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void labelsNamesStationsAndSystemsAreKept() throws Exception {
    Map<Integer, String> names = Map.of(-1, "nothing", 7, "shower curtain = wet");
    List<Station> stations =
        List.of(new Station("first", 1, 2.5, -3e-9), new Station("", 0, 0, 1e20));
    ScanContents contents =
        new ScanContents(random(10, 1), "memory")
            .withLabelNames(names)
            .withStations(stations)
            .withCrs("EPSG:25832+7837");
    Path file = directory.resolve("a.laz");
    ScanFormats.write(contents, file, Progress.none());
    for (Path each :
        List.of(
            file,
            LasRoundTripTest.rewrite(directory, file, "b.las"),
            LasRoundTripTest.rewrite(directory, file, "c.laz"))) {
      ScanContents back = ScanFormats.read(each, Progress.none());
      assertThat(back.labelNames()).isEqualTo(names);
      assertThat(back.stations()).isEqualTo(stations);
      assertThat(back.crs()).contains("EPSG:25832+7837");
      assertThat(back.warnings()).isEmpty();
    }
    for (String system : List.of("EPSG:4326", "my own grid", "GEOGCS[\"WGS 84\"]")) {
      ScanFormats.write(contents.withCrs(system), file, Progress.none());
      assertThat(ScanFormats.read(file, Progress.none()).crs()).contains(system);
    }
  }

  @Test
  void moreFieldsThanFitAreRefusedInWords() throws Exception {
    PointCloud.Builder builder = PointCloud.builder(new float[3]);
    for (int i = 0; i < 400; i++) {
      builder.attribute(Attribute.ofInts("a" + i, new int[1]));
    }
    Path file = directory.resolve("a.las");
    assertThatThrownBy(() -> ScanFormats.write(builder.build(), file, Progress.none()))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("400 fields that LAS has no place for")
        .hasMessageContaining("PLY or NPZ");
    assertThat(file).doesNotExist();
  }

  @Test
  void longNamesAreCutAndStayApart() throws Exception {
    String name = "a very long name of an attribute, longer than LAS allows ü";
    PointCloud cloud =
        PointCloud.builder(new float[3])
            .attribute(Attribute.ofInts(name + 1, new int[] {1}))
            .attribute(Attribute.ofInts(name + 2, new int[] {2}))
            .attribute(Attribute.ofInts("ünïcödé", new int[] {3}))
            .build();
    Path file = directory.resolve("a.las");
    ScanFormats.write(cloud, file, Progress.none());
    Map<String, Attribute> back = ScanFormats.read(file, Progress.none()).cloud().attributes();
    assertThat(back.get("a very long name of an attribute").getInt(0)).isEqualTo(1);
    assertThat(back.get("a very long name of an attribu_2").getInt(0)).isEqualTo(2);
    assertThat(back.get("ünïcödé").getInt(0)).isEqualTo(3);
  }
}
