package cadenza.scan.io.ptx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanFormats;
import cadenza.scan.io.Station;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PtxReaderTest {
  private static final String UNMOVED = "1 0 0 0\n0 1 0 0\n0 0 1 0\n0 0 0 1\n";
  // x to y, y to -x, then moved
  private static final String MOVED = "0 1 0 0\n-1 0 0 0\n0 0 1 0\n10 20 30.5 1\n";

  @TempDir Path directory;

  private ScanContents read(String text) throws Exception {
    Path file = Files.writeString(directory.resolve("a.ptx"), text, StandardCharsets.US_ASCII);
    return ScanFormats.read(file, Progress.none());
  }

  private static String header(int columns, int rows, String position, String matrix) {
    return columns + "\n" + rows + "\n" + position + "\n1 0 0\n0 1 0\n0 0 1\n" + matrix;
  }

  private static double[] values(PointCloud cloud, String name) {
    Attribute attribute = cloud.attribute(name).orElseThrow();
    return IntStream.range(0, attribute.size()).mapToDouble(attribute::get).toArray();
  }

  @Test
  void pointsAreMovedIntoTheWorldAndPlacesWithoutReturnStay() throws Exception {
    ScanContents contents =
        read(
            header(2, 2, "0 0 0", MOVED)
                + "1 2 3 0.25 10 20 30\n0 0 0 0.5 0 0 0\n4 5 6 1 40 50 60\n0 0 7 0 255 0 1\n");
    PointCloud cloud = contents.cloud();
    float nan = Float.NaN;
    assertThat(cloud.positions())
        .containsExactly(8, 21, 33.5f, nan, nan, nan, 5, 24, 36.5f, 10, 20, 37.5f);
    assertThat(values(cloud, "intensity")).containsExactly(0.25, 0.5, 1, 0);
    assertThat(cloud.colors()).containsExactly(10, 20, 30, 0, 0, 0, 40, 50, 60, 255, 0, 1);
    assertThat(contents.format()).isEqualTo("ptx");
    assertThat(contents.warnings()).isEmpty();
    assertThat(contents.stations()).containsExactly(new Station("", 10, 20, 30.5));
    assertThat(cloud.attributes()).containsOnlyKeys("intensity");
    assertThat(contents.pointsInFile()).isEqualTo(4);
  }

  @Test
  void severalScansAreOpenedTogether() throws Exception {
    ScanContents contents =
        read(
            header(1, 2, "7 8 9", UNMOVED)
                + "1 1 1 0.5\n0 0 0\n"
                + header(0, 5, "0 0 0", UNMOVED)
                + header(1, 1, "10 20 30.5", MOVED)
                + "1 2 3 0.25\n");
    assertThat(contents.cloud().pointCount()).isEqualTo(3);
    assertThat(contents.cloud().world(2, 0)).isEqualTo(8);
    assertThat(values(contents.cloud(), "station")).containsExactly(0, 0, 2);
    assertThat(values(contents.cloud(), "intensity")).containsExactly(0.5, 0, 0.25);
    assertThat(contents.stations())
        .containsExactly(
            new Station("", 7, 8, 9), new Station("", 0, 0, 0), new Station("", 10, 20, 30.5));
    assertThat(contents.warnings()).isEmpty();
  }

  @Test
  void numbersALineMayHave() throws Exception {
    String header = header(1, 2, "0 0 0", UNMOVED);
    PointCloud bare = read(header + "1 2 3\n4 5 6\n").cloud();
    assertThat(bare.attributes()).isEmpty();
    assertThat(bare.colors()).isNull();
    PointCloud colored = read(header + "1 2 3 9 8 7\n4 5 6 6 5 4\n").cloud();
    assertThat(colored.colors()).containsExactly(9, 8, 7, 6, 5, 4);
    assertThat(colored.attributes()).isEmpty();
    PointCloud fractions = read(header + "1 2 3 0 0 0.2 1\n4 5 6 0 0.4 0 0\n").cloud();
    assertThat(fractions.colors()).containsExactly(0, 51, 255, 102, 0, 0);
  }

  @Test
  void surveyCoordinatesKeepATenthOfAMillimetre() throws Exception {
    String far = "1 0 0 0\n0 1 0 0\n0 0 1 0\n665187.25 5648349.5 240 1\n";
    PointCloud cloud =
        read(header(1, 2, "665187.25 5648349.5 240", far) + "0 0 0 0\n0.2721 0.3951 1.7677 1\n")
            .cloud();
    assertThat(cloud.world(1, 0)).isEqualTo(665187.5221, within(5e-5));
    assertThat(cloud.world(1, 1)).isEqualTo(5648349.8951, within(5e-5));
  }

  @Test
  void aTranslationInTheLastColumnIsUnderstood() throws Exception {
    String other = "0 -1 0 10\n1 0 0 20\n0 0 1 30.5\n0 0 0 1\n";
    assertThat(read(header(1, 1, "0 0 0", other) + "1 2 3 0\n").cloud().positions())
        .containsExactly(8, 21, 33.5f);
  }

  @Test
  void countsThatAreWrongAreFoundOut() throws Exception {
    String next = header(1, 1, "0 0 0", UNMOVED) + "9 9 9 1\n";
    for (int promised : new int[] {1, 5, 1_000_000}) {
      ScanContents contents =
          read(header(promised, 1, "0 0 0", UNMOVED) + "1 1 1 1\n2 2 2 1\n3 3 3 1\n" + next);
      assertThat(contents.cloud().positions()).containsExactly(1, 1, 1, 2, 2, 2, 3, 3, 3, 9, 9, 9);
      assertThat(contents.warnings())
          .containsExactly(
              promised == 1
                  ? "the header promises 2 points, there are 4. Opened all."
                  : "the header promises %d points, the file ends after 4. Opened the first 4."
                      .formatted(promised + 1));
    }
  }

  @Test
  void truncatedAndDamagedFilesOpenAsFarAsTheyAreGood() throws Exception {
    String header = header(4, 1, "0 0 0", UNMOVED);
    ScanContents cut = read(header + "1 1 1 0.5\n2 2 2 0.5\n3 3 3 0.");
    assertThat(cut.cloud().positions()).containsExactly(1, 1, 1, 2, 2, 2);
    assertThat(cut.warnings())
        .containsExactly(
            "the header promises 4 points, the file ends after 2. Opened the first 2.");
    ScanContents damaged = read(header + "1 1 1 0.5\n2 two 2 0.5\n3 3 3 1\n4 4 4 1\n");
    assertThat(damaged.cloud().pointCount()).isEqualTo(4);
    assertThat(damaged.cloud().finiteCount()).isEqualTo(3);
    assertThat(damaged.warnings())
        .containsExactly(
            "after 1 points a line reads \"2 two 2 0.5\", which is no point; lines like this, kept"
                + " without coordinates: 1.");
  }

  @Test
  void whatHoldsNoPointIsRefusedInWords() throws Exception {
    String header = header(4, 1, "0 0 0", UNMOVED);
    for (String text :
        new String[] {header, header + "one two three\n", "4\n1\n0 0 0\n", "1 2\n", "hello"}) {
      assertThatThrownBy(() -> read(text))
          .isInstanceOf(ScanException.class)
          .hasMessageStartingWith("a.ptx: ")
          .hasMessageContaining(" — ");
    }
    assertThat(read(header(0, 0, "0 0 0", UNMOVED)).warnings())
        .containsExactly("the file holds no points.");
    assertThatThrownBy(() -> read(header(2_000_000_000, 2_000_000_000, "0 0 0", UNMOVED)))
        .hasMessageContaining("the header promises 4000000000000000000 points, but the file ends");
  }

  @Test
  void contentIsBelievedBeforeTheExtension() throws Exception {
    Path file = directory.resolve("a.txt");
    Files.writeString(file, "\ufeff" + header(1, 1, "0 0 0", MOVED) + "1 2 3 0\r\n");
    assertThat(ScanFormats.read(file, Progress.none()).cloud().positions())
        .containsExactly(8, 21, 33.5f);
  }

  @Test
  void manyScansOfManySizesComeBack() throws Exception {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder();
    int points = 0;
    double sum = 0;
    for (int scan = 0; scan < 300; scan++) {
      int count = scan == 150 ? 200_000 : random.nextInt(60);
      text.append(header(count, 1, "0 0 0", MOVED));
      for (int i = 0; i < count; i++) {
        double x = random.nextInt(100_000) / 1000.0;
        text.append(String.format(Locale.ROOT, "%.3f 1 %d 0.5\n", x, i + 1));
        sum += x + 20;
      }
      points += count;
    }
    Path file = Files.writeString(directory.resolve("b.ptx"), text);
    PointCloud cloud = ScanFormats.read(file, Progress.none()).cloud();
    assertThat(cloud.finiteCount()).isEqualTo(points);
    assertThat(IntStream.range(0, points).mapToDouble(i -> cloud.world(i, 1)).sum())
        .isEqualTo(sum, within(1.0));
    assertThat(values(cloud, "station")).isSorted().endsWith(299);
    PointCloud thin =
        ScanFormats.read(file, ReadOptions.everything().withMaxPoints(1000), Progress.none())
            .cloud();
    assertThat(thin.pointCount()).isBetween(500, 1000);
    assertThat(thin.finiteCount()).isEqualTo(thin.pointCount());
  }
}
