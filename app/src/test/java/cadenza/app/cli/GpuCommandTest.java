package cadenza.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.gpu.TestGpu;
import cadenza.app.update.TestReleases;
import cadenza.app.weights.LocalServer;
import cadenza.app.weights.LocalServer.Answer;
import cadenza.app.weights.TestWeights;
import cadenza.sonata.kernels.CudaState;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `gpu` and `update-check` against a server on this machine.
class GpuCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private boolean terminal;
  private boolean answer;

  @TempDir Path data;

  private LocalServer server;
  private Supplier<CudaState> computer;

  @BeforeEach
  void start() throws IOException {
    byte[] file = TestGpu.archive();
    server = new LocalServer(request -> LocalServer.serve(request, file, "\"t\""));
    computer = () -> TestGpu.withGpu(data);
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
            return answer;
          }
        };
    return Main.commandLine(
            new Main.Outside(
                TestWeights.library(server, data),
                TestGpu.libraries(server, data, computer),
                TestReleases.at(server, "0.1.0")),
            questions)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }

  @Test
  void withoutADriverThatIsSaidFirstAndNobodyIsAsked() {
    computer = () -> TestGpu.NO_DRIVER;
    assertThat(run("gpu")).isZero();
    assertThat(out.toString()).contains("No NVIDIA driver was found").doesNotContain("gpu get");
    assertThat(run("gpu", "get", "--yes")).isEqualTo(1);
    assertThat(err.toString()).contains("No NVIDIA driver", "Nothing was fetched", "--anyway");
    assertThat(server.requests()).isEmpty();
    assertThat(run("gpu", "get", "--yes", "--anyway")).as(err.toString()).isZero();
    assertThat(data.resolve("libtorch").resolve("lib")).isDirectory();
  }

  @Test
  void aNoFetchesNothingButWasToldBothSizes() {
    terminal = true;
    assertThat(run("gpu", "get")).isEqualTo(1);
    assertThat(err.toString())
        .contains("download  40", "on disk   400 kB; 80", "BSD-3-Clause", "example.org/terms")
        .contains("goes to   " + data.resolve("libtorch"), "Nothing was fetched.");
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void nobodyIsTakenToHaveSaidYes() {
    assertThat(run("gpu", "get")).isEqualTo(2);
    assertThat(err.toString()).contains("--yes", "https://example.org/terms");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void fetchedTriedAndRemoved() throws Exception {
    terminal = true;
    answer = true;
    assertThat(run("gpu", "get")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("The GPU can be used", "Test GPU 9000");
    out.getBuffer().setLength(0);
    assertThat(run("gpu", "--json")).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("usable").asBoolean()).isTrue();
    assertThat(json.get("present").asBoolean()).isTrue();
    assertThat(json.get("bytes").asLong()).isGreaterThan(400_000);
    assertThat(run("gpu", "get", "--yes")).isZero();
    assertThat(err.toString()).contains("there already");
    terminal = false;
    assertThat(run("gpu", "remove")).isEqualTo(2);
    assertThat(data.resolve("libtorch")).isDirectory();
    assertThat(run("gpu", "remove", "--yes")).isZero();
    assertThat(out.toString()).contains("Freed 400 kB.");
    assertThat(data).isEmptyDirectory();
    assertThat(run("gpu", "remove", "--yes")).isZero();
    assertThat(out.toString()).contains("There are none");
  }

  @Test
  void librariesThatDoNotWorkAreAFailure() {
    computer =
        () ->
            new CudaState(
                CudaState.Obstacle.LIBRARIES_FAILED, "They do not load.", "Look.", List.of());
    assertThat(run("gpu", "get", "--yes")).isEqualTo(1);
    assertThat(out.toString()).contains("They do not load. Look.");
    assertThat(data.resolve("libtorch")).isDirectory();
  }

  @Test
  void aServerThatRefusesIsAFailureInWords() {
    server.answer(request -> Answer.of(403, new byte[0]));
    assertThat(run("gpu", "get", "--yes")).isEqualTo(1);
    assertThat(err.toString()).contains("403").doesNotContain("Exception");
  }

  @Test
  void updatesAreToldOnStandardOutput() throws Exception {
    String release = "{\"tag_name\": \"0.3.0\", \"html_url\": \"https://example.org/0.3.0\"}";
    server.answer(request -> Answer.of(200, release.getBytes(StandardCharsets.UTF_8)));
    assertThat(run("update-check")).isZero();
    assertThat(out.toString())
        .contains("Cadenza 0.3.0 is out; this is 0.1.0.", "https://example.org/0.3.0");
    out.getBuffer().setLength(0);
    assertThat(run("update-check", "--json")).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("order").asText()).isEqualTo("newer is out");
    server.answer(request -> Answer.of(404, new byte[0]));
    assertThat(run("update-check")).isEqualTo(1);
    assertThat(err.toString()).contains("answered 404").doesNotContain("Exception");
  }
}
