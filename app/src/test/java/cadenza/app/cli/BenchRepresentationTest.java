package cadenza.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.Progress;
import cadenza.scan.io.ScanFormats;
import cadenza.scan.synthetic.RoomGenerator;
import cadenza.scan.synthetic.RoomKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchRepresentationTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... words) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }

  /// Two rooms in a folder, each learnt from for the other.
  @Test
  void scoresOfAFolderOfLabelledScans(@TempDir Path folder) throws Exception {
    for (int seed = 1; seed <= 2; seed++) {
      ScanFormats.write(
          RoomGenerator.generate(RoomKind.BATHROOM, seed, Progress.none()),
          folder.resolve("room" + seed + ".ply"),
          Progress.none());
    }
    assertThat(
            run(
                "bench",
                "representation",
                "--origin",
                "labelled-rooms",
                "--scans",
                folder.resolve("nowhere").toString(),
                "--rooms",
                folder.toString(),
                "--rows",
                "a,b",
                "--labels",
                "20",
                "--seeds",
                "1",
                "--json"))
        .as(err.toString())
        .isZero();
    assertThat(err.toString()).contains("labelled-rooms is skipped", "nowhere", "--scans");
    JsonNode runs = new ObjectMapper().readTree(out.toString()).get("runs");
    assertThat(runs).hasSize(2);
    for (JsonNode run : runs) {
      assertThat(run.get("labels").asInt()).isEqualTo(20);
      assertThat(run.get("scans").asInt()).isEqualTo(2);
      // A room has a dozen classes, most of them on walls and floor.
      assertThat(run.get("allAcc").asDouble()).isBetween(20.0, 100.0);
      assertThat(run.get("mIoU").asDouble()).isBetween(5.0, run.get("mAcc").asDouble());
    }
    assertThat(runs.get(0).get("row").asText() + runs.get(1).get("row").asText()).isEqualTo("ab");
  }

  @Test
  void wrongArgumentsAreRefusedBeforeAnyWork() {
    assertThat(run("bench", "representation", "--rows", "c")).isEqualTo(2);
    assertThat(err.toString()).contains("--weights");
    assertThat(run("bench", "representation", "--rows", "z")).isEqualTo(2);
    assertThat(err.toString()).contains("a, b, c, d, e");
    assertThat(run("bench", "representation", "--origin", "mars")).isEqualTo(2);
    assertThat(err.toString()).contains("labelled-synthetic");
    assertThat(run("bench", "representation", "--labels", "0")).isEqualTo(2);
    assertThat(run("bench", "representation", "--minutes", "0")).isEqualTo(2);
  }
}
