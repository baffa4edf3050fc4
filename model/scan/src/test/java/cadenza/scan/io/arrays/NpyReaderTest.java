package cadenza.scan.io.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanFormats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyReaderTest {
  @TempDir Path directory;

  private ScanContents read(NpyFile array) throws Exception {
    return ScanFormats.read(array.write(directory.resolve("a.npy")), Progress.none());
  }

  private void assertRefused(NpyFile array, String... parts) {
    assertThatThrownBy(() -> read(array))
        .isInstanceOf(ScanException.class)
        .hasMessageStartingWith("a.npy: ")
        .hasMessageContainingAll(parts);
  }

  @Test
  void threeColumnsAreCoordinatesInEveryTypeAndOrder() throws Exception {
    double[] rows = {1, 2, 3, -4, 5.5, 6};
    double[] columns = {1, -4, 2, 5.5, 3, 6};
    for (NpyFile array :
        List.of(
            new NpyFile("<f4", "(2, 3)").floats(rows),
            new NpyFile(">f4", "(2, 3)").floats(rows),
            new NpyFile("<f8", "(2L, 3L)").doubles(rows),
            new NpyFile(2, "'<f2'", false, "(2, 3)").halves(rows),
            new NpyFile(3, "'>f2'", true, "(2, 3)").halves(columns),
            new NpyFile(1, "'<f4'", true, "(2, 3)").floats(columns),
            new NpyFile(1, "'>f8'", true, "(2, 3)").doubles(columns),
            new NpyFile("<f4", "(1, 2, 3)").floats(rows))) {
      ScanContents contents = read(array);
      assertThat(contents.cloud().positions()).containsExactly(1, 2, 3, -4, 5.5f, 6);
      assertThat(contents.format()).isEqualTo("npy");
      assertThat(contents.warnings()).isEmpty();
    }
    assertThat(read(new NpyFile("<i2", "(1, 3)").shorts(1, -2, 3)).cloud().positions())
        .containsExactly(1, -2, 3);
  }

  @Test
  void furtherColumnsAreGuessedAsThoseOfATextAre() throws Exception {
    NpyFile array = new NpyFile("<f4", "(200, 10)");
    for (int i = 0; i < 200; i++) {
      array.floats(i, i % 7, 1.5, i, 255 - i, 3, i % 5, 0, .6, -.8);
    }
    ScanContents contents = read(array);
    PointCloud cloud = contents.cloud();
    assertThat(contents.warnings())
        .containsExactly("columns read as x y z red green blue label nx ny nz.");
    assertThat(cloud.colors()).startsWith(0, 255, 3, 1, 254, 3);
    assertThat(cloud.normals()).startsWith(0, .6f, -.8f);
    Attribute label = cloud.attribute("label").orElseThrow();
    assertThat(label.type()).isEqualTo(ScalarType.INT32);
    assertThat(label.getInt(7)).isEqualTo(2);
  }

  @Test
  void namesGivenForTheColumnsDecide() throws Exception {
    NpyFile array = new NpyFile("<f8", "(1, 6)").doubles(9, 1, 2, 3, 4, 5);
    ScanContents contents =
        ScanFormats.read(
            array.write(directory.resolve("a.npy")),
            ReadOptions.everything().withColumns(List.of("-", "x", "y", "z", "time")),
            Progress.none());
    assertThat(contents.cloud().positions()).containsExactly(1, 2, 3);
    assertThat(contents.cloud().attributes()).containsOnlyKeys("time");
  }

  @Test
  void namesGivenDecideForThreeColumnsTooAndMayBeShort() throws Exception {
    Path file = new NpyFile("<f8", "(1, 3)").doubles(7, 8, 9).write(directory.resolve("b.npy"));
    ReadOptions options = ReadOptions.everything();
    PointCloud cloud =
        ScanFormats.read(file, options.withColumns(List.of("z", "y", "x")), Progress.none())
            .cloud();
    assertThat(cloud.positions()).containsExactly(9, 8, 7);
    Path wide = new NpyFile("<f8", "(1, 4)").doubles(7, 8, 9, 5).write(directory.resolve("c.npy"));
    PointCloud gray =
        ScanFormats.read(wide, options.withColumns(List.of("i", "x", "y", "z")), Progress.none())
            .cloud();
    assertThat(gray.attributes()).containsOnlyKeys(Attribute.INTENSITY);
    for (String names : List.of("x y z - -", "x y")) {
      assertThatThrownBy(() ->
              ScanFormats.read(
                  wide, options.withColumns(List.of(names.split(" "))), Progress.none()))
          .isInstanceOf(ScanException.class)
          .hasMessageStartingWith("c.npy: ");
    }
  }

  @Test
  void namesGivenAreRefusedWhereTheFieldsHaveNames() throws Exception {
    Path file =
        new NpyFile(1, "[('x', '<f8'), ('y', '<f8'), ('z', '<f8')]", false, "(1,)")
            .doubles(1, 2, 3)
            .write(directory.resolve("r.npy"));
    assertThatThrownBy(() ->
            ScanFormats.read(
                file,
                ReadOptions.everything().withColumns(List.of("z", "y", "x")),
                Progress.none()))
        .isInstanceOf(ScanException.class)
        .hasMessageStartingWith("r.npy: its array of coordinates says itself what");
  }

  @Test
  void arraysThatLieOnTheirSideAreTurned() throws Exception {
    NpyFile array = new NpyFile("<f4", "(3, 100)");
    for (int axis = 0; axis < 3; axis++) {
      for (int i = 0; i < 100; i++) {
        array.floats(100 * axis + i);
      }
    }
    PointCloud cloud = read(array).cloud();
    assertThat(cloud.pointCount()).isEqualTo(100);
    assertThat(cloud.positions()).startsWith(0, 100, 200, 1, 101, 201);
  }

  @Test
  void recordsAreReadByTheNamesOfTheirFields() throws Exception {
    String descriptor =
        "[('x', '>f8'), ('y', '>f8'), ('z', '>f8'), ('', '|V2'), ('rgb', '|u1', (3,)),"
            + " ('label', '>i8'), ('note', '<U2'), (('long title', 'time'), '>f4', (2,)),"
            + " ('flag', '?')]";
    NpyFile array =
        new NpyFile(1, descriptor, false, "(1,)")
            .doubles(600000.25, 2, 3)
            .bytes(0, 0, 10, 20, 30)
            .longs(-5)
            .longs(0)
            .floats(.5, .25)
            .bytes(1);
    ScanContents contents = read(array);
    PointCloud cloud = contents.cloud();
    assertThat(cloud.world(0, 0)).isEqualTo(600000.25);
    assertThat(cloud.colors()).containsExactly(10, 20, 30);
    assertThat(cloud.attributes().keySet()).containsExactly("label", "time_0", "time_1", "flag");
    assertThat(cloud.attribute("label").orElseThrow().type()).isEqualTo(ScalarType.INT64);
    assertThat(cloud.attribute("label").orElseThrow().get(0)).isEqualTo(-5);
    assertThat(cloud.attribute("time_1").orElseThrow().get(0)).isEqualTo(.25);
    assertThat(cloud.attribute("flag").orElseThrow().type()).isEqualTo(ScalarType.UINT8);
  }

  @Test
  void recordsWithinRecordsAreReadToo() throws Exception {
    String descriptor = "[('pos', [('x', '<f4'), ('y', '<f4'), ('z', '<f4')]), ('i', '<i2')]";
    NpyFile array = new NpyFile(1, descriptor, false, "(1,)").floats(1, 2, 3).shorts(4);
    PointCloud cloud = read(array).cloud();
    assertThat(cloud.positions()).containsExactly(1, 2, 3);
    assertThat(cloud.attributes()).containsOnlyKeys("i");
  }

  @Test
  void aFileThatWasCutOpensAsFarAsItIsGood() throws Exception {
    ScanContents contents = read(new NpyFile("<f4", "(4, 3)").floats(1, 2, 3, 4, 5, 6, 7));
    assertThat(contents.cloud().positions()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(contents.warnings())
        .containsExactly(
            "the arrays promise 4 points, their data end after 2. Opened the first 2.");
  }

  @Test
  void aShapeThatPromisesTooMuchCostsNothing() throws Exception {
    ScanContents contents = read(new NpyFile("<f4", "(1099511627776, 3)").floats(1, 2, 3));
    assertThat(contents.cloud().pointCount()).isEqualTo(1);
    assertThat(contents.warnings()).anyMatch(line -> line.contains("promise 1099511627776 points"));
    assertRefused(new NpyFile("<f4", "(9223372036854775807, 4294967296, 3)"), "a shape of more");
    assertRefused(new NpyFile("<f4", "(-1, 3)"), "a shape that makes no sense");
    assertRefused(new NpyFile("<f4", "(1, 4611686018427387904)"), "rows of 4611686018427387904");
  }

  @Test
  void whatIsNoTableOfPointsIsRefusedInWords() {
    assertRefused(new NpyFile("|O", "(5, 3)"), "Python objects", "never are");
    assertRefused(new NpyFile("<U8", "(5, 3)"), "it holds text");
    assertRefused(new NpyFile("<c8", "(5, 3)"), "complex numbers");
    assertRefused(new NpyFile("<f16", "(5, 3)"), "numbers of the type \"<f16\"");
    assertRefused(new NpyFile("<f4", "()").floats(1), "a single number");
    assertRefused(new NpyFile("<f4", "(5,)").floats(1, 2, 3, 4, 5), "none of its arrays", "(5)");
    assertRefused(new NpyFile("<f4", "(5, 2)"), "none of its arrays", "(5 × 2)");
    assertRefused(new NpyFile(1, "[('x', '<f4'", false, "(1,)"), "a damaged header");
    assertRefused(new NpyFile(1, "[('x', '<f4'), ('b', '<f4')]", false, "(1,)"), "none of its");
    assertRefused(new NpyFile(1, "'<f4'", true, "(2, 2, 3)"), "Fortran order");
    assertRefused(
        new NpyFile(1, "[('x', '<f4'), ('o', '|O')]", false, "(1,)").floats(1, 1), "never are");
  }

  @Test
  void anEmptyArrayIsAnEmptyScan() throws Exception {
    ScanContents contents = read(new NpyFile("<f4", "(0, 3)"));
    assertThat(contents.cloud().pointCount()).isZero();
    assertThat(contents.warnings()).containsExactly("the file holds no points.");
  }

  @Test
  void surveyCoordinatesKeepATenthOfAMillimetre() throws Exception {
    PointCloud cloud =
        read(new NpyFile("<f8", "(1, 3)").doubles(665187.5221, 5648349.8951, 241.7677)).cloud();
    assertThat(cloud.world(0, 1))
        .isCloseTo(5648349.8951, org.assertj.core.data.Offset.offset(5e-5));
  }

  @Test
  void aFirstLookTakesPointsFromAllOver() throws Exception {
    NpyFile array = new NpyFile("<f4", "(20000, 3)");
    for (int i = 0; i < 20_000; i++) {
      array.floats(i, 0, 0);
    }
    Path file = array.write(directory.resolve("a.npy"));
    PointCloud some = new NpyReader().preview(file, 1024, Progress.none()).orElseThrow();
    assertThat(some.pointCount()).isEqualTo(1024);
    assertThat(some.bounds().min()[0]).isZero();
    assertThat(some.bounds().max()[0]).isEqualTo(19_999);
  }

  @Test
  void coordNpyIsOpenedWithTheArraysBesideIt() throws Exception {
    new NpyFile("<f4", "(1, 3)").floats(1, 2, 3).write(directory.resolve("coord.npy"));
    new NpyFile("|u1", "(1, 3)").bytes(4, 5, 6).write(directory.resolve("color.npy"));
    new NpyFile("<i2", "(1, 1)").shorts(7).write(directory.resolve("segment20.npy"));
    new NpyFile("<i2", "(1,)").shorts(90).write(directory.resolve("segment200.npy"));
    new NpyFile("<i4", "(1,)").ints(3).write(directory.resolve("instance.npy"));
    new NpyFile("<f4", "(1, 1)").floats(.5).write(directory.resolve("strength.npy"));
    new NpyFile("<f4", "(4, 4)").floats(new double[16]).write(directory.resolve("pose.npy"));
    Files.writeString(directory.resolve("notes.txt"), "by hand");
    for (Path target : List.of(directory, directory.resolve("coord.npy"))) {
      ScanContents contents = ScanFormats.read(target, Progress.none());
      PointCloud cloud = contents.cloud();
      assertThat(cloud.colors()).containsExactly(4, 5, 6);
      assertThat(cloud.attribute("label").orElseThrow().get(0)).isEqualTo(7);
      assertThat(cloud.attributes())
          .containsOnlyKeys("label", "segment200", "instance", "intensity");
      assertThat(contents.warnings())
          .contains("left out, not a number or a few for each point: pose (4 × 4).");
      assertThat(contents.labelNames()).containsEntry(7, "door").hasSize(20);
      assertThat(contents.format()).isEqualTo("pointcept folder");
    }
    assertThat(ScanFormats.isScanFolder(directory)).isTrue();
  }

  @Test
  void aDamagedArrayOfAFolderIsLeftOut() throws Exception {
    new NpyFile("<f4", "(1, 3)").floats(1, 2, 3).write(directory.resolve("coord.npy"));
    Files.writeString(directory.resolve("color.npy"), "not an array at all");
    ScanContents contents = ScanFormats.read(directory, Progress.none());
    assertThat(contents.cloud().pointCount()).isEqualTo(1);
    assertThat(contents.warnings())
        .containsExactly("color.npy holds no NumPy array; it is left out.");
  }
}
