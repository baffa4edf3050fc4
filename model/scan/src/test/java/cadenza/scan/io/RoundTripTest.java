package cadenza.scan.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
  @TempDir Path directory;

  static Stream<Arguments> cases() {
    return Stream.of("ply", "pcd")
        .flatMap(
            format -> Stream.of(0, 1, 2, 1000, 40_001).map(count -> Arguments.of(format, count)));
  }

  /// Every attribute type with random bits; some points are not numbers.
  private static PointCloud random(int count, long seed, boolean hasOrigin) {
    Random random = new Random(seed);
    float[] positions = new float[3 * count];
    float[] normals = new float[3 * count];
    byte[] colors = new byte[3 * count];
    random.nextBytes(colors);
    for (int i = 0; i < 3 * count; i++) {
      positions[i] = random.nextInt(20) == 0 ? Float.NaN : (float) random.nextGaussian() * 20;
      normals[i] = (float) random.nextGaussian();
    }
    PointCloud.Builder builder = PointCloud.builder(positions).normals(normals).colors(colors);
    if (hasOrigin) {
      builder.origin(665187, 5648349.25, -12);
    }
    for (ScalarType type : ScalarType.values()) {
      Object values = type.newArray(count);
      for (int i = 0; i < count; i++) {
        switch (values) {
          case byte[] a -> a[i] = (byte) random.nextInt();
          case short[] a -> a[i] = (short) random.nextInt();
          case int[] a -> a[i] = random.nextInt();
          case long[] a -> a[i] = random.nextLong();
          case float[] a -> a[i] = Float.intBitsToFloat(random.nextInt());
          case double[] a -> a[i] = Double.longBitsToDouble(random.nextLong());
          default -> throw new IllegalStateException();
        }
      }
      builder.attribute(new Attribute("a_" + type, type, values));
    }
    return builder
        .attribute(Attribute.ofInts(Attribute.LABEL, random.ints(count).toArray()))
        .build();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everythingComesBackAsItWas(String format, int count) throws Exception {
    PointCloud cloud = random(count, count, false);
    Path file = directory.resolve("a." + format);
    ScanFormats.write(cloud, file, Progress.none());
    PointCloud back = ScanFormats.read(file, Progress.none()).cloud();
    assertThat(back.positions()).isEqualTo(cloud.positions());
    assertThat(back.origin()).containsExactly(0, 0, 0);
    assertThat(back.colors()).isEqualTo(cloud.colors());
    assertThat(back.normals()).isEqualTo(cloud.normals());
    assertThat(back.attributes().values()).containsExactlyElementsOf(cloud.attributes().values());
    byte[] bytes = Files.readAllBytes(file);
    ScanFormats.write(back, file, Progress.none());
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void cloudsWithAnOriginKeepTheirWorldCoordinates(String format, int count) throws Exception {
    PointCloud cloud = random(count, count, true);
    Path file = directory.resolve("a." + format);
    ScanFormats.write(cloud, file, Progress.none());
    PointCloud back = ScanFormats.read(file, Progress.none()).cloud();
    assertThat(back.pointCount()).isEqualTo(count);
    for (int i = 0; i < count; i++) {
      for (int axis = 0; axis < 3; axis++) {
        double error = back.world(i, axis) - cloud.world(i, axis);
        assertThat(
                Double.isNaN(cloud.world(i, axis)) ? Double.isNaN(error) : Math.abs(error) < 1e-5)
            .as("point %d axis %d", i, axis)
            .isTrue();
      }
    }
    if (format.equals("ply")) {
      assertThat(back.origin()).isEqualTo(cloud.origin());
    }
  }

  @Test
  void coloursOf16BitsComeBackAsTheyWere() throws Exception {
    Random random = new Random(3);
    PointCloud.Builder builder = PointCloud.builder(new float[30]).colors(new byte[30]);
    for (String channel : WideColors.NAMES) {
      short[] values = new short[10];
      for (int i = 0; i < values.length; i++) {
        values[i] = (short) random.nextInt();
      }
      builder.attribute(new Attribute(channel, ScalarType.UINT16, values));
    }
    PointCloud cloud = builder.build();
    for (String format : List.of("ply", "pcd")) {
      Path file = directory.resolve("wide." + format);
      ScanFormats.write(cloud, file, Progress.none());
      ScanContents back = ScanFormats.read(file, Progress.none());
      assertThat(back.cloud().attributes()).isEqualTo(cloud.attributes());
      assertThat(back.cloud().colors()[29] & 0xff)
          .isEqualTo(Math.round(cloud.attribute("blue").orElseThrow().get(9) / 257));
    }
  }

  @Test
  void newColoursReplaceThoseOf16Bits() throws Exception {
    short[] bright = {-1, 1000, 2};
    PointCloud.Builder builder = PointCloud.builder(new float[9]).colors(new byte[9]);
    for (String channel : WideColors.NAMES) {
      builder.attribute(new Attribute(channel, ScalarType.UINT16, bright));
    }
    byte[] rgb = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    PointCloud recolored = WideColors.recolored(builder.build(), rgb);
    for (String format : ScanFormats.writableExtensions()) {
      Path file = directory.resolve("recolored." + format);
      ScanFormats.write(recolored, file, Progress.none());
      assertThat(ScanFormats.read(file, Progress.none()).cloud().colors())
          .as(format)
          .isEqualTo(rgb);
    }
  }

  @Test
  void anOrganisedCloudStaysOrganised() throws Exception {
    Path file = directory.resolve("organised.pcd");
    String header =
        """
        VERSION 0.7
        FIELDS x y z
        SIZE 4 4 4
        TYPE F F F
        COUNT 1 1 1
        WIDTH 3
        HEIGHT 2
        VIEWPOINT 1 2 3 0 1 0 0
        POINTS 6
        DATA ascii
        """;
    Files.writeString(file, header + "1 2 3\n".repeat(6));
    ScanContents contents = ScanFormats.read(file, Progress.none());
    assertThat(contents.stations()).containsExactly(new Station("", 1, 2, 3));
    ScanFormats.write(contents, file, Progress.none());
    assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
        .contains("WIDTH 3\nHEIGHT 2\nVIEWPOINT 1 2 3 0 1 0 0\nPOINTS 6\n");
  }

  @Test
  void onlyWhatIsThereIsWritten() throws Exception {
    PointCloud cloud = PointCloud.builder(new float[] {1, 2, 3}).build();
    for (String format : List.of("ply", "pcd")) {
      Path file = directory.resolve("bare." + format);
      ScanFormats.write(cloud, file, Progress.none());
      PointCloud back = ScanFormats.read(file, Progress.none()).cloud();
      assertThat(back.colors()).isNull();
      assertThat(back.normals()).isNull();
      assertThat(back.attributes()).isEmpty();
      assertThat(back.positions()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void namesThatAFormatCannotHoldAreMadePlain() throws Exception {
    PointCloud cloud =
        PointCloud.builder(new float[3])
            .attribute(Attribute.ofInts("gps time\n", new int[] {1}))
            .attribute(Attribute.ofInts("gps time", new int[] {2}))
            .attribute(Attribute.ofInts("_", new int[] {3}))
            .build();
    for (String format : List.of("ply", "pcd")) {
      Path file = directory.resolve("names." + format);
      ScanFormats.write(cloud, file, Progress.none());
      Map<String, Attribute> back = ScanFormats.read(file, Progress.none()).cloud().attributes();
      assertThat(back.keySet()).containsExactly("gps_time", "gps_time_2", "unnamed");
      assertThat(back.get("gps_time_2").getInt(0)).isEqualTo(2);
    }
  }

  @Test
  void namesOfLabelsAreWrittenAndReadBack() throws Exception {
    Path file = directory.resolve("labels.ply");
    Map<Integer, String> names = Map.of(0, "unlabelled", 7, "shower curtain");
    new PlyWriter()
        .write(
            new ScanContents(random(3, 1, true), "memory").withLabelNames(names),
            file,
            Progress.none());
    assertThat(ScanFormats.read(file, Progress.none()).labelNames())
        .isEqualTo(Map.of(0, "unlabelled", 7, "shower_curtain"));
  }

  @Test
  void aFailedWriteLeavesTheOldFileAndNoPart() throws Exception {
    Path file = Files.writeString(directory.resolve("old.ply"), "precious");
    Progress cancelled =
        new Progress() {
          @Override
          public void report(double fraction, String step) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    assertThatThrownBy(() -> ScanFormats.write(random(5, 1, false), file, cancelled))
        .isInstanceOf(CancellationException.class);
    assertThat(Files.readString(file)).isEqualTo("precious");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }
}
