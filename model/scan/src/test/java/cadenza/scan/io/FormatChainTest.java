package cadenza.scan.io;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What goes from one format to another keeps its points, their order and all they have.
class FormatChainTest {
  private static final double TENTH_OF_A_MILLIMETRE = 1e-4;

  @TempDir Path directory;

  static Stream<Arguments> pairs() {
    List<String> formats = ScanFormats.writableExtensions().stream().toList();
    return formats.stream()
        .flatMap(from -> formats.stream().map(to -> Arguments.of(from, to)))
        .filter(pair -> !pair.get()[0].equals(pair.get()[1]));
  }

  private static PointCloud random(int count, long seed) {
    Random random = new Random(seed);
    float[] positions = new float[3 * count];
    float[] normals = new float[3 * count];
    byte[] colors = new byte[3 * count];
    random.nextBytes(colors);
    for (int i = 0; i < 3 * count; i++) {
      positions[i] = (float) random.nextGaussian() * 30;
      normals[i] = (float) random.nextGaussian();
    }
    int[] labels = new int[count];
    short[] intensity = new short[count];
    double[] height = new double[count];
    byte[] same = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = random.nextInt(-1, 40);
      intensity[i] = (short) random.nextInt();
      height[i] = random.nextGaussian() * 1e6;
      same[i] = 3;
    }
    return PointCloud.builder(positions)
        .origin(665187, 5648349, 120)
        .normals(normals)
        .colors(colors)
        .attribute(Attribute.ofInts(Attribute.LABEL, labels))
        .attribute(new Attribute(Attribute.INTENSITY, ScalarType.UINT16, intensity))
        .attribute(new Attribute("height_above_floor", ScalarType.FLOAT64, height))
        .attribute(new Attribute("echo", ScalarType.UINT8, same))
        .build();
  }

  private ScanContents through(ScanContents contents, String format) throws Exception {
    Path file = directory.resolve("a." + format);
    ScanFormats.write(contents, file, Progress.none());
    return ScanFormats.read(file, Progress.none());
  }

  private static void assertSame(PointCloud actual, PointCloud expected) {
    assertThat(actual.pointCount()).isEqualTo(expected.pointCount());
    for (int i = 0; i < expected.pointCount(); i++) {
      for (int axis = 0; axis < 3; axis++) {
        double error = Math.abs(actual.world(i, axis) - expected.world(i, axis));
        assertThat(error).as("point %d axis %d", i, axis).isLessThan(TENTH_OF_A_MILLIMETRE);
      }
    }
    assertThat(actual.colors()).isEqualTo(expected.colors());
    assertThat(actual.normals()).isEqualTo(expected.normals());
    for (Attribute attribute : expected.attributes().values()) {
      Attribute back = actual.attribute(attribute.name()).orElseThrow();
      for (int i = 0; i < attribute.size(); i++) {
        assertThat(back.get(i)).as("%s of %d", attribute.name(), i).isEqualTo(attribute.get(i));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void nothingIsLostOnTheWay(String first, String second) throws Exception {
    for (int count : new int[] {1, 2, 1000}) {
      PointCloud cloud = random(count, count);
      ScanContents once = through(new ScanContents(cloud, "memory"), first);
      assertSame(once.cloud(), cloud);
      assertSame(through(once, second).cloud(), cloud);
    }
  }

  @Test
  void anEmptyScanStaysEmpty() throws Exception {
    PointCloud empty = PointCloud.builder(new float[0]).build();
    for (String format : ScanFormats.writableExtensions()) {
      Path file = directory.resolve("empty." + format);
      ScanFormats.write(empty, file, Progress.none());
      try {
        ScanContents back = ScanFormats.read(file, Progress.none());
        assertThat(back.cloud().pointCount()).as(format).isZero();
      } catch (ScanException e) {
        assertThat(e).as(format).hasMessageContaining(" — ");
      }
    }
  }
}
