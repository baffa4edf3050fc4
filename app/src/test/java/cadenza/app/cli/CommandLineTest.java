package cadenza.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.NpyArray;
import cadenza.scan.io.Npz;
import cadenza.scan.io.ScanFormats;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path directory;

  private int run(Object... arguments) {
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }

  /// A floor and a box on it, coloured by place, 4,000 points and one that is not a number.
  private Path room() throws Exception {
    Random random = new Random(1);
    int n = 4001;
    float[] xyz = new float[3 * n];
    byte[] rgb = new byte[3 * n];
    float[] normals = new float[3 * n];
    for (int i = 0; i < n; i++) {
      boolean box = i % 4 == 0;
      xyz[3 * i] = random.nextFloat() * (box ? .8f : 3);
      xyz[3 * i + 1] = random.nextFloat() * (box ? .8f : 3);
      xyz[3 * i + 2] = box ? .7f : 0;
      rgb[3 * i + (box ? 0 : 1)] = (byte) 200;
      normals[3 * i + 2] = 1;
    }
    xyz[3 * n - 1] = Float.NaN;
    Path file = directory.resolve("room.ply");
    PointCloud cloud = PointCloud.builder(xyz).colors(rgb).normals(normals).build();
    ScanFormats.write(cloud, file, Progress.none());
    return file;
  }

  @Test
  void infoSaysWhatIsInAFile() throws Exception {
    assertThat(run("info", room(), "--json")).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("points").asInt()).isEqualTo(4001);
    assertThat(json.get("finite").asInt()).isEqualTo(4000);
    assertThat(json.get("attributes").toString()).contains("color", "normal");
    assertThat(json.get("bounds").get("max").get(2).asDouble()).isEqualTo(.7f);
  }

  @Test
  void featuresHoldWhatTheManualPromises() throws Exception {
    Path file = directory.resolve("f.npz");
    assertThat(run("features", room(), "--grid", "0.1", "--out", file)).as(err.toString()).isZero();
    Map<String, NpyArray> arrays = Npz.read(file);
    NpyArray inverse = arrays.get("inverse");
    assertThat(inverse.shape()).containsExactly(4001);
    assertThat(inverse.longs()[4000]).isEqualTo(-1);
    int rows = arrays.get("s0_feat").shape()[0];
    for (int k = 0; k < 5; k++) {
      assertThat(arrays.get("s" + k + "_grid_coord").shape()).containsExactly(rows, 3);
      assertThat(arrays.get("s" + k + "_feat").shape()[0]).isEqualTo(rows);
      for (float value : arrays.get("s" + k + "_feat").floats()) {
        assertThat(value).isFinite();
      }
      if (k < 4) {
        assertThat(arrays.get("s" + k + "_cluster").shape()).containsExactly(rows);
        rows = arrays.get("s" + (k + 1) + "_feat").shape()[0];
      }
    }
    assertThat(new String((byte[]) arrays.get("config").values(), StandardCharsets.UTF_8))
        .contains("enc_depths");
    assertThat(err.toString()).doesNotContain("untrained");

    Path again = directory.resolve("g.npz");
    run("features", room(), "--grid", "0.1", "--out", again);
    assertThat(Files.mismatch(file, again)).as("same seed, same bytes").isEqualTo(-1);
  }

  @Test
  void pcaColoursEveryPointAndKeepsTheRest() throws Exception {
    Path scan = directory.resolve("pca.ply");
    assertThat(run("pca", room(), "--grid", "0.1", "--out", scan)).as(err.toString()).isZero();
    PointCloud cloud = ScanFormats.read(scan, Progress.none()).cloud();
    assertThat(cloud.pointCount()).isEqualTo(4001);
    assertThat(cloud.normals()).isNotNull();
    PointCloud before = ScanFormats.read(directory.resolve("room.ply"), Progress.none()).cloud();
    assertThat(cloud.positions()).isEqualTo(before.positions());
    assertThat(cloud.colors()).isNotEqualTo(before.colors());
  }

  @Test
  void renderDrawsThePoints() throws Exception {
    Path file = directory.resolve("room.png");
    assertThat(run("render", room(), "--color", "rgb", "--size", "320x200", "--out", file))
        .as(err.toString())
        .isZero();
    BufferedImage picture = ImageIO.read(file.toFile());
    assertThat(picture.getWidth()).isEqualTo(320);
    assertThat(picture.getHeight()).isEqualTo(200);
    // The floor is green, and nothing else in the picture is.
    long floor =
        IntStream.range(0, 320 * 200)
            .map(i -> picture.getRGB(i % 320, i / 320))
            .filter(argb -> (argb >> 8 & 0xff) > (argb & 0xff) + 40)
            .count();
    assertThat(floor).isGreaterThan(1000);
  }

  @Test
  void anAttributeThatIsNotThereIsNamed() throws Exception {
    Path file = directory.resolve("room.png");
    assertThat(run("render", room(), "--color", "label", "--out", file)).isEqualTo(1);
    assertThat(err.toString()).contains("room.ply", "label").doesNotContain("Exception");
  }

  @Test
  void convertThinsAndCutsOutWhereAsked() throws Exception {
    Path file = directory.resolve("part.ply");
    assertThat(run("convert", room(), file, "--max-points", 100)).as(err.toString()).isZero();
    assertThat(ScanFormats.read(file, Progress.none()).cloud().pointCount()).isEqualTo(100);
    assertThat(err.toString()).contains("are shown, chosen evenly");
    assertThat(run("convert", room(), file, "--region=0,0,-1,1.5,1,9")).isZero();
    Bounds bounds = ScanFormats.read(file, Progress.none()).cloud().bounds();
    assertThat(bounds.max()[0]).isBetween(1.0, 1.5);
    assertThat(bounds.max()[1]).isLessThanOrEqualTo(1);
    assertThat(run("convert", room(), file, "--region=0,0,1")).isEqualTo(2);
    assertThat(run("convert", room(), file, "--max-points=0")).isEqualTo(2);
  }

  @Test
  void convertKeepsThePoints() throws Exception {
    Path file = directory.resolve("room.pcd");
    assertThat(run("convert", room(), file)).as(err.toString()).isZero();
    assertThat(ScanFormats.read(file, Progress.none()).cloud().pointCount()).isEqualTo(4001);
  }

  @Test
  void anEmptyFileIsUnreadableAndSaysSo() throws Exception {
    Path file = Files.createFile(directory.resolve("empty.ply"));
    assertThat(run("info", file)).isEqualTo(3);
    assertThat(err.toString()).contains("empty.ply").contains("empty").doesNotContain("Exception");
  }

  @Test
  void weightsThatAreNoneAreUnreadable() throws Exception {
    Path file = Files.writeString(directory.resolve("w.pth"), "not weights");
    Path out = directory.resolve("f.npz");
    assertThat(run("features", room(), "--weights", file, "--out", out)).isEqualTo(3);
    assertThat(err.toString()).contains("w.pth").doesNotContain("Exception");
    assertThat(out).doesNotExist();
  }

  @Test
  void wrongArgumentsExitWithTwo() {
    assertThat(run("info")).isEqualTo(2);
    assertThat(run("features", "x.ply")).isEqualTo(2);
    assertThat(run("nonsense")).isEqualTo(2);
  }

  @Test
  void aGridThatCannotBeIsRefusedInWords() throws Exception {
    Path out = directory.resolve("f.npz");
    assertThat(run("features", room(), "--grid", "-1", "--out", out)).isEqualTo(2);
    assertThat(err.toString()).contains("grid size").doesNotContain("Exception");
  }

  @Test
  void scansOfOneNameDoNotOverwriteEachOther() throws Exception {
    Path first = room();
    Path second = Files.createDirectory(directory.resolve("other")).resolve("room.ply");
    Files.copy(first, second);
    Path folder = directory.resolve("results");
    assertThat(run("pca", first, second, "--grid", "0.1", "--out", folder))
        .as(err.toString())
        .isZero();
    assertThat(folder.resolve("room-pca.ply")).exists();
    assertThat(folder.resolve("room-2-pca.ply")).exists();
  }

  @Test
  void outputsThatCannotBeAreToldBeforeWorkBegins() throws Exception {
    assertThat(run("convert", room(), directory.resolve("room.foo"))).isEqualTo(2);
    assertThat(run("render", room(), "--out", directory.resolve("room.jpg"))).isEqualTo(2);
    assertThat(run("render", room(), "--size", "10x10x10", "--out", "x.png")).isEqualTo(2);
    assertThat(run("rooms", "--out", room())).isEqualTo(2);
    assertThat(err.toString()).doesNotContain("Exception");
  }

  @Test
  void aHeaderOfTwoToTheFortiethPointsAndAScanOfNoneAreUnreadable() throws Exception {
    String head = "ply\nformat ascii 1.0\nelement vertex %d\nproperty float x\n";
    String tail = "property float y\nproperty float z\nend_header\n";
    Path far = directory.resolve("far.ply");
    Files.writeString(far, head.formatted(1L << 40) + tail + "1 2 3\n");
    assertThat(run("info", far)).isEqualTo(3);
    assertThat(err.toString()).contains("far.ply", "1099511627776");
    Path nan = directory.resolve("nan.ply");
    Files.writeString(nan, head.formatted(1) + tail + "nan nan nan\n");
    assertThat(run("pca", nan, "--out", directory.resolve("x.png"))).isEqualTo(3);
    assertThat(err.toString()).contains("nan.ply", "finite");
  }

  @Test
  void theListOfCommandsHasWholeSentences() {
    String help = Main.commandLine().getUsageMessage().replaceAll("\\s+", " ");
    Main.commandLine()
        .getSubcommands()
        .forEach((name, command) -> {
          String first = command.getCommandSpec().usageMessage().description()[0];
          assertThat(first).as(name).endsWith(".");
          assertThat(help).contains(first);
        });
  }

  @Test
  void cudaIsUsedOrRefusedWithTheReason() throws Exception {
    Path features = directory.resolve("features.npz");
    int code = run("features", room(), "--device", "cuda", "--grid", .2, "--out", features);
    if (code == 0) {
      assertThat(err.toString()).contains("CUDA was asked for.");
    } else {
      assertThat(err.toString())
          .contains("CUDA was asked for.")
          .contains("Choose auto or cpu")
          .doesNotContain("Exception");
      assertThat(features).doesNotExist();
    }
  }

  @Test
  void bf16ComesNearF32AndIsNotTheSame() throws Exception {
    Path exact = directory.resolve("exact.npz");
    Path rounded = directory.resolve("rounded.npz");
    Path room = room();
    assertThat(run("features", room, "--grid", .2, "--out", exact)).isZero();
    assertThat(run("features", room, "--grid", .2, "--precision", "bf16", "--out", rounded))
        .isZero();
    float[] a = Npz.read(exact).get("s0_feat").floats();
    float[] b = Npz.read(rounded).get("s0_feat").floats();
    assertThat(b).isNotEqualTo(a);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += a[i] * (double) b[i];
      aa += a[i] * (double) a[i];
      bb += b[i] * (double) b[i];
    }
    assertThat(ab / Math.sqrt(aa * bb)).isGreaterThan(.999);
    assertThat(run("features", room, "--precision", "f8", "--out", exact)).isEqualTo(2);
  }

  @Test
  void doctorAnswersInJson() throws Exception {
    assertThat(run("doctor", "--json")).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("device").get("reason").asText()).isNotBlank();
    JsonNode cuda = json.get("cuda");
    assertThat(cuda.get("reason").asText()).isNotBlank();
    assertThat(cuda.get("needs").asText()).isEqualTo("PyTorch 2.7.1+cu128");
    assertThat(cuda.get("usable").asBoolean())
        .isEqualTo(cuda.get("obstacle").asText().equals("none"));
    assertThat(json.get("graphics").get("reason").asText()).isNotBlank();
  }
}
