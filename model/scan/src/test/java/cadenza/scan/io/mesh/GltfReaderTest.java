package cadenza.scan.io.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.FileBytes;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanFormats;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GltfReaderTest {
  private static final String SAMPLED = "the surface of 2.00 m² was sampled with 50,000 points.";
  private static final String TURNED = "turned so that z is up; in glTF files y is.";

  @TempDir Path directory;

  private ScanContents read(byte[] bytes) throws Exception {
    return ScanFormats.read(Files.write(directory.resolve("a.gltf"), bytes), Progress.none());
  }

  private ScanContents read(String json) throws Exception {
    return read(json.getBytes(StandardCharsets.UTF_8));
  }

  private void assertRefused(byte[] bytes, String... parts) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(ScanException.class)
        .hasMessageStartingWith("a.gltf: ")
        .hasMessageContainingAll(parts);
  }

  /// A wall of 2 × 1 m: upright in the file, since y is up there.
  private static GltfMaker wall() {
    GltfMaker gltf = new GltfMaker();
    gltf.vectors(3, 0, 0, 0, 2, 0, 0, 2, 1, 0, 0, 1, 0);
    gltf.indices(0, 1, 2, 0, 2, 3);
    return gltf;
  }

  private static GltfMaker wall(String attributes, String more) {
    GltfMaker gltf = wall();
    return mesh(gltf, "\"POSITION\": 0" + attributes, "\"indices\": 1" + more);
  }

  private static GltfMaker mesh(GltfMaker gltf, String attributes, String more) {
    return gltf.add(
            "\"meshes\": [{\"primitives\": [{\"attributes\": {"
                + attributes
                + "}"
                + (more.isEmpty() ? "" : ", " + more)
                + "}]}]")
        .add("\"scene\": 0, \"scenes\": [{\"nodes\": [0]}], \"nodes\": [{\"mesh\": 0}]");
  }

  private static void assertIsWall(ScanContents contents) {
    PointCloud cloud = contents.cloud();
    assertThat(cloud.bounds().max()[0]).isCloseTo(2, within(.02));
    assertThat(cloud.bounds().extent(1)).isZero();
    assertThat(cloud.bounds().max()[2]).isCloseTo(1, within(.02));
    assertThat(cloud.normals()).startsWith(0, -1, 0);
    assertThat(contents.warnings()).contains(TURNED, SAMPLED);
  }

  @Test
  void buffersMayBeInsideBesideOrBehind() throws Exception {
    GltfMaker gltf = wall("", "");
    assertIsWall(read(gltf.toText()));
    assertIsWall(read(gltf.toBinary()));
    Files.write(directory.resolve("my wall.bin"), gltf.buffer());
    assertIsWall(read(gltf.toText("my%20wall.bin")));
    assertThat(read(gltf.toBinary()).format()).isEqualTo("gltf (binary mesh)");
    assertThat(read(gltf.toText()).format()).isEqualTo("gltf (mesh)");
  }

  @Test
  void buffersElsewhereAreNotOpened() throws Exception {
    GltfMaker gltf = wall("", "");
    Path inner = Files.createDirectory(directory.resolve("inner"));
    Path secret = Files.write(directory.resolve("secret.bin"), gltf.buffer());
    for (String uri :
        new String[] {
          "../secret.bin", "%2e%2e/secret.bin", secret.toString(), "file://" + secret
        }) {
      Path file = Files.write(inner.resolve("a.gltf"), gltf.toText(uri));
      ScanContents contents = ScanFormats.read(file, Progress.none());
      assertThat(contents.cloud().pointCount()).as(uri).isZero();
      assertThat(contents.warnings()).anyMatch(line -> line.endsWith("are not there."));
    }
  }

  @Test
  void nodesStandWhereTheirParentsPutThem() throws Exception {
    GltfMaker gltf = wall();
    gltf.add(
        "\"meshes\": [{\"primitives\": [{\"attributes\": {\"POSITION\": 0}, \"indices\": 1}]}]");
    gltf.add("\"scenes\": [{\"nodes\": [2]}]");
    // a quarter turn about y, then doubled, then moved; the inner one moved by a matrix
    gltf.add(
        "\"nodes\": [{\"mesh\": 0, \"matrix\": [1,0,0,0, 0,1,0,0, 0,0,1,0, 0,0,5,1]}, {\"mesh\": 0},"
            + " {\"children\": [0, 2, 77], \"translation\": [10, 20, 30], \"scale\": [2, 2, 2],"
            + " \"rotation\": [0, 0.7071067811865476, 0, 0.7071067811865476]}]");
    PointCloud cloud = read(gltf.toText()).cloud();
    // x → −z → y in the scan; z (5) → x
    assertThat(cloud.bounds().min()[0]).isCloseTo(20, within(1e-5));
    assertThat(cloud.bounds().min()[1]).isCloseTo(-30, within(.02));
    assertThat(cloud.bounds().max()[1]).isCloseTo(-26, within(.02));
    assertThat(cloud.bounds().max()[2]).isCloseTo(22, within(.02));
    assertThat(cloud.normals()[0]).isCloseTo(1, within(1e-6f));
  }

  @Test
  void mirroredPartsKeepTheirOutside() throws Exception {
    GltfMaker gltf = wall();
    gltf.add(
        "\"meshes\": [{\"primitives\": [{\"attributes\": {\"POSITION\": 0}, \"indices\": 1}]}]");
    gltf.add("\"nodes\": [{\"mesh\": 0, \"scale\": [-1, 1, 1]}]");
    assertThat(read(gltf.toText()).cloud().normals()).startsWith(0, -1, 0);
  }

  @Test
  void stripsAndFansAndNoIndicesMakeTheSameWall() throws Exception {
    GltfMaker strip = new GltfMaker();
    strip.vectors(3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 2, 1, 0);
    assertIsWall(read(mesh(strip, "\"POSITION\": 0", "\"mode\": 5").toText()));
    GltfMaker fan = new GltfMaker();
    fan.vectors(3, 0, 0, 0, 2, 0, 0, 2, 1, 0, 0, 1, 0);
    assertIsWall(read(mesh(fan, "\"POSITION\": 0", "\"mode\": 6").toText()));
    GltfMaker bare = new GltfMaker();
    bare.vectors(3, 0, 0, 0, 2, 0, 0, 2, 1, 0, 0, 0, 0, 2, 1, 0, 0, 1, 0);
    assertIsWall(read(mesh(bare, "\"POSITION\": 0", "").toText()));
  }

  @Test
  void numbersOfEveryTypeAndStrideAreRead() throws Exception {
    GltfMaker gltf = new GltfMaker();
    // 16-bit integers that run to 1, four shorts apart, scaled by the node
    int view =
        gltf.view(
            GltfMaker.shorts(0, 0, 0, 9, 32767, 0, 0, 9, 32767, 32767, 0, 9, 0, 32767, 0, 9), 8);
    gltf.accessor(
        view, "\"componentType\": 5122, \"normalized\": true, \"count\": 4, \"type\": \"VEC3\"");
    int bytes = gltf.view(GltfMaker.bytes(0, 1, 2, 0, 2, 3), 0);
    gltf.accessor(bytes, "\"componentType\": 5121, \"count\": 6, \"type\": \"SCALAR\"");
    int normals =
        gltf.view(GltfMaker.bytes(0, 0, -127, 0, 0, 0, -127, 0, 0, 0, -127, 0, 0, 0, -127, 0), 4);
    gltf.accessor(
        normals, "\"componentType\": 5120, \"normalized\": true, \"count\": 4, \"type\": \"VEC3\"");
    gltf.add(
        "\"meshes\": [{\"primitives\": [{\"attributes\": {\"POSITION\": 0, \"NORMAL\": 2},"
            + " \"indices\": 1}]}], \"nodes\": [{\"mesh\": 0, \"scale\": [2, 1, 1]}]");
    ScanContents contents = read(gltf.toText());
    assertThat(contents.warnings()).contains(SAMPLED);
    assertThat(contents.cloud().normals()).startsWith(0, 1, 0);
  }

  @Test
  void sparseNumbersReplaceOthers() throws Exception {
    GltfMaker gltf = new GltfMaker();
    int where = gltf.view(GltfMaker.bytes(1, 2, 3), 0);
    int what = gltf.view(GltfMaker.floats(2, 0, 0, 2, 1, 0, 0, 1, 0), 0);
    gltf.accessor(
        ("{\"componentType\": 5126, \"count\": 4, \"type\": \"VEC3\", \"sparse\": {\"count\": 3,"
                + " \"indices\": {\"bufferView\": %d, \"componentType\": 5121},"
                + " \"values\": {\"bufferView\": %d}}}")
            .formatted(where, what));
    gltf.indices(0, 1, 2, 0, 2, 3);
    assertIsWall(read(mesh(gltf, "\"POSITION\": 0", "\"indices\": 1").toText()));
  }

  @Test
  void pointsArePoints() throws Exception {
    GltfMaker gltf = new GltfMaker();
    gltf.vectors(3, 1, 2, 3, 4, 5, 6);
    gltf.accessor(
        gltf.view(GltfMaker.shorts(65535, 0, 32768, 65535, 0, 65535, 0, 0), 0),
        "\"componentType\": 5123, \"normalized\": true, \"count\": 2, \"type\": \"VEC4\"");
    ScanContents contents =
        read(mesh(gltf, "\"POSITION\": 0, \"COLOR_0\": 1", "\"mode\": 0").toText());
    assertThat(contents.cloud().positions()).containsExactly(1, -3, 2, 4, -6, 5);
    // half of the light is shown as 188
    assertThat(contents.cloud().colors()).containsExactly(255, 0, (byte) 188, 0, 255, 0);
    assertThat(contents.cloud().normals()).isNull();
    assertThat(contents.format()).isEqualTo("gltf (points)");
    assertThat(contents.warnings()).containsExactly(TURNED);
  }

  @Test
  void pointsBesideASurfaceAreKept() throws Exception {
    GltfMaker gltf = wall();
    gltf.add(
        "\"meshes\": [{\"primitives\": [{\"attributes\": {\"POSITION\": 0}, \"indices\": 1},"
            + " {\"attributes\": {\"POSITION\": 0}, \"mode\": 0},"
            + " {\"attributes\": {\"POSITION\": 0}, \"mode\": 1}]}]");
    ScanContents contents = read(gltf.toText());
    assertThat(contents.cloud().pointCount()).isEqualTo(50_004);
    assertThat(contents.cloud().positions()[3 * 50_001]).isEqualTo(2);
    assertThat(contents.warnings())
        .contains("with 4 points beside the surface.", "parts made of lines were passed over: 1.");
  }

  private static byte[] picture() throws Exception {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64 * 64; i++) {
      image.setRGB(i % 64, i / 64, i / 64 < 32 ? 0x00ff00 : i % 64 < 32 ? 0xff0000 : 0x0000ff);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private static int[] colorAt(PointCloud cloud, double x, double z) {
    int nearest = 0;
    for (int i = 0; i < cloud.pointCount(); i++) {
      double distance = Math.hypot(cloud.world(i, 0) - x, cloud.world(i, 2) - z);
      double least = Math.hypot(cloud.world(nearest, 0) - x, cloud.world(nearest, 2) - z);
      nearest = distance < least ? i : nearest;
    }
    byte[] colors = cloud.colors();
    return new int[] {
      colors[3 * nearest] & 0xff, colors[3 * nearest + 1] & 0xff, colors[3 * nearest + 2] & 0xff
    };
  }

  @Test
  void texturesLieWhereTheirCoordinatesSay() throws Exception {
    String data =
        "\"uri\": \"data:image/png;base64," + Base64.getEncoder().encodeToString(picture()) + "\"";
    Files.write(directory.resolve("wall.png"), picture());
    for (String source :
        new String[] {
          data, "\"uri\": \"wall.png\"", "\"bufferView\": 3, \"mimeType\": \"image/png\""
        }) {
      GltfMaker gltf = wall(", \"TEXCOORD_0\": 2", ", \"material\": 0");
      gltf.vectors(2, 0, 1, 1, 1, 1, 0, 0, 0);
      gltf.view(picture(), 0);
      gltf.add("\"images\": [{" + source + "}], \"textures\": [{\"source\": 0}]");
      gltf.add(
          "\"materials\": [{\"pbrMetallicRoughness\": {\"baseColorTexture\": {\"index\": 0}}}]");
      PointCloud cloud = read(gltf.toBinary()).cloud();
      assertThat(colorAt(cloud, .5, .2)).as(source).containsExactly(255, 0, 0);
      assertThat(colorAt(cloud, 1.5, .2)).containsExactly(0, 0, 255);
      assertThat(colorAt(cloud, .5, .8)).containsExactly(0, 255, 0);
    }
  }

  @Test
  void texturesAreMovedTurnedAndTintedAsTheMaterialSays() throws Exception {
    Files.write(directory.resolve("wall.png"), picture());
    GltfMaker gltf = wall(", \"TEXCOORD_1\": 2", ", \"material\": 0");
    gltf.vectors(2, 0, 1, 1, 1, 1, 0, 0, 0);
    gltf.add(
        "\"images\": [{\"uri\": \"wall.png\"}], \"textures\": [{\"source\": 0, \"sampler\": 0}]");
    gltf.add("\"samplers\": [{\"wrapS\": 33071, \"wrapT\": 33648}]");
    gltf.add(
        "\"materials\": [{\"pbrMetallicRoughness\": {\"baseColorFactor\": [0.5, 0.5, 0.5, 1],"
            + " \"baseColorTexture\": {\"index\": 0, \"texCoord\": 1, \"extensions\":"
            + " {\"KHR_texture_transform\": {\"offset\": [0.5, 0]}}}}}]");
    PointCloud cloud = read(gltf.toText()).cloud();
    assertThat(colorAt(cloud, .5, .2)).containsExactly(0, 0, 188);
    assertThat(colorAt(cloud, 1.9, .2)).containsExactly(0, 0, 188); // held at the edge
  }

  @Test
  void coloursOfMaterialsAndVerticesAreMultiplied() throws Exception {
    GltfMaker gltf = wall(", \"COLOR_0\": 2", ", \"material\": 0");
    gltf.vectors(3, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1);
    gltf.add("\"materials\": [{\"pbrMetallicRoughness\": {\"baseColorFactor\": [1, 1, 0.5, 1]}}]");
    assertThat(colorAt(read(gltf.toText()).cloud(), 1, .5)).containsExactly(255, 0, 188);
    assertThat(read(wall("", "").toText()).cloud().colors()).isNull();
  }

  @Test
  void whatIsMissingOrOutOfRangeIsLeftOutAndTold() throws Exception {
    GltfMaker gltf = new GltfMaker();
    gltf.vectors(3, 0, 0, 0, 2, 0, 0, 2, 1, 0, 0, 1, 0);
    gltf.indices(0, 1, 2, 0, 2, 3, 0, 1, 99, 0, 0, 1);
    gltf.add(
        "\"meshes\": [{\"primitives\": [{\"attributes\": {\"POSITION\": 0, \"NORMAL\": 50},"
            + " \"indices\": 1, \"material\": 9}, {\"attributes\": {}}, {\"attributes\":"
            + " {\"POSITION\": 0}, \"indices\": 0}]}]");
    assertThat(read(gltf.toText()).warnings())
        .containsExactly(
            TURNED,
            "parts whose numbers are not there or make no sense: 2.",
            "1 triangle with corners that do not exist left out.",
            "1 triangle without area left out.",
            SAMPLED);
  }

  @Test
  void aFileThatWasCutOpensAsFarAsItIsGood() throws Exception {
    GltfMaker gltf = new GltfMaker();
    gltf.indices(0, 1, 2, 0, 2, 3);
    gltf.vectors(3, 0, 0, 0, 2, 0, 0, 2, 1, 0, 0, 1, 0);
    byte[] whole = mesh(gltf, "\"POSITION\": 1", "\"indices\": 0").toBinary();
    assertThat(read(Arrays.copyOf(whole, whole.length - 2)).warnings())
        .containsExactly(
            "the file ends after 58 of the 60 bytes that its numbers should take.",
            TURNED,
            "1 triangle with corners that do not exist left out.",
            "the surface of 1.00 m² was sampled with 50,000 points.");
  }

  @Test
  void promisesBeyondTheBytesCostNothing() throws Exception {
    GltfMaker gltf = new GltfMaker();
    int view = gltf.view(GltfMaker.floats(0, 0, 0, 2, 0, 0, 2, 1, 0), 0);
    gltf.accessor(view, "\"componentType\": 5126, \"count\": 4294967295, \"type\": \"VEC3\"");
    gltf.accessor("{\"componentType\": 5126, \"count\": 4294967295, \"type\": \"VEC3\"}");
    gltf.add(
        "\"meshes\": [{\"primitives\": [{\"attributes\": {\"POSITION\": 0}},"
            + " {\"attributes\": {\"POSITION\": 1}}]}]");
    assertThat(read(gltf.toText()).warnings())
        .contains("the surface of 1.00 m² was sampled with 50,000 points.");
  }

  @Test
  void meshesUsedBeyondAllMemoryAreRefused() throws Exception {
    GltfMaker gltf = new GltfMaker();
    gltf.vectors(3, new float[3 * 1000]);
    gltf.add("\"meshes\": [{\"primitives\": [{\"attributes\": {\"POSITION\": 0}}]}]");
    gltf.add("\"nodes\": [" + "{\"mesh\": 0},".repeat(99) + "{}]");
    Path path = Files.write(directory.resolve("a.gltf"), gltf.toText());
    try (FileBytes bytes = FileBytes.open(path);
        GltfFile file = GltfFile.open(bytes, new ArrayList<>())) {
      GltfPrimitives parts = new GltfPrimitives(file, List.of(), 5_000_000);
      assertThatThrownBy(() -> new GltfScene(file, parts, Progress.none()).read())
          .isInstanceOf(ScanException.class)
          .hasMessageContaining("as often as they are used, have 34,325 vertices and triangles");
    }
  }

  @Test
  void whatIsNotReadIsRefusedInWords() throws Exception {
    assertRefused(
        wall("", "").add("\"extensionsRequired\": [\"KHR_draco_mesh_compression\"]").toText(),
        "compressed by KHR_draco_mesh_compression",
        "Export it without compression.");
    assertThat(read(wall("", "").add("\"extensionsRequired\": [\"EXT_x\"]").toText()).warnings())
        .contains("it needs EXT_x, which is not known here; what is shown may not be all.");
    assertRefused(
        "{\"asset\": {\"version\": \"1.0\"}}".getBytes(StandardCharsets.UTF_8), "version 1.0");
    assertRefused("{\"asset\": {\"ver".getBytes(StandardCharsets.UTF_8), "damaged at character 16");
    assertRefused("{}".getBytes(StandardCharsets.UTF_8), "no glTF 2.0");
    byte[] old = wall("", "").toBinary();
    old[4] = 1;
    assertRefused(old, "version 1");
    assertRefused("glTF\2\0\0\0\0\0\0\0".getBytes(StandardCharsets.UTF_8), "damaged");
  }

  @Test
  void circlesOfNodesEnd() throws Exception {
    GltfMaker gltf = wall();
    gltf.add(
        "\"meshes\": [{\"primitives\": [{\"attributes\": {\"POSITION\": 0}, \"indices\": 1}]}]");
    gltf.add(
        "\"scenes\": [{\"nodes\": [0, 0]}], \"nodes\": [{\"mesh\": 0, \"children\": [1]}, {\"children\": [0]}]");
    assertIsWall(read(gltf.toText()));
  }

  @Test
  void anEmptySceneIsAnEmptyScan() throws Exception {
    assertThat(read("{\"asset\": {\"version\": \"2.0\"}}").warnings())
        .containsExactly(TURNED, "the file holds no points.");
  }
}
