package cadenza.scan.io.ptx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Opens every PTX and PTS file that lies beside the checkout. Counts, bounds and means were added
/// up by a script that splits lines at blanks.
class SharedPtxTest {
  // name | points | lowest and highest x, y, z | mean red, green, blue | attributes
  private static final String TABLE =
      """
      corner-open3d/tests/bunnyData.pts \
      | 30571 | -0.094689 0.040011 -0.061873 0.061009 0.187321 0.058799 \
      | - |
      corner-open3d/tests/point_cloud_sample1.pts \
      | 10 | -9.318283 -14.000992 -65.560776 4.246445 -6.014053 -50.214615 \
      | 80.000 72.700 95.700 | intensity
      corner-open3d/tests/point_cloud_sample2.pts \
      | 10 | -9.318283 -14.000992 -65.560776 4.246445 -6.014053 -50.214615 \
      | - | intensity
      indoor-loadersgl/cpp/Model3DTiler/test/resources/ripple.pts \
      | 10201 | -5 -5 -0.6664 5 5 1.1 \
      | 29.703 134.325 55.420 | intensity
      indoor-loadersgl/cpp/Model3DTiler/test/resources/ripple.ptx \
      | 10201 | -5 -5 -0.6664 5 5 1.1 \
      | 29.703 134.325 55.420 | intensity
      """;

  private Path scans;

  @BeforeEach
  void findScans() {
    String shared = System.getProperty("cadenza.shared");
    assumeTrue(shared != null, "the system property cadenza.shared is not set");
    scans = Path.of(shared, "scans");
    assumeTrue(Files.isDirectory(scans), "there are no scans at " + scans);
  }

  @Test
  void everyScanIsInTheTable() throws Exception {
    try (Stream<Path> files = Files.walk(scans)) {
      List<String> names =
          files
              .filter(file -> file.toString().matches(".*\\.pt[xs]"))
              .map(file -> scans.relativize(file).toString().replace('\\', '/'))
              .toList();
      assertThat(TABLE.lines().map(line -> line.split(" ", 2)[0]))
          .containsExactlyInAnyOrderElementsOf(names);
    }
  }

  @Test
  void everyScanOpensWithWhatItHas() throws Exception {
    for (String line : TABLE.lines().toList()) {
      String[] row = line.split(" *\\| *", -1);
      ScanContents contents = ScanFormats.read(scans.resolve(row[0]), Progress.none());
      PointCloud cloud = contents.cloud();
      int points = Integer.parseInt(row[1]);
      assertThat(cloud.pointCount()).as(row[0]).isEqualTo(points);
      assertThat(cloud.finiteCount()).as(row[0]).isEqualTo(points);
      double[] box = numbers(row[2]);
      for (int axis = 0; axis < 3; axis++) {
        assertThat(cloud.bounds().min()[axis]).as(row[0]).isEqualTo(box[axis], within(1e-5));
        assertThat(cloud.bounds().max()[axis]).as(row[0]).isEqualTo(box[axis + 3], within(1e-5));
      }
      assertThat(cloud.colors() == null).as(row[0]).isEqualTo(row[3].equals("-"));
      byte[] colors = cloud.colors();
      for (int channel = 0; colors != null && channel < 3; channel++) {
        double sum = 0;
        for (int i = channel; i < colors.length; i += 3) {
          sum += colors[i] & 0xff;
        }
        assertThat(sum / points).as(row[0]).isEqualTo(numbers(row[3])[channel], within(0.01));
      }
      assertThat(String.join(" ", cloud.attributes().keySet())).as(row[0]).isEqualTo(row[4]);
    }
  }

  private static double[] numbers(String text) {
    return Stream.of(text.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }
}
