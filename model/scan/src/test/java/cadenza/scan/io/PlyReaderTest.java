package cadenza.scan.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlyReaderTest {
  private static final String[] ENCODINGS = {"ascii", "binary_little_endian", "binary_big_endian"};

  @TempDir Path directory;

  private ScanContents read(PlyFile ply) throws Exception {
    return ScanFormats.read(ply.write(directory.resolve("a.ply")), Progress.none());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ascii", "binary_little_endian", "binary_big_endian"})
  void everyTypeInBothSpellingsBecomesAnAttributeOfThatType(String encoding) throws Exception {
    String[][] types = {
      {"char", "int8"}, {"uchar", "uint8"}, {"short", "int16"}, {"ushort", "uint16"},
      {"int", "int32"}, {"uint", "uint32"}, {"float", "float32"}, {"double", "float64"},
    };
    double[] values = {-128, 255, -32768, 65535, Integer.MIN_VALUE, 4294967295.0, 0.1f, 0.1};
    ScalarType[] expected = {
      ScalarType.INT8, ScalarType.UINT8, ScalarType.INT16, ScalarType.UINT16,
      ScalarType.INT32, ScalarType.UINT32, ScalarType.FLOAT32, ScalarType.FLOAT64,
    };
    for (int spelling = 0; spelling < 2; spelling++) {
      PlyFile ply = new PlyFile(encoding).line("element vertex 2");
      for (int i = 0; i < types.length; i++) {
        ply.line("property " + types[i][spelling] + " a" + i);
        if (i % 3 == 0) { // coordinates between the others, in another order
          ply.line("property float " + "zxy".charAt(i / 3));
        }
      }
      for (int row = 0; row < 2; row++) {
        for (int i = 0; i < types.length; i++) {
          Number value =
              i == 6 ? (Number) (float) values[i] : i == 7 ? values[i] : (long) values[i];
          ply.put(types[i][spelling], row == 0 ? value : 1);
          if (i % 3 == 0) {
            ply.floats(10 * row + i / 3 + 0.1);
          }
        }
        ply.end();
      }
      ScanContents contents = read(ply);
      PointCloud cloud = contents.cloud();
      assertThat(contents.warnings()).isEmpty();
      assertThat(contents.format()).isEqualTo("ply (" + encoding.replace('_', ' ') + ")");
      assertThat(cloud.positions()).containsExactly(1.1f, 2.1f, 0.1f, 11.1f, 12.1f, 10.1f);
      for (int i = 0; i < types.length; i++) {
        Attribute attribute = cloud.attribute("a" + i).orElseThrow();
        assertThat(attribute.type()).isEqualTo(expected[i]);
        assertThat(attribute.get(0)).as(types[i][spelling]).isEqualTo(values[i]);
        assertThat(attribute.get(1)).isEqualTo(1);
      }
    }
  }

  @Test
  void listsInVerticesAndElementsBeforeThemArePassedOver() throws Exception {
    for (String encoding : ENCODINGS) {
      PlyFile ply =
          new PlyFile(encoding)
              .line("element material 2")
              .line("property uchar kind")
              .line("property double weight")
              .line("element strip 3")
              .line("property list ushort int indices")
              .line("property float length")
              .line("element vertex 3")
              .line("property float x")
              .line("property list uint8 double weights")
              .line("property float y")
              .line("property float z")
              .line("property list int short more")
              .line("property uchar label")
              .line("element face 1")
              .line("property list uchar int vertex_indices");
      for (int i = 0; i < 2; i++) {
        ply.put("uchar", i).put("double", 0.5).end();
      }
      for (int i = 0; i < 3; i++) {
        ply.put("ushort", 2 * i);
        for (int j = 0; j < 2 * i; j++) {
          ply.put("int", j);
        }
        ply.put("float", 1).end();
      }
      for (int i = 0; i < 3; i++) {
        ply.floats(i).put("uint8", i);
        for (int j = 0; j < i; j++) {
          ply.put("double", 0.25);
        }
        ply.floats(i + 0.25, i + 0.5).put("int", 1).put("short", 7).put("uchar", 200 + i).end();
      }
      ply.put("uchar", 3).put("int", 0).put("int", 1).put("int", 2).end();
      ScanContents contents = read(ply);
      assertThat(contents.warnings()).as(encoding).isEmpty();
      assertThat(contents.cloud().positions())
          .containsExactly(0, .25f, .5f, 1, 1.25f, 1.5f, 2, 2.25f, 2.5f);
      Attribute label = contents.cloud().attribute(Attribute.LABEL).orElseThrow();
      assertThat(label.getInt(2)).isEqualTo(202);
      assertThat(contents.cloud().attributes()).hasSize(1);
    }
  }

  @Test
  void coloursAndNormalsAreFoundUnderTheirManyNames() throws Exception {
    for (String[] rgb :
        new String[][] {
          {"red", "green", "blue"},
          {"r", "g", "b"},
          {"diffuse_red", "diffuse_green", "diffuse_blue"}
        }) {
      for (String normal : new String[] {"n", "normal_"}) {
        PlyFile ply = new PlyFile("binary_little_endian").line("element vertex 1");
        for (String name : new String[] {"y", "x", "z", normal + "x", normal + "y", normal + "z"}) {
          ply.line("property float " + name);
        }
        for (String name : new String[] {rgb[2], rgb[1], rgb[0], "alpha"}) {
          ply.line("property uchar " + name);
        }
        ply.floats(2, 1, 3, 0.6, 0, -0.8);
        ply.put("uchar", 30).put("uchar", 20).put("uchar", 200).put("uchar", 9);
        PointCloud cloud = read(ply).cloud();
        assertThat(cloud.positions()).containsExactly(1, 2, 3);
        assertThat(cloud.normals()).containsExactly(.6f, 0, -.8f);
        assertThat(cloud.colors()).containsExactly((byte) 200, (byte) 20, (byte) 30);
        assertThat(cloud.attributes()).containsOnlyKeys("alpha");
      }
    }
  }

  private ScanContents colored(String type, Number... rgb) throws Exception {
    PlyFile ply = new PlyFile("binary_big_endian").line("element vertex " + rgb.length / 3);
    for (String name : new String[] {"x", "y", "z"}) {
      ply.line("property float " + name);
    }
    for (String name : new String[] {"red", "green", "blue"}) {
      ply.line("property " + type + " " + name);
    }
    for (int i = 0; i < rgb.length; i += 3) {
      ply.floats(1, 2, 3).put(type, rgb[i]).put(type, rgb[i + 1]).put(type, rgb[i + 2]);
    }
    return read(ply);
  }

  @Test
  void coloursOfOtherDepthsAreBroughtTo8BitsAndLossIsSaid() throws Exception {
    ScanContents unit = colored("float", 0f, 1f, 0.5f);
    assertThat(unit.cloud().colors()).containsExactly((byte) 0, (byte) 255, (byte) 128);
    assertThat(unit.warnings()).singleElement().asString().contains("8 bits");
    ScanContents exact = colored("float", 51 / 255f, 1f, Float.NaN);
    assertThat(exact.cloud().colors()).containsExactly((byte) 51, (byte) 255, (byte) 0);
    assertThat(exact.warnings()).isEmpty();
    ScanContents wide = colored("ushort", 65535, 257 * 17, 1000);
    assertThat(wide.cloud().colors()).containsExactly((byte) 255, (byte) 17, (byte) 4);
    assertThat(wide.warnings())
        .containsExactly(
            "the colours are numbers from 0 to 65535; 8 bits a channel are shown, the numbers"
                + " themselves are kept as red, green and blue.");
    assertThat(wide.cloud().attribute("blue").orElseThrow().getInt(0)).isEqualTo(1000);
    ScanContents narrow = colored("ushort", 255, 17, 0);
    assertThat(narrow.cloud().colors()).containsExactly((byte) 255, (byte) 17, (byte) 0);
    assertThat(narrow.warnings()).isEmpty();
    assertThat(colored("double", 255.0, 17.0, 0.0).cloud().colors())
        .containsExactly((byte) 255, (byte) 17, (byte) 0);
    assertThat(colored("char", 200, 17, 0).cloud().colors())
        .containsExactly((byte) 200, (byte) 17, (byte) 0);
  }

  @Test
  void doublesFarFromZeroKeepATenthOfAMillimetre() throws Exception {
    for (String encoding : ENCODINGS) {
      PlyFile ply = new PlyFile(encoding).line("element vertex 3");
      for (String name : new String[] {"x", "y", "z"}) {
        ply.line("property double " + name);
      }
      double[] world = {
        665187.5221, 5648349.8951, 241.7677, Double.NaN, 0, 0, 665287.5222, 5648449.8953, 240.7678
      };
      for (int i = 0; i < 9; i++) {
        ply.put("double", world[i]);
        if (i % 3 == 2) {
          ply.end();
        }
      }
      PointCloud cloud = read(ply).cloud();
      for (int i = 0; i < 9; i++) {
        if (i / 3 != 1) {
          assertThat(cloud.world(i / 3, i % 3)).isCloseTo(world[i], offset(0.00005));
        }
      }
      assertThat(cloud.isFinite(1)).isFalse();
      assertThat(cloud.origin()[2]).isZero();
    }
  }

  @Test
  void doublesNearZeroHaveNoOrigin() throws Exception {
    PlyFile ply = new PlyFile("binary_little_endian").line("element vertex 1");
    for (String name : new String[] {"x", "y", "z"}) {
      ply.line("property double " + name);
    }
    ply.put("double", 0.1).put("double", -999.5).put("double", 3e-9);
    PointCloud cloud = read(ply).cloud();
    assertThat(cloud.origin()).containsExactly(0, 0, 0);
    assertThat(cloud.positions()).containsExactly(0.1f, -999.5f, 3e-9f);
  }

  @Test
  void classNamesInAHeaderCommentAreTold() throws Exception {
    PlyFile ply =
        new PlyFile("ascii")
            .line("comment labels 0=unlabelled 1=wall 2=other_furniture")
            .line("element vertex 1")
            .line("property float x")
            .line("property float y")
            .line("property float z")
            .line("property ushort scalar_Label")
            .text("0 0 0 2\n");
    ScanContents contents = read(ply);
    assertThat(contents.labelNames())
        .isEqualTo(Map.of(0, "unlabelled", 1, "wall", 2, "other_furniture"));
    assertThat(contents.cloud().attributes()).containsOnlyKeys("label");
  }

  @Test
  void lineEndsOfEverySystemAndBlankLinesAreUnderstood() throws Exception {
    String text =
        "ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\n"
            + "property float z\nend_header\n0 1 2\n\n \t3 4 5  \n6 7 8";
    for (String end : List.of("\n", "\r\n", "\r")) {
      Path file = Files.writeString(directory.resolve("a.ply"), text.replace("\n", end));
      assertThat(ScanFormats.read(file, Progress.none()).cloud().positions())
          .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    }
  }

  @Test
  void binaryDataBeginsRightAfterTheLineEndThatTheHeaderUses() throws Exception {
    for (String end : List.of("\n", "\r\n", "\r")) {
      PlyFile ply = new PlyFile("binary_big_endian").line("element vertex 1");
      for (String name : List.of("x", "y", "z")) {
        ply.line("property float " + name);
      }
      String header = new String(ply.bytes(), StandardCharsets.US_ASCII).replace("\n", end);
      ByteBuffer file = ByteBuffer.allocate(header.length() + 12);
      file.put(header.getBytes(StandardCharsets.US_ASCII)).putInt(0x0a0d0a0d).putInt(1).putInt(2);
      Path path = Files.write(directory.resolve("a.ply"), file.array());
      ScanContents contents = ScanFormats.read(path, Progress.none());
      assertThat(contents.warnings()).isEmpty();
      assertThat(Float.floatToIntBits(contents.cloud().positions()[0])).isEqualTo(0x0a0d0a0d);
    }
  }

  @Test
  void aLongAsciiFileIsReadTheSameInBlocks() throws Exception {
    int n = 300_000; // more than one block of text
    PlyFile ply =
        new PlyFile("ascii")
            .line("element vertex " + n)
            .line("property float x")
            .line("property float y")
            .line("property float z")
            .line("property int row");
    StringBuilder text = new StringBuilder();
    float[] expected = new float[3 * n];
    Random random = new Random(7);
    for (int i = 0; i < n; i++) {
      for (int axis = 0; axis < 3; axis++) {
        expected[3 * i + axis] = (float) random.nextGaussian();
        text.append(expected[3 * i + axis]).append(' ');
      }
      text.append(i).append('\n');
    }
    PointCloud cloud = read(ply.text(text.toString())).cloud();
    assertThat(cloud.positions()).isEqualTo(expected);
    Attribute row = cloud.attribute("row").orElseThrow();
    for (int i = 0; i < n; i += 997) {
      assertThat(row.getInt(i)).isEqualTo(i);
    }
  }
}
