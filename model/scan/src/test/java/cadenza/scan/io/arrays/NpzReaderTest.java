package cadenza.scan.io.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanFormats;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzReaderTest {
  @TempDir Path directory;

  private ScanContents read(byte[] zip) throws Exception {
    return ScanFormats.read(Files.write(directory.resolve("a.npz"), zip), Progress.none());
  }

  private static NpyFile coordinates(String name, int rows) {
    NpyFile array = new NpyFile("<f4", "(" + rows + ", 3)");
    Random random = new Random(name.length());
    for (int i = 0; i < 3 * rows; i++) {
      array.floats(random.nextFloat());
    }
    return array;
  }

  private static NpyFile labels(int rows) {
    NpyFile array = new NpyFile("<i8", "(" + rows + ",)");
    for (int i = 0; i < rows; i++) {
      array.longs(i % 20);
    }
    return array;
  }

  private static NpyFile.Zip some(int rows) {
    return new NpyFile.Zip()
        .add("points", coordinates("points", rows))
        .add("semantic_gt", labels(rows));
  }

  @Test
  void arraysAreKnownByTheNamesThatPeopleGiveThem() throws Exception {
    for (boolean isStored : new boolean[] {true, false}) {
      for (String name : List.of("coord", "coords", "xyz", "points", "positions", "Positions")) {
        NpyFile.Zip zip =
            new NpyFile.Zip()
                .add("feat", new NpyFile("<f2", "(2, 2)").halves(1, 2, 3, 4))
                .add("labels", new NpyFile("<i2", "(2,)").shorts(7, 8))
                .add("instance", new NpyFile("<i4", "(2, 1)").ints(1, 2))
                .add("rgb", new NpyFile("<f4", "(2, 3)").floats(0, .5, 1, 1, 1, 1))
                .add("normals", new NpyFile(1, "'<f8'", true, "(2, 3)").doubles(1, 0, 0, 1, 0, 0))
                .add(name, new NpyFile(">f8", "(2, 3)").doubles(1, 2, 3, 4, 5, 6))
                .add("time", new NpyFile("<u8", "(2,)").longs(-1, 1))
                .add("readme.txt", "hello".getBytes(StandardCharsets.UTF_8));
        ScanContents contents = read(isStored ? zip.stored().toBytes() : zip.toBytes());
        PointCloud cloud = contents.cloud();
        assertThat(cloud.positions()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(cloud.colors()[2]).isEqualTo((byte) 255);
        assertThat(cloud.normals()).containsExactly(1, 0, 0, 0, 1, 0);
        assertThat(cloud.attribute("label").orElseThrow().get(1)).isEqualTo(8);
        assertThat(cloud.attribute("instance").orElseThrow().get(0)).isEqualTo(1);
        assertThat(cloud.attribute("feat_1").orElseThrow().get(1)).isEqualTo(4);
        assertThat(cloud.attribute("time").orElseThrow().type()).isEqualTo(ScalarType.UINT64);
        assertThat(contents.format()).isEqualTo("npz");
      }
    }
  }

  @Test
  void compressedArraysAreReadBlockByBlock() throws Exception {
    int rows = 200_000;
    byte[] packed = some(rows).toBytes();
    PointCloud whole = read(packed).cloud();
    assertThat(whole.pointCount()).isEqualTo(rows);
    assertThat(whole.attribute("label").orElseThrow().get(rows - 1)).isEqualTo((rows - 1) % 20);
    PointCloud stored = read(some(rows).stored().toBytes()).cloud();
    assertThat(stored.positions()).isEqualTo(whole.positions());
    ScanContents thin =
        ScanFormats.read(
            Files.write(directory.resolve("b.npz"), packed),
            ReadOptions.everything().withMaxPoints(1000),
            Progress.none());
    assertThat(thin.cloud().pointCount()).isLessThanOrEqualTo(1000);
    assertThat(thin.pointsInFile()).isEqualTo(rows);
  }

  @Test
  void aZipThatWasCutOpensAsFarAsItIsGood() throws Exception {
    for (boolean isStored : new boolean[] {true, false}) {
      NpyFile.Zip zip = some(5000);
      byte[] whole = isStored ? zip.stored().toBytes() : zip.toBytes();
      ScanContents inFirst = read(Arrays.copyOf(whole, 30_000));
      assertThat(inFirst.cloud().pointCount()).isBetween(2000, 3000);
      assertThat(inFirst.warnings())
          .anyMatch(line -> line.contains("the arrays promise 5000 points, their data end after"))
          .anyMatch(line -> line.contains("the end of the zip is missing"));
      ScanContents behindAll = read(Arrays.copyOf(whole, whole.length - 30));
      assertThat(behindAll.cloud().pointCount()).isEqualTo(5000);
      assertThat(behindAll.cloud().attributes()).containsOnlyKeys("label");
    }
  }

  @Test
  void damagedNumbersAreTold() throws Exception {
    byte[] stored = some(5000).stored().toBytes();
    stored[20_000] ^= 1;
    assertThat(read(stored).warnings())
        .containsExactly("the checksum of points.npy is wrong: some of its numbers are damaged.");
    byte[] packed = some(5000).toBytes();
    packed[20_000] ^= 1;
    assertThat(read(packed).warnings()).hasSize(1);
  }

  @Test
  void whatExpandsBeyondAnySenseIsStopped() throws Exception {
    int rows = 4_000_000;
    ByteArrayOutputStream zeros = new ByteArrayOutputStream();
    zeros.writeBytes(new NpyFile("<f4", "(" + rows + ", 3)").toBytes());
    zeros.writeBytes(new byte[12 * rows]);
    byte[] zip = new NpyFile.Zip().add("coord.npy", zeros.toByteArray()).toBytes();
    assertThat(zip.length).isLessThan(60_000);
    assertThatThrownBy(() -> read(zip))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("promise to become 48,000,000, more than 200 times as many");
  }

  @Test
  void anArchiveOfOtherThingsIsRefusedInWords() throws Exception {
    byte[] features =
        new NpyFile.Zip()
            .add("inverse", new NpyFile("<i8", "(1,)").longs(0))
            .add("s0_feat", new NpyFile("<f4", "(1, 48)").floats(new double[48]))
            .add("s0_grid_coord", new NpyFile("<i8", "(1, 3)").longs(0, 0, 0))
            .toBytes();
    assertThatThrownBy(() -> read(features))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("none of its arrays can be coordinates")
        .hasMessageContaining("s0_feat (1 × 48)");
    assertThatThrownBy(() -> read(new NpyFile.Zip().toBytes()))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("no array is found in it");
  }

  @Test
  void arraysOfOtherLengthsAndKindsAreLeftOutAndTold() throws Exception {
    ScanContents contents =
        read(
            new NpyFile.Zip()
                .add("coord", coordinates("coord", 10))
                .add("faces", new NpyFile("<i4", "(2, 3)").ints(0, 1, 2, 3, 4, 5))
                .add("names", new NpyFile("<U4", "(10,)"))
                .add("meta", new NpyFile("|O", "()"))
                .toBytes());
    assertThat(contents.cloud().attributes()).isEmpty();
    assertThat(contents.warnings())
        .containsExactlyInAnyOrder(
            "left out, not a number or a few for each point: faces (2 × 3).",
            "names holds text; it is left out.",
            "meta holds Python objects, which would have to be unpickled and never are; it is left"
                + " out.");
  }

  @Test
  void coordinatesMayLieInThreeArraysOrInATableOfAnotherName() throws Exception {
    ScanContents axes =
        read(
            new NpyFile.Zip()
                .add("Z", new NpyFile("<f4", "(1,)").floats(3))
                .add("X", new NpyFile("<f4", "(1,)").floats(1))
                .add("Y", new NpyFile("<f4", "(1,)").floats(2))
                .toBytes());
    assertThat(axes.cloud().positions()).containsExactly(1, 2, 3);
    ScanContents table =
        read(
            new NpyFile.Zip()
                .add("arr_0", new NpyFile("<f4", "(1, 6)").floats(1, 2, 3, 4, 5, 6))
                .toBytes());
    assertThat(table.cloud().colors()).containsExactly(4, 5, 6);
    ScanContents odd =
        read(new NpyFile.Zip().add("sofa", coordinates("sofa", 5)).stored().toBytes());
    assertThat(odd.warnings())
        .containsExactly("no array is named as coordinates are; \"sofa\" was taken.");
  }

  @Test
  void aZipIsKnownByItsArraysWhateverItsName() throws Exception {
    Path file = some(3).write(directory.resolve("scan.dat"));
    assertThat(ScanFormats.read(file, Progress.none()).format()).isEqualTo("npz");
    Path other =
        new NpyFile.Zip().add("a.txt", new byte[100]).write(directory.resolve("other.zip"));
    assertThatThrownBy(() -> ScanFormats.read(other, Progress.none()))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("no scan that Cadenza can read");
  }
}
