package cadenza.app.pretrain;

import cadenza.app.settings.Settings;
import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.Problem;
import cadenza.app.tasks.RunningTask;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.Notice;
import cadenza.app.workspace.Workspace;
import cadenza.scan.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The run that is shown: begins it, pauses it, ends it, and tells what becomes of it. One run at a
/// time; a finished one stays until another begins.
///
/// # How it works
///
/// A task of the window starts the process and reads its lines ([RunFollowing]); this model gets
/// them on the window's thread. The task can be cancelled like any other, in the status bar or by
/// closing the window, which tells the run to save and stop.
public final class PretrainModel {
  private final Workspace workspace;
  private final TaskRunner tasks;
  private final Executor windowThread;
  private final PretrainProcess process;
  private final Settings settings;
  private final Outside outside;
  private final PretrainSetupModel setup;
  private final RunState state = new RunState();
  private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();
  private @Nullable RunFollowing following;
  private @Nullable RunningTask task;
  private @Nullable RunRequest request;

  /// What the model asks of the window around it.
  ///
  /// @param useWeights opens a weights file as the Features pane does
  /// @param saveSettings keeps the settings at once
  /// @param show brings the pane to the front
  public record Outside(Consumer<Path> useWeights, Runnable saveSettings, Runnable show) {}

  /// @param windowThread runs what is given to it on the window's thread, later
  /// @param setup of the next run
  public PretrainModel(
      Workspace workspace,
      TaskRunner tasks,
      Executor windowThread,
      PretrainProcess process,
      Settings settings,
      PretrainSetupModel setup,
      Outside outside) {
    this.workspace = workspace;
    this.tasks = tasks;
    this.windowThread = windowThread;
    this.process = process;
    this.settings = settings;
    this.setup = setup;
    this.outside = outside;
  }

  public PretrainSetupModel setup() {
    return setup;
  }

  /// How the shown run stands.
  public RunState state() {
    return state;
  }

  /// What went wrong last; null when nothing did.
  public ReadOnlyObjectProperty<@Nullable Problem> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /// Begins the run that is set up, unless one is under way or something is not right.
  public void start() {
    setup.request().ifPresent(asked -> begin(asked, false));
  }

  /// Goes on with the shown run, which was stopped or failed.
  public void resume() {
    Path out = state.outProperty().get();
    if (out == null || !state.canGoOnProperty().get()) {
      return;
    }
    RunRequest known = request;
    try {
      begin(known == null ? setup.request(out) : known, true);
    } catch (IllegalArgumentException nothingToLearnFrom) {
      problem.set(
          new Problem(
              "Going on with " + out.getFileName(),
              "It was begun on the command line, so its scans are not known here.",
              "Choose above the scans and rooms that it learnt from, then go on.",
              ""));
    }
  }

  private void begin(RunRequest asked, boolean isResumed) {
    if (state.phaseProperty().get().isAlive()) {
      return;
    }
    problem.set(null);
    request = asked;
    state.begin(asked.out(), isResumed);
    RunFollowing run =
        new RunFollowing(process, asked, isResumed, windowThread, state::tell, this::begun);
    following = run;
    RunningTask started =
        tasks.start(
            BackgroundTask.named("Pretraining " + asked.out().getFileName(), run::follow)
                .onFailure(why -> problem.set(why))
                .onEnd(() -> ended(run)));
    task = started;
    started
        .stoppingProperty()
        .addListener((property, old, now) -> {
          state.stopping();
          run.stop();
        });
    if (started.stoppingProperty().get()) {
      ended(run); // the window is closing: nothing was started
    }
  }

  // From the first step on there is something to go on with, whatever becomes of the window.
  private void begun() {
    settings.pretrainingProperty().set(state.outProperty().get());
    outside.saveSettings().run();
  }

  private void ended(RunFollowing run) {
    if (following != run) {
      return;
    }
    following = null;
    task = null;
    Path out = run.request().out();
    Problem failure = problem.get() == null ? run.failure(state) : problem.get();
    problem.set(failure);
    boolean hasState =
        Files.isRegularFile(
            out.resolveSibling(out.getFileName() + ".run").resolve("state.safetensors"));
    state.ended(failure != null, run.isDone(), hasState);
    if (failure != null) {
      workspace.tell(failure);
    } else if (run.isDone()) {
      settings.pretrainingProperty().set(null);
      outside.saveSettings().run();
      workspace.tell(
          Notice.info("Pretraining is done", "The weights lie in " + out + ".")
              .offering("Use these weights", this::useWeights));
    }
  }

  /// Holds the run before its next step.
  public void pause() {
    say("pause");
  }

  /// Lets a paused run go on.
  public void goOn() {
    say("go");
  }

  private void say(String word) {
    RunFollowing run = following;
    if (run != null) {
      run.say(word);
    }
  }

  /// Ends the run after the step under way; everything is saved.
  public void stop() {
    RunningTask running = task;
    if (running != null) {
      running.cancel();
    }
  }

  /// Ends the run at once; what came after its last save is lost.
  public void kill() {
    RunFollowing run = following;
    if (run != null) {
      run.kill();
    }
  }

  /// Opens the weights of a run that is done, like any weights file.
  public void useWeights() {
    Path out = state.outProperty().get();
    if (out != null) {
      outside.useWeights().accept(out);
      workspace.tell(
          Notice.info(
              "Using " + out.getFileName(),
              "They lie in " + out + " and can be chosen under Weights in Features at any time."));
    }
  }

  /// Shows a run of an earlier day with its curves so far.
  ///
  /// @param place its weights, its folder or a file in that
  public void open(Path place) {
    if (state.phaseProperty().get().isAlive()) {
      return;
    }
    problem.set(null);
    tasks.start(
        BackgroundTask.named("Reading a run", progress -> read(place, progress))
            .superseding(this)
            .onSuccess(this::opened)
            .onFailure(problem::set));
  }

  private static EarlierRun read(Path place, Progress progress) throws IOException {
    progress.report(Double.NaN, place.toString());
    return EarlierRun.read(place);
  }

  private void opened(EarlierRun run) {
    if (state.phaseProperty().get().isAlive()) {
      return;
    }
    request = run.request().orElse(null);
    state.open(run);
    outside.show().run();
  }

  /// Tells, at the start of the window, of a run that the last one left unfinished.
  public void offerLeftBehind() {
    Path out = settings.pretrainingProperty().get();
    if (out == null) {
      return;
    }
    tasks.start(
        BackgroundTask.named("Looking for a run", progress -> EarlierRun.read(out))
            .quiet()
            .onFailure(gone -> settings.pretrainingProperty().set(null))
            .onSuccess(this::offer));
  }

  private void offer(EarlierRun run) {
    if (!run.canGoOn()) {
      settings.pretrainingProperty().set(null);
      return;
    }
    workspace.tell(
        Notice.warning(
                "Pretraining is not finished",
                run.out().getFileName() + " " + RunState.words(run) + ".",
                "It can be gone on with where it was saved; nothing is lost.")
            .offering("Show it", () -> opened(run)));
  }

  /// Names of runs that lie where weights go.
  public List<Path> runsNearby() {
    Path folder = Path.of(setup.outProperty().get()).toAbsolutePath().getParent();
    return folder == null ? List.of() : EarlierRun.in(folder);
  }
}
