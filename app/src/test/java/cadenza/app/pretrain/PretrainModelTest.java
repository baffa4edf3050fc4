package cadenza.app.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.TestThread;
import cadenza.app.pretrain.RunState.Phase;
import cadenza.app.settings.Settings;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.Notice;
import cadenza.app.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainModelTest {
  @TempDir Path folder;

  private final TestThread window = new TestThread();
  private final Workspace workspace = new Workspace();
  private final TaskRunner tasks = new TaskRunner(window, workspace::tell);
  private final Settings settings = new Settings();
  private final ScriptedProcess process = new ScriptedProcess();
  private final List<Path> used = new ArrayList<>();
  private int saves;
  private PretrainModel model;
  private Path out;

  @BeforeEach
  void make() {
    out = folder.resolve("w.safetensors");
    model = made();
    model.setup().outProperty().set(out.toString());
    model.setup().minutesProperty().set(false);
    model.setup().amountProperty().set("400");
    model.setup().roomsProperty().set(12);
  }

  private PretrainModel made() {
    return new PretrainModel(
        workspace,
        tasks,
        window,
        process,
        settings,
        new PretrainSetupModel(workspace, folder),
        new PretrainModel.Outside(used::add, () -> saves++, () -> {}));
  }

  @AfterEach
  void close() {
    process.end(0, "");
    tasks.close();
  }

  private Phase phase() {
    return model.state().phaseProperty().get();
  }

  private void waitFor(Phase wanted) {
    window.runUntil(() -> phase() == wanted);
  }

  private void state() throws IOException {
    Files.createDirectories(folder.resolve("w.safetensors.run"));
    Files.writeString(folder.resolve("w.safetensors.run/state.safetensors"), "state");
  }

  private void runTo(int step) {
    model.start();
    process.tell(ScriptedProcess.begin(0, 400), ScriptedProcess.step(step, 400, 6.25));
    window.runUntil(() -> model.state().stepProperty().get() != null);
  }

  @Test
  void startsWithWhatWasSetUp() {
    model.setup().add(List.of(folder.resolve("a.ply")));
    model.setup().numbers().find("rates.rate").textProperty().set("2e-3");
    model.setup().seedProperty().set("7");
    model.setup().labelled().add(folder.resolve("truth.ply"));
    runTo(20);
    assertThat(process.starts.getFirst())
        .containsExactly(
            "pretrain",
            folder.resolve("a.ply").toString(),
            "--rooms",
            "12",
            "--preset",
            "starter",
            "--set",
            "rates.rate=2e-3",
            "--out",
            out.toString(),
            "--steps",
            "400",
            "--seed",
            "7",
            "--watch-every",
            "100",
            "--labelled",
            folder.resolve("truth.ply").toString(),
            "--json",
            "--controlled");
    assertThat(settings.pretrainingProperty().get()).isEqualTo(out);
    assertThat(saves).isEqualTo(1);
  }

  @Test
  void linesMoveTheCurvesAndTheVerdict() {
    model.start();
    process.tell("{\"type\":\"scans\",\"done\":3,\"count\":12}");
    window.runUntil(() -> model.state().wordsProperty().get().contains("3 of 12"));
    assertThat(phase()).isEqualTo(Phase.STARTING);
    process.tell(
        ScriptedProcess.begin(0, 400),
        "no JSON at all",
        "{\"type\":\"something new\"}",
        ScriptedProcess.step(10, 400, 6.5),
        ScriptedProcess.step(20, 400, 6.25),
        ScriptedProcess.watch(20, 20, 0.7),
        ScriptedProcess.watch(30, 4, 0.7));
    window.runUntil(() -> model.state().curves().height().lastStep() == 30);
    RunCurves curves = model.state().curves();
    assertThat(curves.total().at(10)).isEqualTo(6.5);
    assertThat(curves.mask().latest()).isEqualTo(5.75);
    assertThat(curves.levels()).hasSize(2);
    assertThat(curves.levels().getFirst().rank().latest()).isEqualTo(4);
    assertThat(curves.totalSteps()).isEqualTo(400);
    assertThat(model.state().healthProperty().get().text()).contains("few dimensions");
    assertThat(model.state().wordsProperty().get()).isEqualTo("Step 20 of 400");
    assertThat(curves.knn().isEmpty()).isTrue();
  }

  @Test
  void pausesAndGoesOn() {
    runTo(20);
    model.pause();
    assertThat(process.said).containsExactly("pause");
    assertThat(phase()).isEqualTo(Phase.RUNNING); // until it says so
    process.tell("{\"type\":\"paused\",\"step\":21}");
    waitFor(Phase.PAUSED);
    model.goOn();
    process.tell("{\"type\":\"resumed\",\"step\":21}");
    waitFor(Phase.RUNNING);
    assertThat(process.said).containsExactly("pause", "go");
  }

  @Test
  void stopsSavedAndIsGoneOnWith() throws IOException {
    runTo(20);
    state();
    model.stop();
    assertThat(process.said).containsExactly("stop");
    assertThat(phase()).isEqualTo(Phase.STOPPING);
    process.tell(
        ScriptedProcess.step(21, 400, 6.0),
        "{\"type\":\"saved\",\"step\":21}",
        "{\"type\":\"end\",\"outcome\":\"stopped\",\"message\":\"Stopped\"}");
    process.end(0, "");
    waitFor(Phase.STOPPED);
    assertThat(model.problemProperty().get()).isNull();
    assertThat(model.state().canGoOnProperty().get()).isTrue();
    assertThat(settings.pretrainingProperty().get()).isEqualTo(out);

    model.setup().roomsProperty().set(99); // another run's: this one goes on with its own
    model.resume();
    process.tell(ScriptedProcess.begin(20, 400), ScriptedProcess.step(25, 400, 5.0));
    window.runUntil(() -> model.state().curves().total().lastStep() == 25);
    assertThat(process.starts.getLast())
        .contains("--resume", "12")
        .doesNotContain("--steps", "99", "--seed");
    assertThat(model.state().curves().total().at(21)).isEqualTo(6.25); // 21 was taken anew
  }

  @Test
  void doneItOffersItsWeights() {
    runTo(400);
    process.tell("{\"type\":\"end\",\"outcome\":\"done\",\"message\":\"Wrote\",\"out\":\"w\"}");
    process.end(0, "");
    waitFor(Phase.DONE);
    assertThat(settings.pretrainingProperty().get()).isNull();
    Notice notice = workspace.notices().getLast();
    assertThat(notice.text()).contains(out.toString());
    notice.offer().action().run();
    assertThat(used).containsExactly(out);
    assertThat(workspace.notices().getLast().text()).contains(out.toString());
  }

  @Test
  void aFailureThatIsToldIsShown() {
    runTo(20);
    process.tell(
        "{\"type\":\"end\",\"outcome\":\"failed\",\"message\":\"the loss is not a number\"}");
    process.end(1, "");
    waitFor(Phase.FAILED);
    assertThat(model.problemProperty().get().what()).isEqualTo("the loss is not a number");
    assertThat(workspace.notices().getLast().severity()).isEqualTo(Notice.Severity.ERROR);
  }

  @Test
  void aProcessThatDiesTellsHowAndWhatIsSaved() {
    runTo(20);
    process.tell("{\"type\":\"saved\",\"step\":18}");
    process.end(137, "");
    waitFor(Phase.FAILED);
    assertThat(model.problemProperty().get().what()).contains("137", "memory");
    assertThat(model.problemProperty().get().advice()).contains("step 18");
  }

  @Test
  void aProcessThatRefusesIsQuoted() {
    model.start();
    process.end(3, "Making scans ready\nbroken.ply: the header ends early\n");
    waitFor(Phase.FAILED);
    assertThat(model.problemProperty().get().what())
        .isEqualTo("The process ended with exit code 3: broken.ply: the header ends early.");
  }

  @Test
  void aProcessThatCannotBeStartedIsAFailureToo() {
    process.refusal = "no memory for a process";
    model.start();
    waitFor(Phase.FAILED);
    assertThat(model.problemProperty().get().what()).contains("no memory for a process");
  }

  @Test
  void stoppedBeforeTheFirstStepItEndsAtOnce() {
    model.start();
    process.tell("{\"type\":\"scans\",\"done\":3,\"count\":12}");
    window.runUntil(() -> model.state().wordsProperty().get().contains("3 of 12"));
    model.stop();
    waitFor(Phase.STOPPED);
    assertThat(process.said).containsExactly("kill");
    assertThat(model.problemProperty().get()).isNull();
    assertThat(settings.pretrainingProperty().get()).isNull();
  }

  @Test
  void closingTheWindowSavesAndTheNextOneTellsOfIt() throws IOException {
    runTo(20);
    state();
    Files.writeString(
        folder.resolve("w.safetensors.run/log.jsonl"),
        ScriptedProcess.begin(0, 400)
            + "\n"
            + ScriptedProcess.step(20, 400, 6.25)
            + "\n"
            + ScriptedProcess.step(30, 400, 6.1).substring(0, 30)); // cut off in the middle
    tasks.close();
    assertThat(process.said).containsExactly("stop");

    TaskRunner later = new TaskRunner(window, workspace::tell);
    PretrainModel next =
        new PretrainModel(
            workspace,
            later,
            window,
            process,
            settings,
            new PretrainSetupModel(workspace, folder),
            new PretrainModel.Outside(used::add, () -> {}, () -> {}));
    int before = workspace.notices().size();
    next.offerLeftBehind();
    window.runUntil(() -> workspace.notices().size() > before);
    Notice notice = workspace.notices().getLast();
    assertThat(notice.text()).contains("w.safetensors", "near step 20 of 400");
    notice.offer().action().run();
    assertThat(next.state().phaseProperty().get()).isEqualTo(Phase.STOPPED);
    assertThat(next.state().curves().total().latest()).isEqualTo(6.25);
    assertThat(next.state().canGoOnProperty().get()).isTrue();
    process.end(0, "");
    next.resume();
    window.runUntil(() -> process.starts.size() == 2);
    assertThat(process.starts.getLast()).contains("--resume", "--rooms", "12");
    later.close();
  }

  @Test
  void aFolderWithoutARunIsRefused() {
    model.open(folder.resolve("other.safetensors"));
    window.runUntil(() -> model.problemProperty().get() != null);
    assertThat(model.problemProperty().get().what()).contains("no run of other.safetensors");
    assertThat(phase()).isEqualTo(Phase.NONE);
  }

  @Test
  void whatCannotBeIsNotStarted() throws IOException {
    model.setup().roomsProperty().set(0);
    assertThat(model.setup().problemProperty().get()).contains("nothing to learn from");
    model.setup().roomsProperty().set(5);
    model.setup().amountProperty().set("-3");
    assertThat(model.setup().problemProperty().get()).contains("how long");
    model.setup().amountProperty().set("100");
    model.setup().outProperty().set(folder.resolve("w.pth").toString());
    assertThat(model.setup().problemProperty().get()).contains(".safetensors");
    model.setup().outProperty().set(folder.resolve("no/such/w.safetensors").toString());
    assertThat(model.setup().problemProperty().get()).contains("Nothing can be written");
    model.setup().outProperty().set(out.toString());
    assertThat(model.setup().problemProperty().get()).isEmpty();
    state(); // a run that is not finished must not be lost
    model.start();
    assertThat(model.setup().problemProperty().get()).contains("not finished");
    assertThat(process.starts).isEmpty();
  }

  @Test
  void theRealProcessIsThisProgram() throws Exception {
    PretrainProcess.Running running =
        new OwnPretrainProcess().start(List.of("pretrain", "--json", "--rooms", "1"));
    assertThat(running.readLine()).isNull();
    assertThat(running.exitCode()).isEqualTo(2);
    assertThat(running.lastWords()).contains("--out");
  }
}
