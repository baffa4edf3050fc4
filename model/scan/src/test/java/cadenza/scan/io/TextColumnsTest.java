package cadenza.scan.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TextColumnsTest {
  @TempDir Path directory;

  private ScanContents read(String text) throws Exception {
    Path file = Files.writeString(directory.resolve("a.csv"), text, StandardCharsets.UTF_8);
    return ScanFormats.read(file, Progress.none());
  }

  private ScanContents read(String text, String... columns) throws Exception {
    Path file = Files.writeString(directory.resolve("a.csv"), text, StandardCharsets.UTF_8);
    ReadOptions options = ReadOptions.everything().withColumns(List.of(columns));
    return ScanFormats.read(file, options, Progress.none());
  }

  @Test
  void headersOfManyHandsAreUnderstood() throws Exception {
    String[][] cases = {
      {"X [m],Y [m],Z [m],\"Intensity\",Red (0-255),Green (0-255),Blue (0-255)", ","},
      {"\"X\";\"Y\";\"Z\";\"Scan; angle, left\";R;G;B", ";"},
      {"x\ty\tz\tReturn number\tRed\tGreen\tBlue", "\t"},
      {"'x','y','z','','r','g','b'", ","},
      {"Easting,Northing,Elevation,Intensity,R,G,B", ","},
      {"# X[m] Y[m] Z[m] Intensity R G B", " "},
      {"//X,Y,Z,\"say \"\"hi\"\"\",Rf,Gf,Bf", ","},
    };
    for (String[] example : cases) {
      String row = String.join(example[1], "1.5", "2", "3", "0.25", "255", "0", "17");
      PointCloud cloud = read(example[0] + "\n" + row + "\n" + row + "\n").cloud();
      assertThat(cloud.positions()).as(example[0]).startsWith(1.5f, 2, 3);
      assertThat(cloud.colors()).as(example[0]).startsWith(255, 0, 17);
      assertThat(cloud.attributes()).as(example[0]).hasSize(1);
    }
    assertThat(
            read("\"X\";\"Y\";\"Z\";\"Scan; angle, left\"\n1;2;3;4\n")
                .cloud()
                .attributes()
                .keySet())
        .containsExactly("Scan; angle, left");
    assertThat(read("x,y,z,\"say \"\"hi\"\" Ä\"\n1,2,3,4\n").cloud().attributes().keySet())
        .containsExactly("say \"hi\" Ä");
  }

  @Test
  void aTypeBehindANameIsKept() throws Exception {
    PointCloud cloud =
        read("x,y,z,t [int64],c [uint8],g [s]\n1,2,3,9007199254740993,255,1\n").cloud();
    assertThat(cloud.attribute("t").orElseThrow().bits(0)).isEqualTo(9007199254740993L);
    assertThat(cloud.attribute("c").orElseThrow().type()).isEqualTo(ScalarType.UINT8);
    assertThat(cloud.attribute("c").orElseThrow().get(0)).isEqualTo(255);
    assertThat(cloud.attribute("g").orElseThrow().type()).isEqualTo(ScalarType.FLOAT64);
  }

  @Test
  @Timeout(2)
  void namesOfAnyLengthTakeNoTime() throws Exception {
    for (String part : new String[] {" ", "[", "(", "'", "x ", "\"\""}) {
      String name = part.repeat(50_000 / part.length());
      assertThat(read("x,y,z,\"a" + name + "b\"\n1,2,3,4\n").cloud().pointCount()).isEqualTo(1);
    }
  }

  @Test
  void namesThatAPersonGivesDecide() throws Exception {
    String text = "7 1 2 3 0.5 255 0 17 9\n".repeat(3);
    ScanContents contents = read(text, "-", "x", "y", "z", "i", "r", "g", "b");
    PointCloud cloud = contents.cloud();
    assertThat(cloud.positions()).startsWith(1, 2, 3, 1, 2, 3);
    assertThat(cloud.colors()).startsWith(255, 0, 17);
    assertThat(cloud.attributes()).containsOnlyKeys("intensity");
    assertThat(contents.warnings()).containsExactly("columns read as - x y z intensity r g b -.");
    PointCloud labelled = read("x y z v\n" + "1 2 3 4\n".repeat(2), "x", "y", "z", "l").cloud();
    assertThat(labelled.attribute("label").orElseThrow().type()).isEqualTo(ScalarType.INT32);
  }

  @Test
  void namesThatDoNotFitAreRefusedInWords() {
    assertThatThrownBy(() -> read("1 2 3\n", "x", "y", "z", "i"))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("4 columns were named, it has 3");
    assertThatThrownBy(() -> read("1 2 3\n", "x", "y", "height"))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("named x y height, without x, y and z");
  }

  @Test
  void fewWholeNumbersBehindTheColourAreLabels() throws Exception {
    StringBuilder text = new StringBuilder();
    StringBuilder intensities = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      text.append("1.5 2 3 255 0 %d %d %d\n".formatted(i % 256, i % 13, i % 30));
      intensities.append("1.5 2 3 255 0 %d %d\n".formatted(i % 256, i % 256));
    }
    ScanContents contents = read(text.toString());
    assertThat(contents.warnings().getFirst())
        .isEqualTo("columns read as x y z red green blue label instance.");
    assertThat(contents.cloud().attribute("label").orElseThrow().getInt(14)).isEqualTo(1);
    assertThat(read(intensities.toString()).warnings().getFirst())
        .isEqualTo("columns read as x y z red green blue intensity.");
  }

  @Test
  void aTableOfNoPointsIsEmpty() throws Exception {
    ScanContents contents = read("x,y,z,label\n");
    assertThat(contents.cloud().pointCount()).isZero();
    assertThat(contents.cloud().attributes()).containsOnlyKeys("label");
    assertThat(contents.warnings()).contains("the file holds no points.");
  }
}
