package cadenza.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.gpu.GpuLibraries;
import cadenza.app.update.Releases;
import cadenza.app.weights.LocalServer;
import cadenza.app.weights.LocalServer.Answer;
import cadenza.app.weights.TestWeights;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `weights get` against a server on this machine.
class WeightsGetTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private boolean terminal;
  private boolean answer;
  private String asked = "";

  @TempDir Path folder;

  private LocalServer server;

  @BeforeEach
  void start() throws IOException {
    byte[] file = TestWeights.file(folder);
    server = new LocalServer(request -> LocalServer.serve(request, file, "\"t\""));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private int run(String... words) {
    Questions questions =
        new Questions() {
          @Override
          public boolean canBeAnswered() {
            return terminal;
          }

          @Override
          public boolean isYes(String question) {
            asked = question;
            return answer;
          }
        };
    return Main.commandLine(
            new Main.Outside(
                TestWeights.library(server, folder.resolve("data")),
                GpuLibraries.under(folder),
                Releases.ofProgram()),
            questions)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }

  @Test
  void withoutANameItListsWithoutTheNetwork() throws Exception {
    assertThat(run("weights", "get")).isZero();
    assertThat(out.toString()).contains("tiny", "CC BY-NC 4.0", "https://example.org/tiny");
    assertThat(run("weights", "get", "--list", "--json")).isZero();
    assertThat(out.toString()).contains("\"licence\" : \"CC BY-NC 4.0\"");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void withoutATerminalItRefusesAndSaysHow() {
    assertThat(run("weights", "get", "tiny")).isEqualTo(2);
    assertThat(err.toString()).contains("--yes", "CC BY-NC 4.0");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void withoutATerminalNobodyIsTakenToHaveSaidYes() {
    Questions real = Questions.atTerminal();
    Assumptions.assumeFalse(real.canBeAnswered(), "these tests were started from a terminal");
    assertThat(real.isYes("Download? [y/N] ")).isFalse();
  }

  @Test
  void aNoDownloadsNothing() {
    terminal = true;
    assertThat(run("weights", "get", "tiny")).isEqualTo(1);
    assertThat(asked).isEqualTo("Download? [y/N] ");
    assertThat(err.toString()).contains("size", "MB", "Non-commercial", "Nothing was downloaded");
    assertThat(server.gets()).isEmpty();
  }

  @Test
  void aYesDownloadsAndTheNameIsThenTaken() {
    assertThat(run("weights", "show", "tiny")).isEqualTo(3);
    assertThat(err.toString()).contains("cadenza weights get tiny");
    terminal = true;
    answer = true;
    assertThat(run("weights", "get", "tiny")).as(err.toString()).isZero();
    assertThat(folder.resolve("data").resolve("tiny.pth")).exists();
    assertThat(out.toString()).contains("tiny.pth");
    assertThat(run("weights", "show", "tiny")).isZero();
    assertThat(out.toString()).contains("parameters");
    assertThat(run("weights", "get", "tiny")).isZero();
    assertThat(err.toString()).contains("there already");
  }

  @Test
  void scriptsSayYesAndGetJson() throws Exception {
    Path to = folder.resolve("other");
    assertThat(run("weights", "get", "tiny", "--yes", "--json", "--to", to.toString())).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("file").asText()).isEqualTo(to.resolve("tiny.pth").toString());
    assertThat(json.get("sha256").asText()).hasSize(64);
    assertThat(json.get("checkedAgainst").asText()).isEqualTo("nothing");
    assertThat(json.get("downloadedNow").asBoolean()).isTrue();
    out.getBuffer().setLength(0);
    assertThat(run("weights", "get", "tiny", "--yes", "--json", "--to", to.toString())).isZero();
    json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("present").asBoolean()).isTrue();
    assertThat(json.get("downloadedNow").asBoolean()).isFalse();
    assertThat(err.toString()).contains("checksum").doesNotContain("Exception");
  }

  @Test
  void whatLiesThereUnderTheNameIsNotTakenForWeightsUnseen() throws Exception {
    Path there = folder.resolve("data").resolve("tiny.pth");
    Files.createDirectories(there);
    assertThat(run("weights", "get", "tiny", "--yes")).isEqualTo(1);
    assertThat(err.toString()).contains(there + " is a folder", "--to");
    Files.delete(there);
    Files.writeString(there, "an error page");
    assertThat(run("weights", "get", "tiny", "--yes")).isEqualTo(3);
    assertThat(err.toString()).contains("cannot be used as weights", "Delete it");
    assertThat(out.toString()).isEmpty();
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void aRefusalIsAFailureAndAnUnknownNameAWrongArgument() {
    server.answer(request -> Answer.of(404, new byte[0]));
    assertThat(run("weights", "get", "tiny", "--yes")).isEqualTo(1);
    assertThat(err.toString()).contains("404").doesNotContain("Exception");
    assertThat(run("weights", "get", "nonsense", "--yes")).isEqualTo(2);
    assertThat(err.toString()).contains("there are tiny");
  }
}
