package cadenza.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class BenchProbeTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... words) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }

  /// A run in this process: what it says of itself is there, and adds up.
  @Test
  void aRunTellsWhatAnUpdateTakes() throws Exception {
    assertThat(run("bench", "probe", "--one-run", "--shape", "89k", "--updates", "3"))
        .as(err.toString())
        .isZero();
    JsonNode run = new ObjectMapper().readTree(out.toString());
    assertThat(run.get("points").asInt()).isEqualTo(89_000);
    assertThat(run.get("voxels").asInt()).isEqualTo(61_218);
    assertThat(run.get("channels").asInt()).isEqualTo(1232);
    assertThat(run.get("classes").asInt()).isEqualTo(6);
    assertThat(run.get("labels").asInt()).isEqualTo(200);
    double parts =
        run.get("trainMillis").asDouble()
            + run.get("predictMillis").asDouble()
            + run.get("recolourMillis").asDouble();
    assertThat(run.get("updateMillis").get("p95").asDouble())
        .isGreaterThanOrEqualTo(run.get("updateMillis").get("p50").asDouble())
        .isGreaterThan(.9 * parts / 3);
    assertThat(run.get("similarityMillis").get("p50").asDouble()).isPositive();
    assertThat(run.get("peakRssBytes").asLong()).isGreaterThan(100_000_000);
    // The labels are learnt: a sixth would be chance.
    assertThat(run.get("accuracy").asDouble()).isGreaterThan(.5);
  }

  @Test
  void anUnknownShapeIsRefused() {
    assertThat(run("bench", "probe", "--shape", "huge")).isEqualTo(2);
    assertThat(err.toString()).contains("1m, 1m-2000 or 89k");
  }
}
