package cadenza.scan.io.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.provider.ValueSource;

class ArrayRoundTripTest {
  @TempDir Path directory;

  static Stream<Arguments> cases() {
    return Stream.of("a.npz", "a.csv", "a")
        .flatMap(format ->
            Stream.of(0, 1, 2, 3, 1000, 40_001).map(count -> Arguments.of(format, count)));
  }

  /// Every attribute type with random values; some points are not numbers.
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
          case float[] a -> a[i] = number(Float.intBitsToFloat(random.nextInt()));
          case double[] a -> a[i] = number(Double.longBitsToDouble(random.nextLong()));
          default -> throw new IllegalStateException();
        }
      }
      builder.attribute(new Attribute("a_" + type, type, values));
    }
    return builder
        .attribute(new Attribute("intensity", ScalarType.UINT16, random16(count, random)))
        .attribute(Attribute.constant("scan id", ScalarType.INT16, new short[] {-7}, count))
        .attribute(Attribute.ofInts(Attribute.INSTANCE, random.ints(count).toArray()))
        .attribute(Attribute.ofInts(Attribute.LABEL, random.ints(count).toArray()))
        .build();
  }

  /// A text has one way to write "not a number", however many bits say so.
  private static float number(float value) {
    return Float.isNaN(value) ? Float.NaN : value;
  }

  private static double number(double value) {
    return Double.isNaN(value) ? Double.NaN : value;
  }

  private static short[] random16(int count, Random random) {
    short[] values = new short[count];
    for (int i = 0; i < count; i++) {
      values[i] = (short) random.nextInt();
    }
    return values;
  }

  private ScanContents roundTrip(ScanContents contents, String name) throws Exception {
    Path target = directory.resolve(name);
    if (name.equals("a")) {
      ScanFormats.writeFolder(contents, target, Progress.none());
    } else {
      ScanFormats.write(contents, target, Progress.none());
    }
    return ScanFormats.read(target, Progress.none());
  }

  private ScanContents roundTrip(PointCloud cloud, String name) throws Exception {
    return roundTrip(new ScanContents(cloud, "memory"), name);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everythingComesBackAsItWas(String name, int count) throws Exception {
    PointCloud cloud = random(count, count, false);
    PointCloud back = roundTrip(cloud, name).cloud();
    assertThat(back.positions()).isEqualTo(cloud.positions());
    assertThat(back.origin()).containsExactly(0, 0, 0);
    assertThat(back.colors()).isEqualTo(cloud.colors());
    assertThat(back.normals()).isEqualTo(cloud.normals());
    assertThat(back.attributes().values())
        .containsExactlyInAnyOrderElementsOf(cloud.attributes().values());
    if (!name.equals("a")) {
      assertThat(back.attributes().keySet()).containsExactlyElementsOf(cloud.attributes().keySet());
      byte[] bytes = Files.readAllBytes(directory.resolve(name));
      roundTrip(back, name);
      assertThat(Files.readAllBytes(directory.resolve(name))).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void cloudsWithAnOriginKeepTheirWorldCoordinates(String name, int count) throws Exception {
    PointCloud cloud = random(count, count, true);
    PointCloud back = roundTrip(cloud, name).cloud();
    assertThat(back.pointCount()).isEqualTo(count);
    if (!name.equals("a.csv")) {
      assertThat(back.origin()).isEqualTo(cloud.origin());
    }
    for (int i = 0; i < count; i++) {
      for (int axis = 0; axis < 3; axis++) {
        double error = back.world(i, axis) - cloud.world(i, axis);
        assertThat(
                Double.isNaN(cloud.world(i, axis))
                    ? Double.isNaN(error)
                    : Math.abs(error) < (name.equals("a.csv") ? 1e-5 : 1e-8))
            .as("point %d axis %d", i, axis)
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.npz", "a.csv", "a"})
  void onlyWhatIsThereIsWritten(String name) throws Exception {
    PointCloud back = roundTrip(PointCloud.builder(new float[] {1, 2, 3}).build(), name).cloud();
    assertThat(back.colors()).isNull();
    assertThat(back.normals()).isNull();
    assertThat(back.attributes()).isEmpty();
    assertThat(back.positions()).containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.npz", "a.csv", "a"})
  void wideColoursAreKept(String name) throws Exception {
    PointCloud.Builder builder =
        PointCloud.builder(new float[6]).colors(new byte[] {1, 2, 3, 4, 5, 6});
    for (String channel : List.of("red", "green", "blue")) {
      builder.attribute(new Attribute(channel, ScalarType.UINT16, new short[] {256, -3}));
    }
    PointCloud back = roundTrip(builder.build(), name).cloud();
    assertThat(back.attributes().keySet()).containsExactlyInAnyOrder("red", "green", "blue");
    assertThat(back.attribute("green").orElseThrow())
        .isEqualTo(new Attribute("green", ScalarType.UINT16, new short[] {256, -3}));
    assertThat(back.colors()).containsExactly(1, 1, 1, 255, 255, 255);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.npz", "a.csv", "a"})
  void namesThatAreOddComeBack(String name) throws Exception {
    PointCloud.Builder builder = PointCloud.builder(new float[6]);
    List<String> names =
        List.of(
            "gps time",
            "Range [m]",
            "a/b",
            "coord",
            "label_names",
            "Ö",
            "x y",
            "say \"x\"",
            "R",
            "r",
            "segment",
            "xyz",
            "points",
            "cadenza",
            "..",
            "a,b;c",
            "scalar(1)",
            "intensity");
    for (int i = 0; i < names.size(); i++) {
      builder.attribute(Attribute.ofInts(names.get(i), new int[] {i, -i}));
    }
    PointCloud cloud = builder.build();
    assertThat(roundTrip(cloud, name).cloud().attributes().values())
        .containsExactlyInAnyOrderElementsOf(
            name.equals("a.csv")
                ? cloud.attributes().values().stream()
                    .map(attribute ->
                        attribute.name().equals("r")
                            ? new Attribute("r_2", attribute.type(), attribute.values())
                            : attribute)
                    .toList()
                : cloud.attributes().values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.npz", "a"})
  void whatArraysHaveNoPlaceForComesBack(String name) throws Exception {
    ScanContents contents =
        new ScanContents(random(3, 1, true), "memory")
            .withLabelNames(Map.of(0, "unlabelled", -7, "shower \"curtain\" \u00e4\n"))
            .withCrs("EPSG:25832")
            .withStations(List.of(new Station("first", 1, -2.5, 3e6)));
    ScanContents back = roundTrip(contents, name);
    assertThat(back.labelNames()).isEqualTo(contents.labelNames());
    assertThat(back.crs()).isEqualTo(contents.crs());
    assertThat(back.stations()).isEqualTo(contents.stations());
  }

  @Test
  void tablesOfTextHaveTheFewestDigits() throws Exception {
    Path file = directory.resolve("a.csv");
    PointCloud cloud =
        PointCloud.builder(new float[] {0.5221f, -0.1f, 1e-7f, 1, 0, -12.5f})
            .origin(665187, -5, 0)
            .colors(new byte[] {-1, 0, 7, 8, 9, 10})
            .attribute(Attribute.ofFloats("intensity", new float[] {.1f, 3}))
            .attribute(new Attribute("t", ScalarType.INT64, new long[] {Long.MAX_VALUE, -1}))
            .build();
    ScanFormats.write(cloud, file, Progress.none());
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            x,y,z,red,green,blue,intensity,"t [int64]"
            665187.5221,-5.1,1.0E-7,255,0,7,0.1,9223372036854775807
            665188,-5,-12.5,8,9,10,3,-1
            """);
  }

  @Test
  void aFolderOfOtherThingsIsLeftAlone() throws Exception {
    Path folder = Files.createDirectory(directory.resolve("mine"));
    Path precious = Files.writeString(folder.resolve("thesis.tex"), "precious");
    assertThatThrownBy(() ->
            ScanFormats.write(PointCloud.builder(new float[3]).build(), folder, Progress.none()))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("holds more than arrays, such as thesis.tex");
    assertThat(precious).hasContent("precious");
    Files.delete(precious);
    ScanFormats.write(random(5, 1, false), folder, Progress.none());
    assertThat(folder.resolve("a_UINT8.npy")).exists();
    ScanFormats.write(PointCloud.builder(new float[3]).build(), folder, Progress.none());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("coord.npy"));
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(folder);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.npz", "a.csv", "a"})
  void aFailedWriteLeavesTheOldAndNoPart(String name) throws Exception {
    roundTrip(PointCloud.builder(new float[] {1, 2, 3}).build(), name);
    Progress cancelled =
        new Progress() {
          @Override
          public void report(double fraction, String step) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    Path target = directory.resolve(name);
    assertThatThrownBy(() -> ScanFormats.write(random(5, 1, false), target, cancelled))
        .isInstanceOf(CancellationException.class);
    assertThat(ScanFormats.read(target, Progress.none()).cloud().positions())
        .containsExactly(1, 2, 3);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(target);
    }
  }
}
