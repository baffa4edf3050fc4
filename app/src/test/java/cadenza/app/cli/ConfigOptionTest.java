package cadenza.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `--config` and `--branch`, given wrongly.
class ConfigOptionTest {
  private final StringWriter err = new StringWriter();

  @TempDir Path directory;

  private Path weights;

  @BeforeEach
  void write() throws Exception {
    weights = Files.writeString(directory.resolve("w.pth"), "x");
  }

  private int run(Object... arguments) {
    err.getBuffer().setLength(0);
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(new StringWriter(), true))
            .setErr(new PrintWriter(err, true))
            .execute(words);
    assertThat(err.toString()).doesNotContain("Exception");
    return code;
  }

  @Test
  void withoutWeightsThereIsNothingToChooseOf() {
    Path out = directory.resolve("f.npz");
    for (String[] option : new String[][] {{"--config", "base"}, {"--branch", "teacher"}}) {
      assertThat(run("features", "s.ply", "--out", out, option[0], option[1])).isEqualTo(2);
      assertThat(err.toString()).contains(option[0], "Name one with --weights");
      assertThat(run("weights", "show", option[0], option[1])).isEqualTo(2);
      assertThat(err.toString()).contains(option[0], "FILE or NAME");
    }
  }

  @Test
  void aNameThatIsNeitherNetworkNorFileIsAWrongArgument() {
    assertThat(run("weights", "show", weights, "--config", "bse")).isEqualTo(2);
    assertThat(err.toString()).contains("\"bse\"", "base, starter, concerto-large");
    assertThat(run("weights", "show", weights, "--config", "")).isEqualTo(2);
  }

  @Test
  void aFileWithoutANetworkIsUnreadableAndNamed() throws Exception {
    Path bad = directory.resolve("net.json");
    for (String text : new String[] {"{}", "", "null", "[1]", "{\"enc_depths\": 3}", "{ x"}) {
      Files.writeString(bad, text);
      assertThat(run("weights", "show", weights, "--config", bad)).as(text).isEqualTo(3);
      assertThat(err.toString()).contains("net.json: ");
    }
    Files.writeString(bad, "{}");
    assertThat(run("weights", "show", weights, "--config", bad)).isEqualTo(3);
    assertThat(err.toString()).contains("enc_depths");
    Files.write(bad, new byte[] {'{', (byte) 0xff, (byte) 0xfe, 0});
    assertThat(run("weights", "show", weights, "--config", bad)).isEqualTo(3);
    assertThat(err.toString()).contains("it is no text");
    assertThat(run("weights", "show", weights, "--config", directory)).isEqualTo(3);
    assertThat(err.toString()).contains("no file that describes a network");
  }
}
