package cadenza.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cadenza.scan.io.NpyArray;
import cadenza.scan.io.Npz;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `cadenza features` with the weights and scenes of the reference fixtures.
class FeaturesCommandTest {
  private final StringWriter err = new StringWriter();

  @TempDir Path directory;

  private Map<String, NpyArray> features(String scan, String weights, Object... more)
      throws Exception {
    Path out = directory.resolve("features.npz");
    String[] words = new String[more.length + 6];
    words[0] = "features";
    words[1] = golden(scan).toString();
    words[2] = "--weights";
    words[3] = golden(weights).toString();
    words[4] = "--out";
    words[5] = out.toString();
    for (int i = 0; i < more.length; i++) {
      words[6 + i] = more[i].toString();
    }
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(new StringWriter(), true))
            .setErr(new PrintWriter(err, true))
            .execute(words);
    assertThat(code).as(err.toString()).isZero();
    return Npz.read(out);
  }

  private static Path golden(String name) {
    Path file = Path.of(System.getProperty("cadenza.shared", "absent"), "golden", name);
    assumeTrue(Files.exists(file), "fixture " + file + " is not on this machine");
    return file;
  }

  @Test
  void aShuffleSeedGivesWhatTheOfficialCodeGives() throws Exception {
    Map<String, NpyArray> answer =
        features("transform_B.npz", "sonata_tiny.pth", "--shuffle-seed", 7);
    Map<String, NpyArray> expected = Npz.read(golden("tiny_B_shuffled.npz"));
    for (int k = 0; k < 5; k++) {
      String name = "s" + k + "_feat";
      assertThat(answer.get(name).floats())
          .as(name)
          .containsExactly(expected.get(name).floats(), within(1e-4f));
    }
  }

  @Test
  void aShuffleSeedReachesScansToo() throws Exception {
    float[] plain = features("scene_B.ply", "sonata_tiny.pth").get("s4_feat").floats();
    float[] seven =
        features("scene_B.ply", "sonata_tiny.pth", "--shuffle-seed", 7).get("s4_feat").floats();
    float[] again =
        features("scene_B.ply", "sonata_tiny.pth", "--shuffle-seed", 7).get("s4_feat").floats();
    float[] eight =
        features("scene_B.ply", "sonata_tiny.pth", "--shuffle-seed", 8).get("s4_feat").floats();
    assertThat(seven).isEqualTo(again).isNotEqualTo(plain).isNotEqualTo(eight);
  }

  @Test
  void aDecodersAnswerStandsBesideTheEncoders() throws Exception {
    Map<String, NpyArray> answer = features("transform_B.npz", "sonata_tiny_decoder.pth");
    NpyArray expected = Npz.read(golden("tiny_B_decoder.npz")).get("out_feat");
    assertThat(answer.get("dec_feat").shape()).isEqualTo(expected.shape());
    assertThat(answer.get("dec_feat").floats()).containsExactly(expected.floats(), within(1e-4f));
    assertThat(features("transform_B.npz", "sonata_tiny.pth")).doesNotContainKey("dec_feat");

    Map<String, NpyArray> scan = features("scene_B.ply", "sonata_tiny_decoder.pth");
    int voxels = scan.get("s0_feat").shape()[0];
    assertThat(scan.get("dec_feat").shape()).containsExactly(voxels, 16);
  }
}
