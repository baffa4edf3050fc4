package cadenza.scan.io.e57;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Opens every E57 file that lies beside the checkout. Counts, bounds and mean colours were printed
/// by a small program on libE57Format 3, attributes by a script that shows the XML.
class SharedE57Test {
  // name | points | lowest and highest x, y, z | mean red, green, blue, 0 to 65535 | attributes
  private static final String TABLE =
      """
      3rdParty/las2e57/ColourRepresentation.e57 | 153 | -0.5 -0.5 -0.5 0.5 0.5 0.5 \
      | 21333.3 22186.7 21760 | returnIndex returnCount las:pointSourceId
      reference/bunnyDouble.e57 | 30571 | -0.094689 0.040011 -0.061873 0.061009 0.187321 0.058799
      reference/bunnyInt32.e57 | 30571 | -0.094689 0.040011 -0.061873 0.061009 0.187321 0.058799
      self/ColouredCubeDouble.e57 | 7680 | -0.5 -0.5 -0.5 0.5 0.5 0.5 | 21845 21845 21845
      self/ColouredCubeFloat.e57 | 7680 | -0.5 -0.5 -0.5 0.5 0.5 0.5 | 21845 21845 21845
      self/InvalidCVHeader.e57 | 0
      self/PinholeImageWithDistortionParameters.e57 | 0
      self/ZeroPoints.e57 | 0
      self/ZeroPointsInvalid.e57 | 0
      self/bad-crc.e57 | refused
      self/empty.e57 | 0
      self/test filename äöü.e57 | 0
      self/测试点云.e57 | 0
      """;

  private Path scans;

  @BeforeEach
  void findScans() {
    String shared = System.getProperty("cadenza.shared");
    assumeTrue(shared != null, "the system property cadenza.shared is not set");
    scans = Path.of(shared, "scans", "corner-e57");
    assumeTrue(Files.isDirectory(scans), "there are no scans at " + scans);
  }

  private static Map<String, String[]> expected() {
    return TABLE
        .lines()
        .map(line -> line.split(" *\\| *", -1))
        .collect(Collectors.toMap(words -> words[0], words -> words, (a, b) -> a, TreeMap::new));
  }

  @Test
  void everyScanIsInTheTable() throws Exception {
    try (Stream<Path> files = Files.walk(scans)) {
      List<String> names =
          files
              .filter(file -> file.toString().endsWith(".e57"))
              .map(file -> scans.relativize(file).toString().replace('\\', '/'))
              .toList();
      assertThat(expected().keySet()).containsExactlyInAnyOrderElementsOf(names);
    }
  }

  @Test
  void everyScanOpensWithWhatItHasOrIsRefusedInWords() throws Exception {
    for (String[] row : expected().values()) {
      if (row[1].equals("refused")) {
        assertThat(refusal(row[0])).contains(" has a wrong checksum").contains(" — ");
      } else {
        check(row);
      }
    }
  }

  private String refusal(String name) throws IOException {
    try {
      return name + " opened with " + read(name).cloud().pointCount() + " points";
    } catch (ScanException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private ScanContents read(String name) throws IOException {
    return ScanFormats.read(scans.resolve(name), Progress.none());
  }

  private void check(String[] row) throws IOException {
    ScanContents contents = read(row[0]);
    PointCloud cloud = contents.cloud();
    int points = Integer.parseInt(row[1]);
    assertThat(cloud.pointCount()).as(row[0]).isEqualTo(points);
    assertThat(cloud.finiteCount()).as(row[0]).isEqualTo(points);
    assertThat(contents.warnings()).as(row[0]).hasSize(points == 0 ? 1 : 0);
    if (points == 0) {
      return;
    }
    double[] box = numbers(row[2]);
    assertThat(cloud.bounds().min()).containsExactly(first(box), within(1e-6));
    assertThat(cloud.bounds().max()).containsExactly(last(box), within(1e-6));
    byte[] colors = cloud.colors();
    assertThat(colors != null).as(row[0]).isEqualTo(row.length > 3);
    if (colors != null) {
      double[] mean = new double[3];
      for (int i = 0; i < colors.length; i++) {
        mean[i % 3] += (colors[i] & 0xff) * 257.0 / points;
      }
      assertThat(mean).containsExactly(numbers(row[3]), within(130.0));
    }
    List<String> attributes = row.length > 4 ? List.of(row[4].split(" ", -1)) : List.of();
    assertThat(cloud.attributes().keySet()).as(row[0]).containsExactlyElementsOf(attributes);
  }

  private static double[] numbers(String text) {
    return Stream.of(text.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  private static double[] first(double[] box) {
    return new double[] {box[0], box[1], box[2]};
  }

  private static double[] last(double[] box) {
    return new double[] {box[3], box[4], box[5]};
  }
}
