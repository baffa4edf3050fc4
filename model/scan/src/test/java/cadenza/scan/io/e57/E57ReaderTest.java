package cadenza.scan.io.e57;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.Attribute;
import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import cadenza.scan.io.Station;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class E57ReaderTest {
  private static final double HALF_TURN = Math.sqrt(0.5); // cos and sin of half of 90 degrees

  @TempDir Path directory;

  private Path write(TestE57 file) throws Exception {
    return Files.write(directory.resolve("a.e57"), file.bytes());
  }

  private ScanContents read(TestScan... scans) throws Exception {
    TestE57 file = new TestE57();
    for (TestScan scan : scans) {
      file.add(scan);
    }
    return ScanFormats.read(write(file), Progress.none());
  }

  private static double[] values(PointCloud cloud, String name) {
    Attribute attribute = cloud.attribute(name).orElseThrow();
    return IntStream.range(0, attribute.size()).mapToDouble(attribute::get).toArray();
  }

  @Test
  void floatsComeAsTheyAre() throws Exception {
    ScanContents contents = read(new TestScan("a", 2).cartesian(1.5, -2, 3, 4, 5, 0.1));
    assertThat(contents.format()).isEqualTo("e57");
    assertThat(contents.cloud().positions()).containsExactly(1.5f, -2, 3, 4, 5, 0.1f);
    assertThat(contents.warnings()).isEmpty();
    assertThat(contents.stations()).isEmpty();
    assertThat(contents.cloud().attributes()).isEmpty();
    assertThat(contents.pointsInFile()).isEqualTo(2);
    assertThat(contents.crs()).isEmpty();
  }

  @Test
  void scaledIntegersOfOddWidthsAreUnpacked() throws Exception {
    PointCloud cloud =
        read(new TestScan("a", 3)
                .scaled("cartesianX", -500, 500, 0.001, 0, -500, 0, 500)
                .scaled("cartesianY", 0, 7, 0.5, 10, 0, 3, 7)
                .integers("cartesianZ", -1, 1, -1, 1, 0))
            .cloud();
    assertThat(cloud.positions()).containsExactly(-.5f, 10, -1, 0, 11.5f, 1, .5f, 13.5f, 0);
  }

  @Test
  void surveyCoordinatesKeepATenthOfAMillimetre() throws Exception {
    PointCloud cloud =
        read(new TestScan("a", 2)
                .pose(1, 0, 0, 0, 665187.25, 5648349.5, 240)
                .doubles("cartesianX", 0.2721, 1.2721)
                .doubles("cartesianY", 0.3951, 1.3951)
                .doubles("cartesianZ", 1.7677, 0.7677))
            .cloud();
    assertThat(cloud.world(0, 0)).isEqualTo(665187.5221, within(5e-5));
    assertThat(cloud.world(1, 1)).isEqualTo(5648350.8951, within(5e-5));
    assertThat(cloud.world(1, 2)).isEqualTo(240.7677, within(5e-5));
  }

  @Test
  void thePoseTurnsAndMovesPointsAndNormals() throws Exception {
    ScanContents contents =
        read(
            new TestScan("hall", 1)
                .pose(3 * HALF_TURN, 0, 0, 3 * HALF_TURN, 10, 20, 30) // z by 90 degrees, not unit
                .cartesian(1, 2, 3)
                .singles("nor:normalX", 1)
                .singles("nor:normalY", 0)
                .singles("nor:normalZ", 0));
    PointCloud cloud = contents.cloud();
    assertThat(cloud.world(0, 0)).isEqualTo(8, within(1e-6));
    assertThat(cloud.world(0, 1)).isEqualTo(21, within(1e-6));
    assertThat(cloud.world(0, 2)).isEqualTo(33, within(1e-6));
    assertThat(cloud.normals()).containsExactly(new float[] {0, 1, 0}, within(1e-6f));
    assertThat(contents.stations()).containsExactly(new Station("hall", 10, 20, 30));
    assertThat(cloud.attribute("station")).isEmpty();
  }

  @Test
  void sphericalCoordinatesBecomeCartesian() throws Exception {
    double quarter = Math.PI / 2;
    PointCloud cloud =
        read(new TestScan("a", 3)
                .doubles("sphericalRange", 2, 2, 2)
                .doubles("sphericalAzimuth", 0, quarter, 0)
                .doubles("sphericalElevation", 0, 0, quarter)
                .integers("sphericalInvalidState", 0, 2, 0, 0, 2))
            .cloud();
    float nan = Float.NaN;
    assertThat(cloud.positions())
        .containsExactly(new float[] {2, 0, 0, 0, 2, 0, nan, nan, nan}, within(1e-6f));
  }

  @Test
  void invalidPointsStayInTheirRows() throws Exception {
    PointCloud cloud =
        read(new TestScan("a", 4)
                .cartesian(1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4)
                .integers("cartesianInvalidState", 0, 2, 0, 1, 0, 2)
                .integers("rowIndex", 0, 3, 3, 2, 1, 0))
            .cloud();
    assertThat(cloud.pointCount()).isEqualTo(4);
    assertThat(IntStream.range(0, 4).filter(cloud::isFinite)).containsExactly(0, 2);
    assertThat(values(cloud, "rowIndex")).containsExactly(3, 2, 1, 0);
    assertThat(cloud.attributes()).containsOnlyKeys("rowIndex");
  }

  @Test
  void valuesKeepTypesThatHoldThem() throws Exception {
    PointCloud cloud =
        read(new TestScan("a", 2)
                .cartesian(1, 1, 1, 2, 2, 2)
                .integers("intensity", -2048, 2047, -2048, 2047)
                .integers("returnIndex", 0, 255, 7, 255)
                .integers("columnIndex", 0, 100_000, 0, 99_999)
                .doubles("timeStamp", 1e9 + 0.125, 1e9 + 0.25)
                .scaled("ext:temperature", 0, 1000, 0.1, -20, 5, 1000)
                .scaled("ext:fine", 0, 1L << 40, 1e-9, 0, 5, 1L << 40)
                .integers("ext:wide", Long.MIN_VALUE, Long.MAX_VALUE, -1, Long.MAX_VALUE)
                .integers("ext:same", 17, 17, 17, 17)
                .integers("isColorInvalid", 0, 1, 0, 1))
            .cloud();
    assertThat(cloud.attributes().values().stream().map(a -> a.name() + " " + a.type()))
        .containsExactly(
            "intensity INT16",
            "returnIndex UINT8",
            "columnIndex UINT32",
            "timeStamp FLOAT64",
            "ext:temperature FLOAT32",
            "ext:fine FLOAT64",
            "ext:wide INT64",
            "ext:same UINT8",
            "isColorInvalid UINT8");
    assertThat(values(cloud, "intensity")).containsExactly(-2048, 2047);
    assertThat(values(cloud, "columnIndex")).containsExactly(0, 99_999);
    assertThat(values(cloud, "timeStamp")).containsExactly(1e9 + 0.125, 1e9 + 0.25);
    assertThat(values(cloud, "ext:temperature")).containsExactly(-19.5, 80);
    assertThat(cloud.attribute("ext:wide").orElseThrow().values())
        .isEqualTo(new long[] {-1, Long.MAX_VALUE});
    assertThat(values(cloud, "ext:same")).containsExactly(17, 17);
  }

  private static TestScan colored(TestScan scan, long maximum, long... gray) {
    for (String name : new String[] {"colorRed", "colorGreen", "colorBlue"}) {
      scan.integers(name, 0, maximum, gray);
    }
    return scan;
  }

  @Test
  void coloursFollowTheirLimits() throws Exception {
    TestScan bytes = colored(new TestScan("a", 2).cartesian(1, 1, 1, 2, 2, 2), 255, 0, 254);
    assertThat(read(bytes.colorLimits(0, 255)).cloud().colors())
        .containsExactly(0, 0, 0, 254, 254, 254);
    TestScan ten = colored(new TestScan("a", 2).cartesian(1, 1, 1, 2, 2, 2), 65535, 0, 1023);
    PointCloud cloud = read(ten.colorLimits(0, 1023)).cloud();
    assertThat(cloud.colors()).containsExactly(0, 0, 0, 255, 255, 255);
    TestScan floats = new TestScan("a", 2).cartesian(1, 1, 1, 2, 2, 2).colorLimits(0, 1);
    for (String name : new String[] {"colorRed", "colorGreen", "colorBlue"}) {
      floats.singles(name, 0.2, 0.6);
    }
    assertThat(read(floats).cloud().colors()).containsExactly(51, 51, 51, 153, 153, 153);
  }

  @Test
  void coloursOfSixteenBitsAreKeptBesideTheEightShown() throws Exception {
    TestScan scan = colored(new TestScan("a", 2).cartesian(1, 1, 1, 2, 2, 2), 65535, 300, 65535);
    PointCloud cloud = read(scan).cloud();
    assertThat(cloud.colors()).containsExactly(1, 1, 1, 255, 255, 255);
    assertThat(values(cloud, "red")).containsExactly(300, 65535);
  }

  @Test
  void coloursOfScansWithDifferentLimitsAreBroughtTogether() throws Exception {
    TestScan bytes = colored(new TestScan("a", 1).cartesian(1, 1, 1), 255, 51);
    TestScan shorts = colored(new TestScan("b", 1).cartesian(2, 2, 2), 65535, 257 * 102);
    TestScan none = new TestScan("c", 1).cartesian(3, 3, 3);
    assertThat(read(bytes, shorts.colorLimits(0, 65535), none).cloud().colors())
        .containsExactly(51, 51, 51, 102, 102, 102, 0, 0, 0);
  }

  @Test
  void scansOfDifferentKindsAreOpenedTogether() throws Exception {
    ScanContents contents =
        read(
            new TestScan("first", 2)
                .pose(1, 0, 0, 0, 0, 0, 1.5)
                .cartesian(1, 1, 1, 2, 2, 2)
                .integers("rowIndex", 0, 10, 4, 5),
            new TestScan("", 1).cartesian(3, 3, 3).singles("intensity", 0.5),
            new TestScan("last", 1)
                .scaled("cartesianX", 0, 9, 1, 0, 4)
                .scaled("cartesianY", 0, 9, 1, 0, 4)
                .scaled("cartesianZ", 0, 9, 1, 0, 4)
                .integers("intensity", 0, 255, 128)
                .integers("rowIndex", 0, 1000, 900));
    PointCloud cloud = contents.cloud();
    assertThat(cloud.positions()).containsExactly(1, 1, 2.5f, 2, 2, 3.5f, 3, 3, 3, 4, 4, 4);
    assertThat(values(cloud, "rowIndex")).containsExactly(4, 5, 0, 900);
    assertThat(values(cloud, "intensity")).containsExactly(Double.NaN, Double.NaN, 0.5, 128);
    assertThat(values(cloud, "station")).containsExactly(0, 0, 1, 2);
    assertThat(cloud.attribute("station").orElseThrow().type()).isEqualTo(ScalarType.UINT16);
    assertThat(contents.stations())
        .containsExactly(
            new Station("first", 0, 0, 1.5),
            new Station("", 0, 0, 0),
            new Station("last", 0, 0, 0));
    assertThat(contents.warnings()).isEmpty();
  }

  @Test
  void normalsThatAScanLacksAreUnknown() throws Exception {
    PointCloud cloud =
        read(
                new TestScan("a", 1).cartesian(1, 1, 1),
                new TestScan("b", 1)
                    .cartesian(2, 2, 2)
                    .singles("n:normalX", 0)
                    .singles("n:normalY", 0)
                    .singles("n:normalZ", 1))
            .cloud();
    float nan = Float.NaN;
    assertThat(cloud.normals()).containsExactly(nan, nan, nan, 0, 0, 1);
  }

  @Test
  void textsAreLeftOutAndNamed() throws Exception {
    ScanContents contents =
        read(
            new TestScan("a", 2)
                .texts("ext:note", "", "ä".repeat(100))
                .cartesian(1, 1, 1, 2, 2, 2)
                .integers("ext:class", 0, 9, 4, 5));
    assertThat(values(contents.cloud(), "ext:class")).containsExactly(4, 5);
    assertThat(contents.warnings()).containsExactly("texts are left out: ext:note.");
  }

  @Test
  void theReferenceSystemIsKept() throws Exception {
    TestE57 file = new TestE57().add(new TestScan("a", 1).cartesian(1, 2, 3));
    file.root("<coordinateMetadata type=\"String\"><![CDATA[EPSG:25832]]></coordinateMetadata>");
    assertThat(ScanFormats.read(write(file), Progress.none()).crs()).contains("EPSG:25832");
  }

  @Test
  void filesWithoutPointsOpenAndSaySo() throws Exception {
    assertThat(read().warnings()).containsExactly("the file holds no points.");
    ScanContents empty = read(new TestScan("a", 0).cartesian());
    assertThat(empty.cloud().pointCount()).isZero();
    assertThat(empty.warnings()).containsExactly("the file holds no points.");
    TestE57 pictures = new TestE57();
    pictures.root("<images2D type=\"Vector\"><vectorChild type=\"Structure\"/></images2D>");
    assertThat(ScanFormats.read(write(pictures), Progress.none()).warnings())
        .containsExactly("the file holds pictures, but no points.");
  }

  @Test
  void pointsThatAreAllTheSameNeedNoBits() throws Exception {
    TestScan scan =
        new TestScan("a", 5)
            .integers("cartesianX", 4, 4, 4)
            .integers("cartesianY", 5, 5, 5)
            .integers("cartesianZ", 6, 6, 6);
    assertThat(read(scan).cloud().positions())
        .containsExactly(4, 5, 6, 4, 5, 6, 4, 5, 6, 4, 5, 6, 4, 5, 6);
    scan.recordCount = Long.MAX_VALUE;
    ScanContents contents = read(scan);
    assertThat(contents.cloud().pointCount()).isEqualTo(1 << 20);
    assertThat(contents.warnings())
        .containsExactly(
            "the header promises 9223372036854775807 points, all of them are the same point after"
                + " 1048576. Opened the first 1048576.");
  }

  private static TestScan line(int points) {
    double[] x = IntStream.range(0, points).asDoubleStream().toArray();
    return new TestScan("line", points)
        .singles("cartesianX", x)
        .singles("cartesianY", new double[points])
        .singles("cartesianZ", new double[points])
        .integers("index", 0, points, LongStream.range(0, points).toArray());
  }

  @Test
  void largeScansAreThinnedOrCutOutAsAsked() throws Exception {
    Path file = write(new TestE57().add(line(100_000)));
    ReadOptions all = ReadOptions.everything();
    ScanContents thin = ScanFormats.read(file, all.withMaxPoints(1000), Progress.none());
    assertThat(thin.cloud().pointCount()).isBetween(500, 1000);
    assertThat(thin.pointsInFile()).isEqualTo(100_000);
    assertThat(values(thin.cloud(), "index"))
        .isEqualTo(
            IntStream.range(0, thin.cloud().pointCount())
                .mapToDouble(i -> thin.cloud().world(i, 0))
                .toArray());
    Bounds box = new Bounds(new double[] {70_000, -1, -1}, new double[] {70_009, 1, 1});
    PointCloud cut = ScanFormats.read(file, all.within(box), Progress.none()).cloud();
    assertThat(values(cut, "index"))
        .containsExactly(LongStream.rangeClosed(70_000, 70_009).asDoubleStream().toArray());
  }

  @Test
  void filesLargerThanFourGigabytesAreReadAtTheirEnd() throws Exception {
    long shift = 5L << 30;
    byte[] bytes = new TestE57().shifted(shift).add(line(40_000)).bytes();
    Path file = directory.resolve("large.e57");
    try (SeekableByteChannel out =
        Files.newByteChannel(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      out.write(ByteBuffer.wrap(bytes, 0, 1024));
      out.position(shift).write(ByteBuffer.wrap(bytes));
    }
    ScanContents contents = ScanFormats.read(file, Progress.none());
    assertThat(values(contents.cloud(), "index"))
        .containsExactly(LongStream.range(0, 40_000).asDoubleStream().toArray());
    assertThat(contents.warnings()).isEmpty();
  }

  @Test
  void aPreviewHasPointsFromAllOver() throws Exception {
    Path file = write(new TestE57().add(line(50_000)).add(line(50_000)));
    PointCloud cloud = new E57Reader().preview(file, 1000, Progress.none()).orElseThrow();
    assertThat(cloud.pointCount()).isBetween(900, 1100);
    assertThat(values(cloud, "station")).contains(0, 1);
    assertThat(cloud.bounds().max()[0]).isGreaterThan(45_000);
  }

  @Test
  void readingCanBeCancelled() throws Exception {
    Path file = write(new TestE57().add(line(50_000)));
    Progress cancelled =
        new Progress() {
          @Override
          public void report(double fraction, String step) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    assertThatThrownBy(() -> ScanFormats.read(file, cancelled))
        .isInstanceOf(CancellationException.class);
  }
}
