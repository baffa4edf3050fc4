package cadenza.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.app.pipeline.Finding.Severity;
import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.Station;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is wrong with a scan is said, and its fix mends that and nothing else.
class ScanFindingsTest {
  private static float[] room(int points) {
    Random random = new Random(5);
    float[] positions = new float[3 * points];
    for (int i = 0; i < points; i++) {
      positions[3 * i] = random.nextFloat() * 5;
      positions[3 * i + 1] = random.nextFloat() * 4;
      positions[3 * i + 2] = i % 3 == 0 ? 0 : random.nextFloat() * 2.5f;
    }
    return positions;
  }

  private static byte[] colors(int points, int brightest) {
    byte[] colors = new byte[3 * points];
    for (int i = 0; i < colors.length; i++) {
      colors[i] = (byte) (i % (brightest + 1));
    }
    return colors;
  }

  private static Optional<Finding> find(ScanContents contents, String topic) {
    return ScanFindings.of(contents, Progress.none()).stream()
        .filter(finding -> finding.topic().equals(topic))
        .findFirst();
  }

  private static PointCloud fixed(Finding finding, PointCloud cloud) {
    return ((Fix.OfCloud) finding.fix().orElseThrow()).apply(cloud, Progress.none());
  }

  @Test
  void aSoundScanHasNoWarnings() {
    PointCloud cloud = PointCloud.builder(room(3000)).colors(colors(3000, 255)).build();
    assertThat(ScanFindings.of(new ScanContents(cloud, "test"), Progress.none()))
        .extracting(Finding::severity)
        .doesNotContain(Severity.WARNING);
  }

  @Test
  void feetOfTheCoordinateSystemBecomeMetres() {
    PointCloud cloud = PointCloud.builder(room(3000)).colors(colors(3000, 255)).build();
    ScanContents metres = new ScanContents(cloud, "las");
    for (String crs :
        List.of("PROJCS[\"NAD83\",UNIT[\"US survey foot\",0.304800609601219]]", "ftUS")) {
      Finding unit = find(metres.withCrs(crs), "Unit").orElseThrow();
      assertThat(unit.text()).contains("US survey feet");
      assertThat(fixed(unit, cloud).positions()[0])
          .isEqualTo(cloud.positions()[0] * .3048006f, within(1e-6f));
    }
    assertThat(find(metres.withCrs("LENGTHUNIT[\"foot\",0.3048]"), "Unit").orElseThrow().text())
        .contains("feet");
    String heightsInFeet =
        "COMPD_CS[\"a\",PROJCS[\"UTM 10N\",UNIT[\"metre\",1]],VERT_CS[\"NAVD88\",UNIT[\"US survey foot\",0.3048]]]";
    assertThat(find(metres.withCrs(heightsInFeet), "Unit").orElseThrow().severity())
        .as("only heights are in feet")
        .isEqualTo(Severity.OK);
    assertThat(find(metres.withCrs("EPSG:4326"), "Unit").orElseThrow().text()).contains("degrees");
    assertThat(find(metres.withCrs("UNIT[\"metre\",1]"), "Unit").orElseThrow().severity())
        .isEqualTo(Severity.OK);
  }

  @Test
  void normalsTurnToTheStationThatSawThePoint() {
    float[] positions = {0, 0, 0, 10, 0, 0};
    PointCloud cloud =
        PointCloud.builder(positions)
            .normals(new float[] {-1, 0, 0, -1, 0, 0})
            .attribute(Attribute.ofInts("station", new int[] {0, 1}))
            .build();
    ScanContents contents =
        new ScanContents(cloud, "e57")
            .withStations(List.of(new Station("a", 5, 0, 0), new Station("b", 6, 0, 0)));
    Finding scanner = find(contents, "Scanner").orElseThrow();
    assertThat(scanner.text()).contains("2 stations");
    assertThat(fixed(scanner, cloud).normals()).containsExactly(1, -0f, -0f, -1, 0, 0);
    assertThat(cloud.normals()[0]).as("the old cloud is left alone").isEqualTo(-1);
  }

  @Test
  void darkColoursAreStretched() {
    PointCloud cloud = PointCloud.builder(room(300)).colors(colors(300, 15)).build();
    Finding color = find(new ScanContents(cloud, "test"), "Colour").orElseThrow();
    assertThat(color.severity()).isEqualTo(Severity.WARNING);
    byte[] stretched = fixed(color, cloud).colors();
    assertThat(stretched[15]).isEqualTo((byte) 255);
    assertThat(stretched[1]).isEqualTo((byte) 17);
  }

  @Test
  void outliersAndDuplicatesAreLeftOutButKeepTheirRows() {
    float[] positions = room(3000);
    positions[3 * 8] = 4000;
    System.arraycopy(positions, 30, positions, 33, 3);
    PointCloud cloud = PointCloud.builder(positions).colors(colors(3000, 255)).build();
    ScanContents contents = new ScanContents(cloud, "test");
    Finding outliers = find(contents, "Outliers").orElseThrow();
    assertThat(outliers.text()).startsWith("1 points lie far outside, up to 3,99");
    PointCloud near = fixed(outliers, cloud);
    assertThat(near.pointCount()).isEqualTo(3000);
    assertThat(near.isFinite(8)).isFalse();
    assertThat(near.bounds().extent(0)).isLessThan(5.1);
    Finding duplicates = find(contents, "Duplicates").orElseThrow();
    assertThat(fixed(duplicates, cloud).isFinite(11)).isFalse();
    assertThat(fixed(duplicates, cloud).finiteCount()).isEqualTo(2999);
    assertThat(find(contents, "Unit").orElseThrow().severity())
        .as("an outlier does not make the scan large")
        .isEqualTo(Severity.OK);
  }

  @Test
  void rowsWithoutCoordinatesCanBeRemoved() {
    float[] positions = room(3000);
    positions[3 * 5 + 1] = Float.NaN;
    int[] rows = IntStream.range(0, 3000).toArray();
    PointCloud cloud =
        PointCloud.builder(positions)
            .colors(colors(3000, 255))
            .normals(new float[9000])
            .attribute(Attribute.ofInts("row", rows))
            .build();
    Finding points =
        Inspection.of(cloud, .06f, 0, Progress.none()).findings().stream()
            .filter(finding -> finding.topic().equals("Points"))
            .findFirst()
            .orElseThrow();
    PointCloud fixed = fixed(points, cloud);
    assertThat(fixed.pointCount()).isEqualTo(2999);
    assertThat(fixed.finiteCount()).isEqualTo(2999);
    assertThat(fixed.attribute("row").orElseThrow().getInt(5)).isEqualTo(6);
    assertThat(fixed.positions()[15]).isEqualTo(positions[18]);
  }

  @Test
  void landOnAMapIsNotTakenForMillimetres() {
    float[] positions = room(3000);
    for (int i = 0; i < positions.length; i++) {
      positions[i] *= 300;
    }
    PointCloud land = PointCloud.builder(positions).origin(636_000, 848_000, 0).build();
    assertThat(find(new ScanContents(land, "las"), "Unit").orElseThrow().fix()).isEmpty();
    PointCloud room = PointCloud.builder(positions).origin(1200, 0, 0).build();
    assertThat(find(new ScanContents(room, "ply"), "Unit").orElseThrow().fix()).isPresent();
  }

  @Test
  void aThinnedScanSaysHowMuchIsShown() {
    PointCloud cloud = PointCloud.builder(room(300)).build();
    Finding shown =
        find(new ScanContents(cloud, "las").withPointsInFile(240_000_000), "Shown").orElseThrow();
    assertThat(shown.text()).isEqualTo("300 of 240,000,000 points of the file.");
  }
}
