package cadenza.scan.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XyzReaderTest {
  @TempDir Path directory;

  private ScanContents read(String name, String text) throws Exception {
    Path file = Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
    return ScanFormats.read(file, Progress.none());
  }

  @Test
  void columnsAreGuessedAndTold() throws Exception {
    String[][] cases = {
      {"a.xyz", "1 2 3", "x y z"},
      {"a.xyz", "1 2 3 0.25", "x y z intensity"},
      {"a.txt", "1.5 2 3 255 0 17", "x y z red green blue"},
      {"a.txt", "1.5 2 3 255.0 0.0 17.0", "x y z red green blue"},
      {"a.txt", "1.5 2 3 0.5 0.25 1", "x y z red green blue"},
      {"a.xyz", "1 2 3 0.6 0 -0.8", "x y z nx ny nz"},
      {"a.xyz", "1 2 3 255 0 17 0.5", "x y z red green blue intensity"},
      {"a.xyz", "1 2 3 -1711 255 0 17", "x y z intensity red green blue"},
      {"a.pts", "1 2 3 77 255 0 17", "x y z intensity red green blue"},
      {"a.pts", "1 2 3 77", "x y z intensity"},
      {"a.xyz", "1 2 3 9 8 7 0 -1 0", "x y z red green blue nx ny nz"},
      {"a.xyz", "1 2 3 0 -1 0 9 8 7", "x y z nx ny nz red green blue"},
      {"a.xyz", "1 2 3 9 8 7 55 0 -1 0", "x y z red green blue intensity nx ny nz"},
      {"a.xyz", "1 2 3 -5 -6", "x y z intensity column_5"},
    };
    for (String[] example : cases) {
      ScanContents contents = read(example[0], (example[1] + "\n").repeat(3));
      assertThat(contents.warnings().getFirst()).isEqualTo("columns read as " + example[2] + ".");
      assertThat(contents.cloud().pointCount()).isEqualTo(3);
    }
  }

  @Test
  void separatorsOfEveryKindAreUnderstood() throws Exception {
    for (String text :
        new String[] {
          "1.5 2.5 -3.5\n4 5 6\n", "1.5,2.5,-3.5\n4,5,6\n", "1.5, 2.5, -3.5\r\n4, 5, 6\r\n",
          "1.5;2.5;-3.5\n4;5;6\n", "1,5;2,5;-3,5\n4;5;6", "\t1.5\t2.5\t-3.5\n\n4\t5\t6",
          "1,5 2,5 -3,5\n4 5 6\n", "  1.5 ;2.5 ;-3.5 \n 4;5;6\n"
        }) {
      assertThat(read("a.csv", text).cloud().positions())
          .as(text)
          .containsExactly(1.5f, 2.5f, -3.5f, 4, 5, 6);
    }
  }

  @Test
  void namesInAHeaderLineDecide() throws Exception {
    for (String header :
        new String[] {
          "//X Y Z Intensity Label R G B\n",
          "# x y z intensity label r g b\n",
          "\"x\",\"y\",\"z\",\"intensity\",\"label\",\"red\",\"green\",\"blue\"\n",
          "% made by hand\n\nX[m] Y[m] Z[m] Intensity Label R G B\n"
        }) {
      ScanContents contents =
          read(
              "a.txt",
              header + "1 2 3 0.5 4 255 0 17\n".replace(' ', header.contains(",") ? ',' : ' '));
      PointCloud cloud = contents.cloud();
      assertThat(cloud.positions()).as(header).containsExactly(1, 2, 3);
      assertThat(cloud.colors()).containsExactly(255, 0, 17);
      assertThat(cloud.attribute("label").orElseThrow().type()).isEqualTo(ScalarType.INT32);
      assertThat(cloud.attribute("label").orElseThrow().getInt(0)).isEqualTo(4);
      assertThat(cloud.attribute("intensity").orElseThrow().get(0)).isEqualTo(0.5);
    }
  }

  @Test
  void commentsAndALeadingCountAreNoPoints() throws Exception {
    ScanContents contents =
        read("a.pts", "# scanner\n3\n1 2 3\n// in between\n4 5 6\n\n#\n7 8 9\n");
    assertThat(contents.cloud().positions()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(contents.warnings()).containsExactly("columns read as x y z.");
    assertThat(read("a.pts", "5\n1 2 3\n4 5 6\n").warnings())
        .contains("the header promises 5 points, the file ends after 2. Opened the first 2.");
  }

  @Test
  void surveyCoordinatesKeepATenthOfAMillimetre() throws Exception {
    PointCloud cloud =
        read("a.xyz", "665187.5221 5648349.8951 241.7677\n665188.5221 5648350.8951 240.7677\n")
            .cloud();
    assertThat(cloud.world(0, 0)).isEqualTo(665187.5221, within(5e-5));
    assertThat(cloud.world(1, 1)).isEqualTo(5648350.8951, within(5e-5));
  }

  @Test
  void aLineThatIsNoPointKeepsItsPlaceAndIsShown() throws Exception {
    ScanContents contents = read("a.xyz", "1 2 3\n4 5 6\n7 oops 9\n1 1 1\n");
    assertThat(contents.cloud().pointCount()).isEqualTo(4);
    assertThat(contents.cloud().finiteCount()).isEqualTo(3);
    assertThat(contents.cloud().isFinite(2)).isFalse();
    assertThat(contents.warnings())
        .contains(
            "after 2 points a line reads \"7 oops 9\"; its point is kept without coordinates.");
  }

  @Test
  void coloursFromZeroToOneMayBeginBlack() throws Exception {
    String text = "1 2 3 0 0 0\n".repeat(1200) + "4 5 6 0.5 0.75 1.0\n".repeat(3);
    PointCloud cloud = read("a.xyz", text).cloud();
    assertThat(cloud.colors()).endsWith((byte) 128, (byte) 191, (byte) 255);
  }

  @Test
  void pointsFarFromTheFirstOnesKeepATenthOfAMillimetre() throws Exception {
    // The guess comes from the first thousand lines, which are invalid here.
    String text = "0 0 0\n".repeat(1500) + "665187.5221 5648349.8951 241.7677\n".repeat(4000);
    PointCloud cloud = read("a.xyz", text).cloud();
    assertThat(cloud.pointCount()).isEqualTo(5500);
    assertThat(cloud.world(1500, 1)).isEqualTo(5648349.8951, within(5e-5));
    assertThat(cloud.world(0, 1)).isEqualTo(0, within(1e-9));
  }

  @Test
  void textWithoutPointsIsRefusedAndShown() {
    assertThatThrownBy(() -> read("letter.txt", "Dear Sonata,\nplease find enclosed 3 chairs.\n"))
        .isInstanceOf(ScanException.class)
        .hasMessageStartingWith("letter.txt: ")
        .hasMessageContaining("it begins with \"Dear Sonata, please")
        .hasMessageContaining("letter.txt)");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstNumber() throws Exception {
    ScanContents contents = read("a.txt", "\ufeff1 2 3\n4 5 6\n");
    assertThat(contents.cloud().positions()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(contents.warnings()).hasSize(1);
  }
}
