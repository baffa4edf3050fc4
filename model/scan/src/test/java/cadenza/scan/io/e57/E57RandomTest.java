package cadenza.scan.io.e57;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random files come back as they were: any widths, any packets, streams out of step.
class E57RandomTest {
  @TempDir Path directory;

  /// What a value of all points of a file must be; NaN where the scan does not have it.
  private record Expected(String name, double[] values) {}

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 100, 3000, 70_001})
  void everyWidthComesBackFromAnyPackets(int points) throws Exception {
    for (int seed = 0; seed < (points > 10_000 ? 3 : 25); seed++) {
      Random random = new Random(seed * 31L + points);
      int packetBytes = random.nextBoolean() ? 60_000 : 20 + random.nextInt(2000);
      TestE57 file = new TestE57(seed, random.nextInt(3) > 0, packetBytes);
      TestScan scan = new TestScan("a", points);
      List<Expected> expected = new ArrayList<>();
      List<Runnable> columns = new ArrayList<>();
      for (String name : List.of("cartesianX", "cartesianY", "cartesianZ")) {
        columns.add(() -> expected.add(column(scan, name, points, random)));
      }
      for (int i = random.nextInt(8); i > 0; i--) {
        String name = "v:" + i;
        columns.add(() -> expected.add(column(scan, name, points, random)));
      }
      java.util.Collections.shuffle(columns, random);
      columns.forEach(Runnable::run);
      Path path = Files.write(directory.resolve("a.e57"), file.add(scan).bytes());
      ScanContents contents = ScanFormats.read(path, Progress.none());
      check(contents.cloud(), points, expected);
      assertThat(contents.warnings()).as("seed " + seed).hasSize(points == 0 ? 1 : 0);
    }
  }

  private static void check(PointCloud cloud, int points, List<Expected> expected) {
    assertThat(cloud.pointCount()).isEqualTo(points);
    for (Expected column : points == 0 ? List.<Expected>of() : expected) {
      int axis = "XYZ".indexOf(column.name.charAt(column.name.length() - 1));
      Attribute attribute = cloud.attribute(column.name).orElse(null);
      assertThat(attribute != null || axis >= 0).isTrue();
      boolean isRounded = attribute == null || attribute.type() == ScalarType.FLOAT32;
      double tolerance = isRounded ? 1e-6 * reach(column) : 0;
      for (int i = 0; i < points; i++) {
        double want = column.values[i];
        double got = attribute == null ? cloud.world(i, axis) : attribute.get(i);
        if (!(Math.abs(want - got) <= tolerance)) {
          assertThat(got).as(column.name + " of " + i).isEqualTo(want, within(tolerance));
        }
      }
    }
  }

  private static double reach(Expected column) {
    double reach = 1;
    for (double value : column.values) {
      reach = Double.isNaN(value) ? reach : Math.max(reach, Math.abs(value));
    }
    return reach;
  }

  /// A column of random kind, width and values.
  private static Expected column(TestScan scan, String name, int points, Random random) {
    double[] values = new double[points];
    switch (random.nextInt(4)) {
      case 0 -> {
        for (int i = 0; i < points; i++) {
          values[i] = (float) random.nextGaussian();
        }
        scan.singles(name, values);
      }
      case 1 -> {
        for (int i = 0; i < points; i++) {
          values[i] = random.nextGaussian();
        }
        scan.doubles(name, values);
      }
      default -> {
        int bits = random.nextInt(65);
        long range = bits == 0 ? 0 : -1L >>> (64 - bits);
        long minimum = bits == 64 ? Long.MIN_VALUE : random.nextInt(2000) - 1000;
        long maximum = bits == 63 && minimum > 0 ? Long.MAX_VALUE : minimum + range;
        double scale = random.nextBoolean() ? 1 : 0.25;
        long[] raw = new long[points];
        for (int i = 0; i < points; i++) {
          raw[i] =
              switch (random.nextInt(8)) {
                case 0 -> minimum;
                case 1 -> maximum;
                default -> maximum == minimum ? minimum : between(minimum, maximum, random);
              };
          values[i] = scale == 1 ? raw[i] : raw[i] * scale + 2;
        }
        if (scale == 1) {
          scan.integers(name, minimum, maximum, raw);
        } else {
          scan.scaled(name, minimum, maximum, scale, 2, raw);
        }
      }
    }
    return new Expected(name, values);
  }

  private static long between(long minimum, long maximum, Random random) {
    long span = maximum - minimum;
    return span + 1 == 0
        ? random.nextLong()
        : minimum + (random.nextLong() >>> 1) % (span < 0 ? Long.MAX_VALUE : span + 1);
  }
}
