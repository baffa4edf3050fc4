package cadenza.scan.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.Attribute;
import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Scans that are thinned or cut out while they are read.
class ThinningTest {
  private static final int POINTS = 200_003;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"1,1", "10,1", "10,3", "10,9", "10,10", "100000000000,7", "1000003,999983"})
  void oneRowOfEachGroupIsKept(long rows, int most) {
    Thinning thinning = Thinning.toAtMost(rows, most);
    assertThat(thinning.groups()).isEqualTo(most);
    Random random = new Random(rows);
    long before = -1;
    for (int group = 0; group < most; group++) {
      long row = thinning.chosen(group);
      assertThat(row).isGreaterThan(before).isLessThan(rows);
      assertThat(thinning.keptBefore(row)).isEqualTo(group);
      assertThat(thinning.keptBefore(row + 1)).isEqualTo(group + 1);
      before = row;
    }
    assertThat(thinning.keptBefore(rows)).isEqualTo(most);
    long any = random.nextLong(rows);
    long expected = IntStream.range(0, most).filter(g -> thinning.chosen(g) < any).count();
    assertThat(thinning.keptBefore(any)).isEqualTo((int) expected);
  }

  /// Points whose number is in `row`, and along x.
  private Path scan(String name) throws Exception {
    float[] positions = new float[3 * POINTS];
    int[] rows = new int[POINTS];
    for (int i = 0; i < POINTS; i++) {
      positions[3 * i] = i / 1000f;
      positions[3 * i + 1] = i % 7;
      rows[i] = i;
    }
    PointCloud cloud =
        PointCloud.builder(positions)
            .colors(new byte[3 * POINTS])
            .attribute(Attribute.ofInts("row", rows))
            .attribute(new Attribute("same", ScalarType.UINT16, filled()))
            .build();
    Path file = directory.resolve(name);
    ScanFormats.write(cloud, file, Progress.none());
    return file;
  }

  private static short[] filled() {
    short[] same = new short[POINTS];
    Arrays.fill(same, (short) 513);
    return same;
  }

  private static int[] rows(PointCloud cloud) {
    return (int[]) cloud.attribute("row").orElseThrow().values();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.ply", "a.pcd"})
  void aThinnedScanIsEvenAndInOrderAndSaysSo(String name) throws Exception {
    ScanContents contents =
        ScanFormats.read(scan(name), ReadOptions.everything().withMaxPoints(1000), Progress.none());
    assertThat(contents.pointsInFile()).isEqualTo(POINTS);
    assertThat(contents.cloud().pointCount()).isEqualTo(1000);
    assertThat(contents.warnings())
        .containsExactly(
            "1,000 of 200,003 points are shown, chosen evenly; the others are in the file still.");
    int[] rows = rows(contents.cloud());
    for (int i = 0; i < rows.length; i++) {
      assertThat(rows[i]).isBetween(i * 200, i * 200 + 201);
      assertThat(contents.cloud().positions()[3 * i]).isEqualTo(rows[i] / 1000f);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.ply", "a.pcd"})
  void aRegionHoldsAllItsPointsAndNoOther(String name) throws Exception {
    Bounds box = new Bounds(new double[] {50, 2, -1}, new double[] {120.5, 3, 1});
    ScanContents contents =
        ScanFormats.read(scan(name), ReadOptions.everything().within(box), Progress.none());
    int[] expected =
        IntStream.range(0, POINTS)
            .filter(i -> i / 1000f >= 50 && i / 1000f <= 120.5 && (i % 7 == 2 || i % 7 == 3))
            .toArray();
    assertThat(rows(contents.cloud())).isEqualTo(expected);
    assertThat(contents.pointsInFile()).isEqualTo(POINTS);
    assertThat(contents.cloud().attribute("same").orElseThrow().getInt(5)).isEqualTo(513);
  }

  @Test
  void aRegionWithTooManyPointsIsThinned() throws Exception {
    Bounds box = new Bounds(new double[] {50, -1, -1}, new double[] {120.5, 9, 1});
    ReadOptions options = ReadOptions.everything().within(box).withMaxPoints(5000);
    ScanContents contents = ScanFormats.read(scan("a.ply"), options, Progress.none());
    assertThat(contents.cloud().pointCount()).isBetween(2200, 5000);
    int[] rows = rows(contents.cloud());
    assertThat(rows).isSorted();
    assertThat(rows[0]).isGreaterThanOrEqualTo(50_000);
    assertThat(contents.warnings()).singleElement().asString().startsWith("of the points in the");
  }

  @Test
  void aSmallRegionFarAwayIsFound() throws Exception {
    float[] positions = new float[3 * 201];
    for (int i = 0; i < 201; i++) {
      positions[3 * i] = i / 1000f;
    }
    PointCloud far = PointCloud.builder(positions).origin(5_000_000, 5_000_000, 0).build();
    Bounds box =
        new Bounds(
            new double[] {4_999_999, 4_999_999, -1}, new double[] {5_000_000.1002, 5_000_001, 1});
    for (String name : ScanFormats.writableExtensions()) {
      Path file = directory.resolve("far." + name);
      ScanFormats.write(far, file, Progress.none());
      ScanContents part =
          ScanFormats.read(file, ReadOptions.everything().within(box), Progress.none());
      assertThat(part.cloud().pointCount()).as(name).isEqualTo(101);
    }
  }

  @Test
  void aRegionLargerThanMemoryIsRefusedWhereNothingMayBeLost() throws Exception {
    double[] origin = new double[3];
    Bounds all = new Bounds(new double[] {-9, -9, -9}, new double[] {9, 9, 9});
    Path file = Path.of("far.ply");
    Cells cells =
        new Cells(
            Stream.of("x", "y", "z").map(n -> new Field(n, ScalarType.FLOAT32)).toList(),
            new Roles(new int[] {0, 1, 2}, null, null),
            origin,
            100,
            true);
    ReadOptions everything = ReadOptions.everything().within(all);
    RegionRows strict = new RegionRows(file, everything, all, origin, 10, rows -> cells);
    assertThatThrownBy(() -> strict.add(0, cells, 100)).hasMessageContaining("more than the 10");
    ReadOptions wanted = everything.withMaxPoints(10);
    RegionRows thinned = new RegionRows(file, wanted, all, origin, 10, rows -> cells);
    thinned.add(0, cells, 100);
    assertThat(thinned.isThinned()).isTrue();
  }

  @Test
  void aFieldThatIsTheSameForAllTakesNoMemory() throws Exception {
    PointCloud cloud = ScanFormats.read(scan("a.ply"), Progress.none()).cloud();
    Attribute same = cloud.attribute("same").orElseThrow();
    assertThat(same.isConstant()).isTrue();
    assertThat((short[]) same.values()).isEqualTo(filled());
    assertThat(cloud.attribute("row").orElseThrow().isConstant()).isFalse();
  }

  @Test
  void thinningATruncatedFileKeepsWhatIsThere() throws Exception {
    Path file = scan("a.ply");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    ScanContents contents =
        ScanFormats.read(file, ReadOptions.everything().withMaxPoints(1000), Progress.none());
    assertThat(contents.cloud().pointCount()).isEqualTo(1000);
    assertThat(contents.pointsInFile()).isBetween(POINTS / 2 - 20L, POINTS / 2L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.ply", "a.pcd"})
  void aFirstLookShowsAllOfTheScan(String name) throws Exception {
    PointCloud look = ScanFormats.preview(scan(name), 20_000, Progress.none()).orElseThrow();
    assertThat(look.pointCount()).isBetween(15_000, 20_000);
    assertThat(look.bounds().min()[0]).isZero();
    assertThat(look.bounds().max()[0]).isEqualTo((POINTS - 1) / 1000f);
  }

  @Test
  void whatDoesNotFitIsRefusedUnlessItMayBeThinned() throws Exception {
    PointMemory memory = new PointMemory(1L << 30);
    Path file = Path.of("far.ply");
    assertThatThrownBy(() -> memory.most(file, 1_000_000_000, ReadOptions.everything()))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("far.ply: its 1,000,000,000 points need 1,024,000,000,000 MB")
        .hasMessageContaining("-Xmx");
    assertThat(memory.most(file, 1_000_000_000, ReadOptions.whatFits())).isBetween(1L, 60L);
  }
}
