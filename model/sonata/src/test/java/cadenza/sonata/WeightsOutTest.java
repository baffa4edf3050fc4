package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.GridSample;
import cadenza.scan.grid.PyramidBuilder;
import cadenza.sonata.io.ElementType;
import cadenza.sonata.io.StoredTensor;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Weights as other programs want them.
class WeightsOutTest {
  private static final ModelCard CARD =
      new ModelCard(
          "starter",
          "For rooms.",
          List.of(new ModelCard.DataSet("procedural rooms | ours", 300, 12_000_000, "CC0")),
          "Apache-2.0",
          "starter",
          1200,
          2400,
          21.5,
          Long.MIN_VALUE + 3,
          "CPU",
          2,
          0.06f,
          Map.of("knn", 0.71, "probeMiou", 0.31),
          Map.of("Cadenza", "0.7", "PyTorch", "2.7.1"),
          "cadenza pretrain rooms --preset starter --seed 3");

  @TempDir Path folder;

  private static Checkpoint weights() {
    SplittableRandom random = new SplittableRandom(5);
    Checkpoint first = Checkpoint.untrained(CheckpointTest.SMALL, InputTransform.starter(), 3);
    List<StoredTensor> tensors = new ArrayList<>();
    for (StoredTensor tensor : first.tensors()) {
      float[] values = tensor.floats();
      for (int i = 0; i < values.length; i++) {
        values[i] += (float) random.nextGaussian(0, .2);
      }
      tensors.add(StoredTensor.of(tensor.name(), values, tensor.shape()));
    }
    try {
      return Checkpoint.of("random", CheckpointTest.SMALL, InputTransform.starter(), true, tensors);
    } catch (WeightsException e) {
      throw new AssertionError(e);
    }
  }

  private static float[] features(Checkpoint weights) throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    int points = 2000;
    float[] positions = new float[3 * points];
    float[] normals = new float[3 * points];
    byte[] colors = new byte[3 * points];
    for (int i = 0; i < points; i++) {
      positions[3 * i] = (float) random.nextDouble(0, 3);
      positions[3 * i + 1] = (float) random.nextDouble(0, 2);
      positions[3 * i + 2] = (float) (.4 * positions[3 * i] + random.nextDouble(0, .1));
      normals[3 * i + random.nextInt(3)] = 1;
    }
    random.nextBytes(colors);
    PointCloud cloud = PointCloud.builder(positions).normals(normals).colors(colors).build();
    InputTransform transform = weights.inputTransform();
    GridSample sample = GridSample.of(cloud, transform.gridSizeMeters(), 0, Progress.none());
    Pyramid pyramid = PyramidBuilder.build(sample, 2, Progress.none());
    try (Encoder encoder = Encoder.open(weights, DeviceChoice.CPU, Progress.none())) {
      return encoder
          .encode(pyramid, transform.features(cloud, sample), Progress.none())
          .levels()
          .getLast()
          .values();
    }
  }

  private static double largest(float[] values) {
    double largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static double worst(float[] one, float[] other) {
    assertThat(one).hasSameSizeAs(other);
    double worst = 0;
    for (int i = 0; i < one.length; i++) {
      worst = Math.max(worst, Math.abs(one[i] - other[i]));
    }
    return worst;
  }

  @Test
  void anOfficialFileGivesTheSameFeaturesFromPlainInput() throws Exception {
    Path file = folder.resolve("out.pth");
    Checkpoint weights = weights().withCard(CARD);
    weights.writePth(file);
    Checkpoint read = Checkpoint.read(file, Progress.none());
    assertThat(read.inputTransform().offset()).containsOnly(0);
    assertThat(read.inputTransform().scale()).containsOnly(1);
    assertThat(read.inputTransform().gridSizeMeters()).isEqualTo(0.06f);
    assertThat(read.config()).isEqualTo(CheckpointTest.SMALL);
    assertThat(read.trained()).isTrue();
    assertThat(read.card()).contains(CARD);
    assertThat(read.sha256()).isEqualTo(weights.withFoldedInput().sha256());
    float[] expected = features(weights);
    double difference = worst(features(read), expected);
    System.out.println("features up to " + largest(expected) + " differ by " + difference);
    assertThat(largest(expected)).isGreaterThan(.5);
    assertThat(difference).isLessThan(1e-5 * Math.max(1, largest(expected)));
    Path again = folder.resolve("again.pth");
    weights.writePth(again);
    assertThat(again).hasSameBinaryContentAs(file);
    WeightsFile opened = WeightsFile.read(file, Progress.none());
    assertThat(opened.alongside()).isEmpty();
    assertThat(opened.kind()).isEqualTo(WeightsFile.Kind.ENCODER);
  }

  @Test
  void untrainedWeightsStayUntrainedInAnOfficialFile() throws Exception {
    Path file = folder.resolve("untrained.pth");
    Checkpoint.untrained(CheckpointTest.SMALL, InputTransform.official(), 1).writePth(file);
    Checkpoint read = Checkpoint.read(file, Progress.none());
    assertThat(read.trained()).isFalse();
    assertThat(read.card()).isEmpty();
    assertThat(read.inputTransform()).isEqualTo(InputTransform.official());
  }

  @Test
  void theArchiveIsAsPyTorchWritesIt() throws Exception {
    Path file = folder.resolve("out.pth");
    weights().writePth(file);
    byte[] bytes = Files.readAllBytes(file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<String> names = zip.stream().map(ZipEntry::getName).toList();
      assertThat(names).startsWith("archive/data.pkl", "archive/byteorder", "archive/data/0");
      assertThat(names).endsWith("archive/version").hasSize(3 + weights().tensors().size());
      assertThat(zip.stream().allMatch(e -> e.getMethod() == ZipEntry.STORED)).isTrue();
      String version =
          new String(
              zip.getInputStream(zip.getEntry("archive/version")).readAllBytes(),
              StandardCharsets.US_ASCII);
      assertThat(version).isEqualTo("3\n");
    }
    // Each local header, one behind the other: numbers begin at multiples of 64 bytes.
    int at = 0;
    int records = 0;
    while (bytes[at + 2] == 3) {
      int name = (bytes[at + 26] & 0xff) | bytes[at + 27] << 8;
      int extra = (bytes[at + 28] & 0xff) | bytes[at + 29] << 8;
      int size =
          (bytes[at + 18] & 0xff)
              | (bytes[at + 19] & 0xff) << 8
              | (bytes[at + 20] & 0xff) << 16
              | bytes[at + 21] << 24;
      assertThat((at + 30 + name + extra) % 64).isZero();
      at += 30 + name + extra + size;
      records++;
    }
    assertThat(records).isEqualTo(3 + weights().tensors().size());
  }

  @Test
  void pythonReadsAnOfficialFileWithNothingButNamesThatPyTorchAllows() throws Exception {
    Path script = Path.of("..", "..", "bin", "pth-check").toAbsolutePath().normalize();
    boolean python =
        List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "python3")));
    Assumptions.assumeTrue(python, "no python3 here");
    Path file = folder.resolve("out.pth");
    weights().withCard(CARD).inHalfPrecision().writePth(file);
    Process process =
        new ProcessBuilder("python3", script.toString(), file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("enc_mode: True", weights().tensors().size() + " tensors");
  }

  @Test
  void halfPrecisionHalvesTheFileAndBarelyMovesFeatures() throws Exception {
    Path whole = folder.resolve("whole.safetensors");
    Path half = folder.resolve("half.safetensors");
    weights().withCard(CARD).writeSafetensors(whole);
    weights().withCard(CARD).inHalfPrecision().writeSafetensors(half);
    Checkpoint read = Checkpoint.read(half, Progress.none());
    assertThat(read.tensors()).allMatch(tensor -> tensor.type() == ElementType.FLOAT16);
    assertThat(read.card()).contains(CARD);
    assertThat(read.inputTransform()).isEqualTo(InputTransform.starter());
    long numbers = 4 * weights().parameterCount();
    assertThat(Files.size(whole) - Files.size(half)).isCloseTo(numbers / 2, within(256L));
    for (StoredTensor tensor : weights().tensors()) {
      float[] exact = tensor.floats();
      float[] rounded = read.tensor(tensor.name()).floats();
      for (int i = 0; i < exact.length; i++) {
        assertThat(rounded[i]).isCloseTo(exact[i], within(Math.abs(exact[i]) / 2048 + 1e-7f));
      }
    }
    float[] expected = features(weights());
    assertThat(worst(features(read), expected)).isBetween(1e-7, .02 * largest(expected));
  }

  @Test
  void aNumberTooLargeForHalfPrecisionIsNamed() {
    StoredTensor large = StoredTensor.of("enc.large", new float[] {1, 70_000}, 2);
    assertThatThrownBy(large::half)
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("enc.large");
    StoredTensor infinite = StoredTensor.of("x", new float[] {Float.POSITIVE_INFINITY}, 1);
    assertThat(infinite.half().floats()).containsExactly(Float.POSITIVE_INFINITY);
  }

  @Test
  void aCardIsTheSameAfterJsonAndOthersAreNoCards() throws Exception {
    assertThat(ModelCard.parse(CARD.json())).contains(CARD);
    assertThat(ModelCard.parse("a cat")).isEmpty();
    assertThat(ModelCard.parse("{\"cat\": 1}")).isEmpty();
    assertThat(ModelCard.parse("{\"name\": \"x\", \"command\": 3, \"data\": [1]}"))
        .hasValueSatisfying(card -> assertThat(card.steps()).isZero());
    String text = ModelCardText.markdown(CARD);
    assertThat(text)
        .contains("# starter", "procedural rooms \\| ours", "12,000,000", "Apache-2.0")
        .contains("cadenza pretrain rooms --preset starter --seed 3", "| knn | 0.7100 |")
        .contains("grid_size = 0.06", String.valueOf(Long.MIN_VALUE + 3));
    Path written = ModelCardText.writeBeside(folder.resolve("w.safetensors"), CARD);
    assertThat(written).hasFileName("WEIGHTS.md").hasContent(text);
  }
}
