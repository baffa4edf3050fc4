package cadenza.app.features;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.TestThread;
import cadenza.app.gpu.GpuLibraries;
import cadenza.app.gpu.TestGpu;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.weights.LocalServer;
import cadenza.app.weights.LocalServer.Answer;
import cadenza.sonata.kernels.CudaState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the card of the GPU libraries says and does.
class GpuModelTest {
  private final TestThread thread = new TestThread();
  private final TaskRunner tasks =
      new TaskRunner(
          thread,
          problem -> {
            throw new AssertionError(problem.details());
          });

  @TempDir Path data;

  private LocalServer server;
  private GpuLibraries libraries;
  private Supplier<CudaState> computer = () -> TestGpu.withGpu(data);
  private GpuModel model;

  @BeforeEach
  void start() throws IOException {
    byte[] file = TestGpu.archive();
    server = new LocalServer(request -> LocalServer.serve(request, file, "\"t\""));
    libraries = TestGpu.libraries(server, data, () -> computer.get());
    model = new GpuModel(libraries, tasks);
  }

  @AfterEach
  void close() {
    tasks.close();
    server.close();
  }

  private void settle() {
    thread.runUntil(() -> tasks.tasks().isEmpty());
  }

  private void open() {
    model.open();
    settle();
  }

  @Test
  void lookingAsksNobodyAndWithoutADriverThatIsSaid() {
    computer = () -> TestGpu.NO_DRIVER;
    open();
    assertThat(model.stateProperty().get())
        .isEqualTo("No NVIDIA driver was found. The libraries would not be used on this computer.");
    assertThat(model.usefulProperty().get()).isFalse();
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void nothingIsLoadedBeforeTheSizesAreShown() {
    open();
    assertThat(model.stateProperty().get()).contains("Test GPU 9000");
    assertThat(model.readyProperty().get()).isFalse();
    model.download();
    settle();
    assertThat(server.requests()).isEmpty();
    model.ask();
    settle();
    assertThat(model.sizeProperty().get()).endsWith("kB, says the server");
    assertThat(model.spaceProperty().get()).startsWith("400 kB");
    assertThat(model.readyProperty().get()).isTrue();
    assertThat(libraries.bytesBegun()).isZero();
  }

  @Test
  void whatArrivesIsTriedAtOnceAndCanBeRemoved() {
    open();
    model.ask();
    settle();
    model.download();
    settle();
    assertThat(model.problemProperty().get()).isNull();
    assertThat(model.hereProperty().get()).isTrue();
    assertThat(model.stateProperty().get())
        .contains("(400 kB)", "work with Test GPU 9000", "start Cadenza anew");
    model.remove();
    settle();
    assertThat(model.hereProperty().get()).isFalse();
    assertThat(model.resultProperty().get()).startsWith("Removed; 400 kB are free again.");
    assertThat(model.readyProperty().get()).as("sizes are asked anew").isFalse();
  }

  @Test
  void stoppedItKeepsWhatCameAndItCanBeDiscarded() {
    open();
    model.ask();
    settle();
    server.answer(request -> {
      try {
        byte[] file = TestGpu.archive();
        Answer whole = LocalServer.serve(request, file, "\"t\"");
        return request.method().equals("HEAD") ? whole : whole.cutAfter(150_000).stalling(4_000);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    });
    model.download();
    thread.runUntil(() -> libraries.bytesBegun() == 150_000);
    model.stop();
    settle();
    assertThat(model.begunProperty().get()).isEqualTo(150_000);
    assertThat(model.problemProperty().get()).isNull();
    assertThat(model.readyProperty().get()).as("it goes on with what was shown").isTrue();
    model.discard();
    assertThat(model.begunProperty().get()).isZero();
  }

  @Test
  void aFailureIsSaidOnTheCard() {
    open();
    server.answer(request -> Answer.of(403, new byte[0]));
    model.ask();
    settle();
    assertThat(model.problemProperty().get().what()).contains("answered 403");
    assertThat(model.readyProperty().get()).isFalse();
  }
}
