package cadenza.scan.io.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjReaderTest {
  private static final String SQUARE = "v 0 0 0\nv 2 0 0\nv 2 1 0\nv 0 1 0\n";

  @TempDir Path directory;

  private ScanContents read(String text) throws Exception {
    Path file = Files.writeString(directory.resolve("a.obj"), text, StandardCharsets.UTF_8);
    return ScanFormats.read(file, Progress.none());
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
  }

  /// Left half red, right half blue; the upper rows green.
  private byte[] picture(String kind) throws Exception {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        image.setRGB(x, y, y < 32 ? 0x00ff00 : x < 32 ? 0xff0000 : 0x0000ff);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, kind, out);
    return out.toByteArray();
  }

  /// The colour of the point nearest to a place.
  private static List<Integer> colorAt(PointCloud cloud, double x, double y) {
    int nearest = 0;
    double least = Double.MAX_VALUE;
    for (int i = 0; i < cloud.pointCount(); i++) {
      double distance = Math.hypot(cloud.world(i, 0) - x, cloud.world(i, 1) - y);
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    byte[] colors = cloud.colors();
    return List.of(
        colors[3 * nearest] & 0xff, colors[3 * nearest + 1] & 0xff, colors[3 * nearest + 2] & 0xff);
  }

  @Test
  void facesAreSampledAndTheNumberIsTold() throws Exception {
    ScanContents contents = read("# made by hand\n" + SQUARE.replace("2", "4") + "f 1 2 3 4\n");
    assertThat(contents.format()).isEqualTo("obj (mesh)");
    assertThat(contents.cloud().pointCount()).isEqualTo(50_000);
    assertThat(contents.warnings())
        .containsExactly("the surface of 4.00 m² was sampled with 50,000 points.");
    assertThat(contents.cloud().normals()).startsWith(0, 0, 1);
    assertThat(contents.cloud().colors()).isNull();
    assertThat(contents.cloud().bounds().max()[0]).isCloseTo(4, within(.02));
    ScanContents few =
        ScanFormats.read(
            directory.resolve("a.obj"),
            ReadOptions.everything().withMaxPoints(100),
            Progress.none());
    assertThat(few.cloud().pointCount()).isEqualTo(100);
  }

  @Test
  void verticesAloneAreThePoints() throws Exception {
    ScanContents contents =
        read("vn 0 0 1\nv 1 2 3 1 0 0\nvn 0 1 0\nv 4 5 6 0 0.5 1\nl 1 2\np 1\n");
    assertThat(contents.format()).isEqualTo("obj (points)");
    assertThat(contents.warnings()).isEmpty();
    PointCloud cloud = contents.cloud();
    assertThat(cloud.positions()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(cloud.colors()).containsExactly(255, 0, 0, 0, (byte) 128, (byte) 255);
    assertThat(cloud.normals()).containsExactly(0, 0, 1, 0, 1, 0);
  }

  @Test
  void coloursOfVerticesMayRunTo255() throws Exception {
    PointCloud cloud = read("v 1 2 3 255 0 0\nv 4 5 6 0 127.5 255\n").cloud();
    assertThat(cloud.colors()).containsExactly(255, 0, 0, 0, (byte) 128, (byte) 255);
    PointCloud between =
        read("v 0 0 0 1 0 0\nv 2 0 0 1 0 0\nv 2 1 0 0 0 1\nv 0 1 0 0 0 1\nf 1 2 3\nf 1 3 4\n")
            .cloud();
    assertThat(colorAt(between, 1, .5).getFirst()).isBetween(120, 135);
    assertThat(colorAt(between, 1, 0).getFirst()).isBetween(245, 255);
  }

  @Test
  void aTextureLiesWhereItsCoordinatesSay() throws Exception {
    String faces =
        "mtllib my room.mtl\n"
            + SQUARE
            + "vt 0 0\nvt 1 0\nvt 1 1\nvt 0 1\nvn 0 0 1\nusemtl wall paper\nf 1/1/1 2/2/1 3/3/1 4/4/1\n";
    for (String kind : List.of("png", "jpg")) {
      write(
          "my room.mtl",
          "newmtl other\nKd 1 1 1\n\nnewmtl wall paper\nKd 0 0 0\n"
              + "map_Kd -s 1 1 1 -clamp off C:\\textures\\my wall."
              + kind
              + "\n");
      Files.write(directory.resolve("my wall." + kind), picture(kind));
      PointCloud cloud = read(faces).cloud();
      assertThat(colorAt(cloud, .5, .2).get(0)).as(kind).isGreaterThan(240);
      assertThat(colorAt(cloud, 1.5, .2).get(2)).isGreaterThan(240);
      assertThat(colorAt(cloud, .5, .8).get(1)).isGreaterThan(240);
    }
  }

  @Test
  void withoutATextureTheMaterialsColourIsTaken() throws Exception {
    write("a.mtl", "newmtl red\nKd 1 0 0\nnewmtl grey\nKd .5\nnewmtl none\n");
    PointCloud cloud =
        read("mtllib a.mtl\n"
                + SQUARE
                + "v 9 9 0\nv 10 9 0\nv 10 10 0\nusemtl red\nf 1 2 3 4\nusemtl none\nf 5 6 7\n")
            .cloud();
    assertThat(colorAt(cloud, 1, .5)).containsExactly(255, 0, 0);
    assertThat(colorAt(cloud, 9.8, 9.2)).containsExactly(204, 204, 204);
  }

  @Test
  void whatIsNotThereIsToldAndNothingElseIsOpened() throws Exception {
    write("secret.mtl", "newmtl m\nKd 1 0 0\n");
    Path inner = Files.createDirectory(directory.resolve("inner"));
    Path file = inner.resolve("a.obj");
    for (String name :
        List.of(
            "../secret.mtl",
            directory.resolve("secret.mtl").toString(),
            "no.mtl",
            "http://x/y.mtl")) {
      Files.writeString(file, "mtllib " + name + "\n" + SQUARE + "usemtl m\nf 1 2 3 4\n");
      ScanContents contents = ScanFormats.read(file, Progress.none());
      assertThat(contents.cloud().colors()).as(name).isNull();
      assertThat(contents.warnings())
          .anyMatch(line ->
              line.equals("the materials " + name + " are not in the folder; colours are lost."));
    }
    Files.createSymbolicLink(inner.resolve("link.mtl"), directory.resolve("secret.mtl"));
    Files.writeString(file, "mtllib link.mtl\n" + SQUARE + "usemtl m\nf 1 2 3 4\n");
    assertThat(ScanFormats.read(file, Progress.none()).cloud().colors()).isNull();
  }

  @Test
  void picturesThatCannotBeReadAreTold() throws Exception {
    byte[] good = picture("png");
    byte[] bomb = good.clone();
    bomb[16] = 0;
    bomb[17] = 0;
    bomb[18] = 0x40; // a width of 16384
    bomb[22] = 0x40;
    Object[][] cases = {
      {"not a picture".getBytes(StandardCharsets.UTF_8), "no picture of a known kind"},
      {bomb, "16448 × 16448 pixels"},
      {java.util.Arrays.copyOf(good, 60), "cannot be read"},
      {new byte[0], "no picture of a known kind"},
    };
    write("a.mtl", "newmtl m\nmap_Kd wall.png\n");
    String text = "mtllib a.mtl\n" + SQUARE + "vt 0 0\nusemtl m\nf 1/1 2/1 3/1 4/1\n";
    for (Object[] example : cases) {
      Files.write(directory.resolve("wall.png"), (byte[]) example[0]);
      assertThat(read(text).warnings())
          .anyMatch(line -> line.contains("wall.png") && line.contains((String) example[1]));
    }
    Files.delete(directory.resolve("wall.png"));
    assertThat(read(text).warnings())
        .contains("the texture wall.png is not in the folder; the surface has no colours from it.");
  }

  @Test
  void indicesCountFromBothEnds() throws Exception {
    for (String face :
        List.of(
            "f -4 -3 -2 -1",
            "f 1// 2// 3// 4//",
            "f 1//1 2//1 3//1 4//1 # a comment",
            "f 1/1 2/1 3/1 4/1",
            "f 1 2 \\\n3 4",
            "f 1 2 \\\r\n 3 4",
            "fo 1 2 3 4")) {
      ScanContents contents = read(SQUARE + "vn 0 0 -1\nvt 0 0\n" + face + "\r\n");
      assertThat(contents.warnings())
          .as(face)
          .containsExactly("the surface of 2.00 m² was sampled with 50,000 points.");
      assertThat(contents.cloud().normals()[2]).isEqualTo(face.contains("//1") ? -1 : 1);
    }
  }

  @Test
  void whatMakesNoSenseIsLeftOutAndTold() throws Exception {
    ScanContents contents =
        read(
            SQUARE
                + "v 1 oops 2\nf 1 2 3 4\nf 1 2 9\nf 1 2 0\nf -9 1 2 3\nf 1 2 5\nf 1 1 2\nf 1 2\n"
                + "f a b c\nf 1/2/3/4 2 3\ncurv 1 2 3\nanything else\n");
    assertThat(contents.warnings())
        .containsExactly(
            "lines that make no sense: 4, the first is \"v 1 oops 2\".",
            "4 triangles with corners that do not exist left out.",
            "1 triangle whose coordinates are no numbers or beyond any sense left out.",
            "1 triangle without area left out.",
            "the surface of 2.00 m² was sampled with 50,000 points.");
  }

  @Test
  void aSurfaceWithoutAreaIsItsVertices() throws Exception {
    ScanContents contents = read("v 0 0 0\nv 1 0 0\nv 2 0 0\nf 1 2 3\n");
    assertThat(contents.cloud().pointCount()).isEqualTo(3);
    assertThat(contents.warnings())
        .contains("the surface has no area; its vertices are the points.");
  }

  @Test
  void aFileOfAnotherNameIsKnownByItsLines() throws Exception {
    write("mesh.txt", SQUARE + "f 1 2 3 4\n");
    assertThat(ScanFormats.read(directory.resolve("mesh.txt"), Progress.none()).format())
        .isEqualTo("obj (mesh)");
    write("points.txt", "1 2 3\n4 5 6\n");
    assertThat(ScanFormats.read(directory.resolve("points.txt"), Progress.none()).format())
        .isEqualTo("xyz (text)");
  }

  @Test
  void longFilesAreReadAcrossTheBuffersEdges() throws Exception {
    StringBuilder text = new StringBuilder();
    int strips = 60_000;
    for (int i = 0; i <= strips; i++) {
      text.append("v ").append(i * 1e-4).append(" 0 0\nv ").append(i * 1e-4).append(" 1 0\n");
    }
    for (int i = 0; i < strips; i++) {
      int a = 2 * i + 1;
      text.append("f %d %d %d %d\n".formatted(a, a + 2, a + 3, a + 1));
    }
    ScanContents contents = read(text.toString());
    assertThat(contents.warnings())
        .containsExactly("the surface of 6.00 m² was sampled with 60,000 points.");
    assertThat(contents.cloud().finiteCount()).isEqualTo(60_000);
  }
}
