package cadenza.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.sonata.Checkpoint;
import cadenza.sonata.InputTransform;
import cadenza.sonata.SonataConfig;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WeightsShowTest {
  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Object... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine program = Main.commandLine();
    program.setOut(new PrintWriter(out));
    program.setErr(new PrintWriter(err));
    return program.execute(Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
  }

  private static Path golden(String name) {
    String shared = System.getProperty("cadenza.shared");
    Assumptions.assumeTrue(shared != null, "no shared folder, no " + name);
    Path file = Path.of(shared, "golden", name);
    Assumptions.assumeTrue(Files.exists(file), "the fixture " + file + " is not here");
    return file;
  }

  private JsonNode json() throws Exception {
    return new ObjectMapper().readTree(out.toString());
  }

  /// A network that the tiny fixtures have, as a file for `--config`.
  private Path tinyConfig() throws Exception {
    return Files.writeString(
        directory.resolve("tiny.json"),
        "{\"in_channels\":9,\"order\":[\"z\",\"z-trans\",\"hilbert\",\"hilbert-trans\"],"
            + "\"enc_depths\":[3,1,1,4,1],\"enc_channels\":[16,32,48,64,96],"
            + "\"enc_num_head\":[1,2,3,4,6],\"enc_patch_size\":[128,128,128,128,128]}");
  }

  @Test
  void aPretrainingStateShowsItsBranchesAlsoWithoutANetwork() throws Exception {
    Path file = golden("pointcept_tiny_pretrain.pth");
    assertThat(run("weights", "show", file)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("pretraining state", "student, teacher", "student.mask_head: ")
        .contains("epoch, optimizer, scheduler, scaler, best_metric_value")
        .contains("not said");
    String[] hashes = new String[2];
    for (int i = 0; i < 2; i++) {
      String branch = List.of("student", "teacher").get(i);
      assertThat(
              run("weights", "show", file, "--config", tinyConfig(), "--branch", branch, "--json"))
          .as(err.toString())
          .isZero();
      assertThat(json().get("name").asText()).endsWith("(" + branch + ")");
      assertThat(json().get("parts")).hasSize(6);
      assertThat(json().get("config").get("model").get("enc_channels").get(4).asInt())
          .isEqualTo(96);
      hashes[i] = json().get("sha256").asText();
    }
    assertThat(hashes[0]).isNotEqualTo(hashes[1]);
    assertThat(run("weights", "show", file, "--branch", "uncle")).isEqualTo(2);
  }

  @Test
  void aHeadShowsItsSizesAndIsNoEncoder() throws Exception {
    Path head = golden("sonata_linear_head_tiny.pth");
    assertThat(run("weights", "show", head, "--json")).as(err.toString()).isZero();
    assertThat(json().get("kind").asText()).isEqualTo("linear head");
    assertThat(json().get("head").get("classes").asInt()).isEqualTo(20);
    assertThat(json().get("head").get("features").asInt()).isEqualTo(256);
    Path scan = golden("scene_B.ply");
    Path picture = directory.resolve("x.png");
    assertThat(run("pca", scan, "--weights", head, "--out", picture)).isEqualTo(3);
    assertThat(err.toString()).contains("this is a linear head").doesNotContain("Exception");
  }

  @Test
  void anEncoderWithADecoderSaysSo() throws Exception {
    assertThat(run("weights", "show", golden("sonata_tiny_decoder.pth"), "--tensors")).isZero();
    assertThat(out.toString())
        .contains("encoder and decoder", "decoder: ", "dec.dec0.up.proj.0.weight: (16, 24)");
    assertThat(run("weights", "show", golden("sonata_tiny.pth"), "--branch", "teacher"))
        .isEqualTo(3);
    assertThat(err.toString()).contains("it holds one encoder");
  }

  @Test
  void networksOfOneAndTwoStagesGiveColoursToo() throws Exception {
    Path rooms = directory.resolve("rooms");
    assertThat(run("rooms", "--count", "1", "--seed", "1", "--out", rooms))
        .as(err.toString())
        .isZero();
    Path room;
    try (var files = Files.list(rooms)) {
      room = files.filter(f -> f.toString().endsWith(".ply")).findFirst().orElseThrow();
    }
    for (int stages = 1; stages <= 2; stages++) {
      SonataConfig network =
          new SonataConfig(
              9,
              List.of(1, 1).subList(0, stages),
              List.of(4, 8).subList(0, stages),
              List.of(1, 2).subList(0, stages),
              List.of(64, 64).subList(0, stages),
              4,
              0,
              false);
      Path file = directory.resolve(stages + ".safetensors");
      Checkpoint.untrained(network, InputTransform.starter(), 1).writeSafetensors(file);
      Path colored = directory.resolve(stages + ".ply");
      assertThat(run("pca", room, "--weights", file, "--grid", "0.1", "--out", colored))
          .as(err.toString())
          .isZero();
      assertThat(colored).exists();
      Path picture = directory.resolve(stages + ".png");
      assertThat(
              run(
                  "render",
                  room,
                  "--color",
                  "pca",
                  "--weights",
                  file,
                  "--grid",
                  "0.1",
                  "--size",
                  "80x60",
                  "--out",
                  picture))
          .as(err.toString())
          .isZero();
    }
  }
}
