package cadenza.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.Progress;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.InputTransform;
import cadenza.sonata.ModelCard;
import cadenza.sonata.SonataConfig;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WeightsConvertTest {
  private static final SonataConfig NETWORK =
      new SonataConfig(9, List.of(1, 1), List.of(4, 8), List.of(1, 2), List.of(16, 16), 4, 0, true);
  private static final ModelCard CARD =
      new ModelCard(
          "small", "", List.of(), "CC0", "none", 0, 0, 0, 1, "CPU", 1, .06, Map.of(), Map.of(),
          "x");

  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path file = Path.of("");

  @BeforeEach
  void write() throws Exception {
    file = directory.resolve("in.safetensors");
    Checkpoint.untrained(NETWORK, InputTransform.starter(), 1)
        .withCard(CARD)
        .writeSafetensors(file);
  }

  private int run(Object... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine program = Main.commandLine();
    program.setOut(new PrintWriter(out));
    program.setErr(new PrintWriter(err));
    return program.execute(Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
  }

  @Test
  void theOfficialFormatTellsItsGridAndComesBack() throws Exception {
    Path pth = directory.resolve("out.pth");
    assertThat(run("weights", "convert", file, "--out", pth, "--json")).as(err.toString()).isZero();
    assertThat(err.toString()).contains("voxels of 0.06 m", "grid_size = 0.06");
    JsonNode report = new ObjectMapper().readTree(out.toString());
    Checkpoint read = Checkpoint.read(pth, Progress.none());
    assertThat(report.get("sha256").asText()).isEqualTo(read.sha256());
    assertThat(report.get("bytes").asLong()).isEqualTo(Files.size(pth));
    assertThat(read.inputTransform().scale()).containsOnly(1);
    assertThat(read.inputTransform().gridSizeMeters()).isEqualTo(.06f);
    Path back = directory.resolve("back.safetensors");
    assertThat(run("weights", "convert", pth, "--out", back)).as(err.toString()).isZero();
    assertThat(Checkpoint.read(back, Progress.none()).sha256()).isEqualTo(read.sha256());
    assertThat(run("weights", "show", back, "--json")).isZero();
    assertThat(new ObjectMapper().readTree(out.toString()).get("card").get("licence").asText())
        .isEqualTo("CC0");
  }

  @Test
  void halfIsSmallerAndTheCardIsWrittenOnDemand() throws Exception {
    Path half = directory.resolve("half.safetensors");
    assertThat(run("weights", "convert", file, "--out", half, "--half", "--card"))
        .as(err.toString())
        .isZero();
    assertThat(Files.size(half)).isLessThan(Files.size(file));
    assertThat(directory.resolve("WEIGHTS.md")).content().contains("# small");
    assertThat(Checkpoint.read(half, Progress.none()).inputTransform())
        .isEqualTo(InputTransform.starter());
  }

  @Test
  void aCardIsNamedAndScored() throws Exception {
    Path out = directory.resolve("out.safetensors");
    String score = "probe mIoU, office=0.25";
    assertThat(run("weights", "convert", file, "--out", out, "--name", "mine", "--score", score))
        .as(err.toString())
        .isZero();
    ModelCard card = Checkpoint.read(out, Progress.none()).card().orElseThrow();
    assertThat(card.name()).isEqualTo("mine");
    assertThat(card.scores()).containsExactly(Map.entry("probe mIoU, office", 0.25));
    assertThat(card.command()).isEqualTo(CARD.command());
  }

  @Test
  void itselfAndOtherEndingsAreRefused() {
    assertThat(run("weights", "convert", file, "--out", file)).isEqualTo(2);
    assertThat(err.toString()).contains("name another file");
    assertThat(run("weights", "convert", file, "--out", directory.resolve("x.onnx"))).isEqualTo(2);
    assertThat(run("weights", "convert", file)).isEqualTo(2);
  }
}
