package cadenza.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanFormats;
import cadenza.scan.synthetic.RoomGenerator;
import cadenza.scan.synthetic.RoomKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On generated rooms, whose coordinates are far from zero as those of surveyed scans are.
class SimilarCommandTest {
  private static final String GRID = "0.12";
  private static final double[] ORIGIN = {500_000, 5_400_000, 200};

  @TempDir static Path directory;

  private static Path office;
  private static Path bedroom;
  private static PointCloud cloud;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void makeRooms() throws Exception {
    office = directory.resolve("office.ply");
    bedroom = directory.resolve("bedroom.ply");
    cloud = write(RoomKind.OFFICE, office);
    write(RoomKind.BEDROOM, bedroom);
  }

  private static PointCloud write(RoomKind kind, Path file) throws Exception {
    PointCloud room =
        RoomGenerator.generate(kind, 3, Progress.none()).toBuilder()
            .origin(ORIGIN[0], ORIGIN[1], ORIGIN[2])
            .build();
    ScanFormats.write(room, file, Progress.none());
    return ScanFormats.read(file, Progress.none()).cloud();
  }

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

  private static String at(int point) {
    return String.format(
        Locale.ROOT,
        "%.4f,%.4f,%.4f",
        cloud.world(point, 0),
        cloud.world(point, 1),
        cloud.world(point, 2));
  }

  private static float similarity(Path file, int point) throws Exception {
    Attribute values =
        ScanFormats.read(file, Progress.none()).cloud().attribute("similarity").orElseThrow();
    return (float) values.get(point);
  }

  @Test
  void everyPointIsColouredAndKnowsItsLikeness() throws Exception {
    Path file = directory.resolve("alike.ply");
    int point = cloud.pointCount() / 3;
    assertThat(run("similar", office, "--at", at(point), "--grid", GRID, "--exact", "--out", file))
        .as(err.toString())
        .isZero();
    PointCloud colored = ScanFormats.read(file, Progress.none()).cloud();
    assertThat(colored.pointCount()).isEqualTo(cloud.pointCount());
    assertThat(colored.attributes()).containsKeys("label", "instance", "similarity");
    assertThat(colored.colors()).isNotEqualTo(cloud.colors());
    assertThat(similarity(file, point)).isCloseTo(1, within(1e-4f));
    assertThat(err.toString()).contains("nearest point is 0.").doesNotContain("Attention");
  }

  @Test
  void placesThatAreUnlikeCountAndJsonTellsWhatWasFound() throws Exception {
    Path one = directory.resolve("one.ply");
    Path two = directory.resolve("two.ply");
    int like = cloud.pointCount() / 3;
    int unlike = cloud.pointCount() / 2;
    run("similar", office, "--at", at(like), "--grid", GRID, "--exact", "--out", one);
    int code =
        run(
            "similar",
            office,
            "--at",
            at(like),
            "--not",
            at(unlike),
            "--grid",
            GRID,
            "--exact",
            "--json",
            "--out",
            two);
    assertThat(code).as(err.toString()).isZero();
    assertThat(similarity(two, unlike)).isLessThan(similarity(one, unlike) - .1f);
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("points").asInt()).isEqualTo(cloud.pointCount());
    assertThat(json.get("places")).hasSize(2);
    assertThat(json.get("places").get(1).get("alike").asBoolean()).isFalse();
    assertThat(json.get("places").get(0).get("distanceMeters").asDouble()).isLessThan(.05);
    assertThat(json.get("thresholds").get("oral").asDouble())
        .isGreaterThan(json.get("thresholds").get("reject").asDouble());
  }

  @Test
  void anotherScanIsAskedTheSame() throws Exception {
    Path file = directory.resolve("other.ply");
    int code =
        run(
            "similar", office, "--at", at(100), "--on", bedroom, "--scale", "cosine", "--grid",
            GRID, "--out", file);
    assertThat(code).as(err.toString()).isZero();
    assertThat(ScanFormats.read(file, Progress.none()).cloud().pointCount())
        .isEqualTo(ScanFormats.read(bedroom, Progress.none()).cloud().pointCount());
  }

  @Test
  void aPlaceFarFromAllPointsIsWarnedOf() throws Exception {
    Path file = directory.resolve("far.png");
    int code =
        run("similar", office, "--at", "1,2,3", "--grid", GRID, "--size", "320x200", "--out", file);
    assertThat(code).as(err.toString()).isZero();
    assertThat(err.toString()).contains("Attention", "check the coordinates");
    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(320);
  }

  @Test
  void whatCannotBeIsToldBeforeWorkBegins() {
    Path file = directory.resolve("x.ply");
    assertThat(run("similar", office, "--out", file)).isEqualTo(2);
    assertThat(run("similar", office, "--at", "1,2", "--out", file)).isEqualTo(2);
    assertThat(run("similar", office, "--at", "1,2,3", "--not", "a,b,c", "--out", file))
        .isEqualTo(2);
    assertThat(run("similar", office, "--at", "1,2,3", "--out", directory.resolve("x.jpg")))
        .isEqualTo(2);
    assertThat(run("similar", office, "--at", "1,2,3", "--scale", "warm", "--out", file))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--at", "--not").doesNotContain("Exception");
    assertThat(Files.exists(file)).isFalse();
  }

  @Test
  void theDemoClicksAPieceOfFurniture() throws Exception {
    Path folder = directory.resolve("demo");
    assertThat(run("demo", "--out", folder)).as(err.toString()).isZero();
    assertThat(ImageIO.read(folder.resolve("similarity.png").toFile()).getWidth()).isEqualTo(1600);
    JsonNode report = new ObjectMapper().readTree(folder.resolve("report.json").toFile());
    assertThat(report.get("similarity").get("class").asText()).isIn("chair", "sofa");
    assertThat(report.get("similarity").get("at")).hasSize(3);
    assertThat(folder.resolve("prediction.png")).isNotEmptyFile();
    assertThat(report.get("prediction").get("labelledPoints").asInt()).isEqualTo(100);
    assertThat(report.get("prediction").get("allAcc").asDouble()).isBetween(0.3, 1.0);
  }
}
