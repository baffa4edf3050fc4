package cadenza.scan.io.ptx;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PtsReaderTest {
  @TempDir Path directory;

  private ScanContents read(String text) throws Exception {
    Path file = Files.writeString(directory.resolve("a.pts"), text);
    return ScanFormats.read(file, Progress.none());
  }

  private static double[] values(PointCloud cloud, String name) {
    Attribute attribute = cloud.attribute(name).orElseThrow();
    return IntStream.range(0, attribute.size()).mapToDouble(attribute::get).toArray();
  }

  @Test
  void columnsFollowTheCount() throws Exception {
    String[][] cases = {
      {"1 2 3", "x y z"},
      {"1 2 3 -2048", "x y z intensity"},
      {"1 2 3 77 255 0 17", "x y z intensity red green blue"},
      {"1 2 3 -77 255 0 17 0 0.6 0.8", "x y z intensity red green blue nx ny nz"},
      {"1 2 3 255 0 17", "x y z red green blue"},
    };
    for (String[] example : cases) {
      ScanContents contents = read("3\n" + (example[0] + "\n").repeat(3));
      assertThat(contents.warnings()).containsExactly("columns read as " + example[1] + ".");
      assertThat(contents.cloud().pointCount()).isEqualTo(3);
      assertThat(contents.format()).isEqualTo("pts");
      assertThat(contents.cloud().attributes()).doesNotContainKey("block");
    }
  }

  @Test
  void blocksFollowOneAnother() throws Exception {
    ScanContents contents =
        read(
            "2\r\n1 2 3 -2048 1 2 3\r\n4 5 6 2047 4 5 6\r\n\r\n1\r\n7 8 9 0\r\n0\r\n1\r\n1 1 1 5 9 9 9\r\n");
    PointCloud cloud = contents.cloud();
    assertThat(cloud.positions()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 1, 1);
    assertThat(values(cloud, "intensity")).containsExactly(-2048, 2047, 0, 5);
    assertThat(cloud.colors()).containsExactly(1, 2, 3, 4, 5, 6, 0, 0, 0, 9, 9, 9);
    assertThat(values(cloud, "block")).containsExactly(0, 0, 1, 3);
    assertThat(contents.warnings()).hasSize(1);
    assertThat(contents.stations()).isEmpty();
  }

  @Test
  void countsThatAreWrongAreFoundOut() throws Exception {
    for (int promised : new int[] {1, 9}) {
      ScanContents contents = read(promised + "\n1 1 1\n2 2 2\n1\n3 3 3\n");
      assertThat(contents.cloud().positions()).containsExactly(1, 1, 1, 2, 2, 2, 3, 3, 3);
      assertThat(contents.warnings().getLast())
          .isEqualTo(
              promised == 1
                  ? "the header promises 2 points, there are 3. Opened all."
                  : "the header promises 10 points, the file ends after 3. Opened the first 3.");
    }
  }

  @Test
  void columnsCanBeNamedByAPerson() throws Exception {
    Path file = Files.writeString(directory.resolve("a.pts"), "1\n1 2 3 4\n1\n5 6 7 8\n");
    ReadOptions named = ReadOptions.everything().withColumns(List.of("y", "x", "z", "label"));
    PointCloud cloud = ScanFormats.read(file, named, Progress.none()).cloud();
    assertThat(cloud.positions()).containsExactly(2, 1, 3, 6, 5, 7);
    assertThat(values(cloud, "label")).containsExactly(4, 8);
  }

  @Test
  void withoutACountItIsPlainText() throws Exception {
    ScanContents contents = read("1 2 3 77 255 0 17\n4 5 6 77 255 0 17\n");
    assertThat(contents.warnings())
        .containsExactly("columns read as x y z intensity red green blue.");
    assertThat(contents.cloud().pointCount()).isEqualTo(2);
  }
}
