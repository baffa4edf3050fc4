package cadenza.app.features;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.FakeEngine;
import cadenza.app.TestThread;
import cadenza.app.settings.Settings;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.weights.LocalServer;
import cadenza.app.weights.LocalServer.Answer;
import cadenza.app.weights.LocalServer.Request;
import cadenza.app.weights.TestWeights;
import cadenza.app.weights.WeightsChoice;
import cadenza.app.weights.WeightsLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the person does while weights are downloaded, and what is said when they are here.
class DownloadedWeightsTest {
  private static final WeightsChoice TINY = new WeightsChoice.Official("tiny");
  private static final WeightsChoice LITTLE = new WeightsChoice.Official("little");

  private final TestThread thread = new TestThread();
  private final TaskRunner tasks =
      new TaskRunner(
          thread,
          problem -> {
            throw new AssertionError(problem.details());
          });
  private final FakeEngine engine = new FakeEngine();
  private final CountDownLatch mayArrive = new CountDownLatch(1);

  @TempDir Path folder;

  private byte[] file;
  private LocalServer server;
  private WeightsLibrary library;
  private WeightsModel model;

  @BeforeEach
  void start() throws IOException {
    file = TestWeights.file(folder);
    server = new LocalServer(request -> LocalServer.serve(request, file, "\"t\""));
    library = TestWeights.library(server, folder.resolve("data"));
    engine.grids.put("tiny.pth", 0.05f);
    engine.grids.put("mine.pth", 0.05f);
    model = new WeightsModel(tasks, engine, library, new Settings());
    model.start(() -> {});
    thread.runUntil(() -> tasks.tasks().isEmpty());
  }

  @AfterEach
  void close() {
    mayArrive.countDown();
    tasks.close();
    server.close();
  }

  private Answer late(Request request) {
    if (request.method().equals("GET")) {
      try {
        mayArrive.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return LocalServer.serve(request, file, "\"t\"");
  }

  private DownloadModel beginTiny() {
    model.choose(TINY);
    DownloadModel page = model.pageProperty().get();
    page.download();
    thread.runUntil(() -> !server.gets().isEmpty());
    return page;
  }

  private void end() {
    mayArrive.countDown();
    thread.runUntil(() -> tasks.tasks().isEmpty());
  }

  @Test
  void theServerIsAskedBeforeAByteIsLoadedAndWhatWasNotCheckedIsSaid() throws Exception {
    DownloadModel page = beginTiny();
    thread.runUntil(() -> tasks.tasks().isEmpty());
    assertThat(server.requests().getFirst().method()).isEqualTo("HEAD");
    assertThat(page.sizeProperty().get()).endsWith("says the server");
    assertThat(page.checksumProperty().get()).contains("tells none");
    assertThat(model.choiceProperty().get()).isEqualTo(TINY);
    WeightsModel.Arrival said = model.arrivalProperty().get();
    assertThat(said.used()).isTrue();
    assertThat(said.file().sha256()).hasSize(64);
    model.dismissArrival();
    assertThat(model.arrivalProperty().get()).isNull();
  }

  @Test
  void aSizeFarFromTheOneShownWaitsForASecondClick() {
    byte[] huge = new byte[3 * file.length];
    server.answer(request -> LocalServer.serve(request, huge, "\"t\""));
    model.choose(TINY);
    DownloadModel page = model.pageProperty().get();
    page.download();
    thread.runUntil(() -> tasks.tasks().isEmpty());
    assertThat(page.problemProperty().get().what()).contains("not about");
    assertThat(server.gets()).isEmpty();
    page.download();
    thread.runUntil(() -> !server.gets().isEmpty());
  }

  @Test
  void whatTheServerChangesBetweenTheTwoClicksIsNotLoaded() {
    model.choose(TINY);
    DownloadModel page = model.pageProperty().get();
    page.askSize();
    thread.runUntil(() -> tasks.tasks().isEmpty());
    byte[] other = new byte[file.length + 1];
    server.answer(request -> LocalServer.serve(request, other, "\"u\""));
    page.download();
    thread.runUntil(() -> tasks.tasks().isEmpty());
    assertThat(page.problemProperty().get().what()).contains("not the one that was shown");
    assertThat(server.gets()).isEmpty();
  }

  @Test
  void aChoiceMadeMeanwhileStaysAndTheOthersAreOffered() {
    server.answer(this::late);
    beginTiny();
    WeightsChoice mine = new WeightsChoice.OfFile(Path.of("/w/mine.pth").toAbsolutePath(), "");
    model.choose(mine);
    thread.runUntil(() -> engine.used.contains("mine.pth"));
    end();
    assertThat(model.choiceProperty().get()).isEqualTo(mine);
    assertThat(model.pageProperty().get()).isNull();
    assertThat(model.arrivalProperty().get().used()).isFalse();
    model.choose(TINY);
    thread.runUntil(() -> tasks.tasks().isEmpty());
    assertThat(model.choiceProperty().get()).isEqualTo(TINY);
    assertThat(model.arrivalProperty().get()).isNull();
  }

  @Test
  void thePageOfOtherWeightsLeavesADownloadRunning() {
    server.answer(this::late);
    DownloadModel tiny = beginTiny();
    model.choose(LITTLE);
    DownloadModel little = model.pageProperty().get();
    assertThat(little.weights().name()).isEqualTo("little");
    assertThat(model.isDownloading(tiny.weights())).isTrue();
    model.choose(TINY);
    assertThat(model.pageProperty().get()).as("the page it had").isSameAs(tiny);
    model.choose(LITTLE);
    end();
    assertThat(Files.exists(library.fileOf(tiny.weights()))).isTrue();
    assertThat(model.choiceProperty().get()).isEqualTo(TINY);
  }

  @Test
  void aDownloadThatFailsWhileAnotherPageIsShownIsSaidAllTheSame() {
    server.answer(this::late);
    beginTiny();
    model.choose(LITTLE);
    file = "<html>".getBytes(StandardCharsets.UTF_8);
    end();
    thread.runUntil(() -> model.obstacleProperty().get() != null);
    assertThat(model.obstacleProperty().get().what().title()).contains("Tiny Sonata");
    assertThat(model.pageProperty().get().weights().name()).isEqualTo("little");
    assertThat(model.pageProperty().get().problemProperty().get()).isNull();
  }
}
