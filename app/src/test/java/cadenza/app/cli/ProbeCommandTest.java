package cadenza.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import cadenza.scan.synthetic.RoomGenerator;
import cadenza.scan.synthetic.RoomKind;
import cadenza.scan.synthetic.SemanticClass;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `cadenza probe` on two generated rooms with the default weights, at a coarse grid.
class ProbeCommandTest {
  private static final String GRID = "--grid=0.12";
  private static final Map<Integer, String> NAMES =
      Arrays.stream(SemanticClass.values())
          .collect(Collectors.toMap(SemanticClass::id, SemanticClass::displayName));

  @TempDir private static Path rooms;
  private static Path first;
  private static Path second;

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void makeRooms() throws Exception {
    first = room(rooms.resolve("first.ply"), 1);
    second = room(rooms.resolve("second.ply"), 2);
  }

  private static Path room(Path file, long seed) throws Exception {
    PointCloud whole = RoomGenerator.generate(RoomKind.OFFICE, seed, Progress.none());
    int[] some = IntStream.range(0, whole.pointCount()).filter(i -> i % 5 == 0).toArray();
    ScanFormats.write(
        new ScanContents(whole.gather(some), "room").withLabelNames(NAMES), file, Progress.none());
    return file;
  }

  private int run(Object... words) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(Arrays.stream(words).map(Object::toString).toArray(String[]::new));
  }

  private JsonNode json() throws Exception {
    JsonNode node = new ObjectMapper().readTree(out.toString());
    out.getBuffer().setLength(0);
    return node;
  }

  private Path train(Object... more) {
    Path probe = folder.resolve("rooms.probe");
    Object[] words = {
      "probe",
      "train",
      first,
      "--labels",
      "label",
      "--out",
      probe,
      GRID,
      "--local-statistics",
      "off",
      "--strength",
      ".1"
    };
    Object[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    assertThat(run(all)).as(err.toString()).isZero();
    return probe;
  }

  @Test
  void whatWasLearntInOneRoomIsFoundInTheOther() throws Exception {
    Path probe = folder.resolve("auto.probe");
    assertThat(
            run(
                "probe",
                "train",
                first,
                "--labels",
                "label",
                "--out",
                probe,
                GRID,
                "--json",
                "--points-per-scene",
                "200",
                "--sampling",
                "balanced",
                "--seed",
                "3"))
        .as(err.toString())
        .isZero();
    JsonNode trained = json();
    assertThat(trained.get("classes").get("floor").asInt()).isPositive();
    assertThat(trained.get("classes").valueStream().mapToInt(JsonNode::asInt).sum())
        .isBetween(150, 200); // voxels, some of which got two labels
    assertThat(trained.get("crossValidation").get("folds").asInt()).isEqualTo(5);

    assertThat(
            run("probe", "evaluate", second, "--probe", probe, "--labels", "label", GRID, "--json"))
        .as(err.toString())
        .isZero();
    JsonNode scores = json();
    long points = 0;
    int walls = -1;
    for (int k = 0; k < scores.get("classes").size(); k++) {
      points += scores.get("classes").get(k).get("points").asLong();
      walls = scores.get("classes").get(k).get("name").asText().equals("wall") ? k : walls;
    }
    PointCloud cloud = ScanFormats.read(second, Progress.none()).cloud();
    Attribute truth = cloud.attribute("label").orElseThrow();
    long labelled =
        IntStream.range(0, cloud.pointCount()).filter(i -> truth.getInt(i) != 0).count();
    assertThat(points).isEqualTo(labelled); // every original point that has a label
    assertThat(scores.get("classes").get(walls).get("points").asLong())
        .isEqualTo(
            IntStream.range(0, cloud.pointCount()).filter(i -> truth.getInt(i) == 1).count());
    double diagonal = 0;
    for (int k = 0; k < scores.get("confusion").size(); k++) {
      diagonal += scores.get("confusion").get(k).get(k).asDouble();
    }
    assertThat(scores.get("allAcc").asDouble()).isCloseTo(diagonal / points, within(1e-9));
    // Untrained weights tell floors and walls apart by height and normal; chance is near 0.05.
    assertThat(scores.get("mIoU").asDouble()).isGreaterThan(.12);
    assertThat(scores.get("mAcc").asDouble()).isBetween(scores.get("mIoU").asDouble(), 1.0);
  }

  @Test
  void predictionsLieBesideAllThatTheScanHolds() throws Exception {
    Path probe = train();
    Path unlabelled = folder.resolve("bare.ply");
    ScanContents contents = ScanFormats.read(second, ReadOptions.everything(), Progress.none());
    PointCloud bare = contents.cloud().toBuilder().without("label").build();
    ScanFormats.write(contents.withCloud(bare), unlabelled, Progress.none());
    Path broken = Files.writeString(folder.resolve("broken.ply"), "ply\nformat nonsense\n");
    Path target = folder.resolve("out");

    int code = run("probe", "apply", broken, second, unlabelled, "--probe", probe, "--out", target);

    assertThat(code).isEqualTo(3); // one was unreadable, the others are there
    PointCloud predicted = ScanFormats.read(target.resolve("second.ply"), Progress.none()).cloud();
    PointCloud original = contents.cloud();
    assertThat(predicted.positions()).isEqualTo(original.positions());
    assertThat(predicted.colors()).isEqualTo(original.colors());
    assertThat(predicted.attribute("label")).isEqualTo(original.attribute("label"));
    assertThat(predicted.attribute("instance")).isEqualTo(original.attribute("instance"));
    Attribute classes = predicted.attribute("prediction").orElseThrow();
    Attribute probability = predicted.attribute("probability").orElseThrow();
    int right = 0;
    int odd = 0;
    for (int i = 0; i < predicted.pointCount(); i++) {
      odd += NAMES.containsKey(classes.getInt(i)) ? 0 : 1;
      odd += probability.get(i) > .03 && probability.get(i) <= 1 ? 0 : 1;
      right += classes.getInt(i) == predicted.attribute("label").orElseThrow().getInt(i) ? 1 : 0;
    }
    assertThat(odd).isZero();
    assertThat(right).isGreaterThan(predicted.pointCount() / 4);
    PointCloud fresh = ScanFormats.read(target.resolve("bare.ply"), Progress.none()).cloud();
    assertThat(fresh.attribute("prediction")).isEmpty();
    assertThat(fresh.attribute("label").orElseThrow().values()).isEqualTo(classes.values());

    JsonNode report = new ObjectMapper().readTree(target.resolve("report.json").toFile());
    assertThat(report.get("scans")).hasSize(2);
    assertThat(report.get("scans").get(0).get("points").asInt()).isEqualTo(original.pointCount());
    assertThat(report.get("failures").get(0).get("scan").asText()).endsWith("broken.ply");
    assertThat(report.get("scans").get(0).get("meanCertainty").asDouble()).isBetween(.1, 1.0);
    assertThat(Files.readAllLines(target.resolve("report.csv")))
        .anyMatch(line -> line.contains("second.ply,floor,"))
        .anyMatch(line -> line.contains("broken.ply,,,,"));
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws Exception {
    // Time of training stands in the file, so weights are compared.
    byte[] one = weights(train("--points-per-scene", "50", "--seed", "5"));
    byte[] same = weights(train("--points-per-scene", "50", "--seed", "5"));
    byte[] other = weights(train("--points-per-scene", "50", "--seed", "6"));
    assertThat(one).isEqualTo(same).isNotEqualTo(other);
  }

  private static byte[] weights(Path probe) throws Exception {
    byte[] bytes = Files.readAllBytes(probe);
    int header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(8);
    return Arrays.copyOfRange(bytes, 12 + header, bytes.length - 4);
  }

  @Test
  void aProbeOfOtherWeightsOrGridIsRefused() {
    Path probe = train("--points-per-scene", "20");
    Path target = folder.resolve("out");
    assertThat(run("probe", "apply", second, "--probe", probe, "--out", target, "--grid", ".2"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("grid of 0.12 m");
    assertThat(
            run(
                "probe",
                "evaluate",
                second,
                "--probe",
                rooms.resolve("first.ply"),
                "--labels",
                "label"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("first.ply is not a probe");
  }

  @Test
  void wrongArgumentsAreSaidBeforeAnyWork() {
    Path probe = folder.resolve("p.probe");
    assertThat(
            run("probe", "train", first, "--labels", "label", "--out", probe, "--kind", "decoder"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("decoder is not in this version yet");
    assertThat(
            run(
                "probe",
                "train",
                first,
                "--labels",
                "label",
                "--out",
                probe,
                "--points-per-scene",
                "few"))
        .isEqualTo(2);
    assertThat(run("probe", "train", first, "--labels", "label", "--out", "x.txt")).isEqualTo(2);
    assertThat(run("probe", "train", first, "--labels", "colour", "--out", probe, GRID))
        .isEqualTo(3);
    assertThat(err.toString()).contains("no attribute \"colour\"").contains("label, instance");
    assertThat(run("probe", "apply", first, "--probe", probe, "--out", folder, "--format", "doc"))
        .isEqualTo(2);
  }
}
