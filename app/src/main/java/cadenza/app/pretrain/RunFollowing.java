package cadenza.app.pretrain;

import cadenza.app.tasks.Problem;
import cadenza.scan.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Starts a run's process and follows what it says until its end.
///
/// # How it works
///
/// [#follow] blocks in a thread of a task. Events gather in a list that the window's thread empties
/// whenever it comes to it, so that a log of thousands of lines is one piece of work for it. All
/// other methods belong to the window's thread.
final class RunFollowing {
  private final PretrainProcess process;
  private final RunRequest request;
  private final boolean isResumed;
  private final Executor windowThread;
  private final Consumer<List<RunEvent>> listener;
  private final Runnable begun;
  private final List<RunEvent> waiting = new ArrayList<>(); // guarded by itself
  private final Object lock = new Object();
  private PretrainProcess.@Nullable Running running; // guarded by lock
  private boolean hasBegun; // guarded by lock
  private boolean stopAsked; // guarded by lock
  private boolean killed; // guarded by lock
  private volatile RunEvent.@Nullable End end;
  private volatile @Nullable Integer exitCode;
  private volatile String lastWords = "";

  /// @param listener gets events on the window's thread, oldest first
  /// @param begun runs there when the first step is about to be taken
  RunFollowing(
      PretrainProcess process,
      RunRequest request,
      boolean isResumed,
      Executor windowThread,
      Consumer<List<RunEvent>> listener,
      Runnable begun) {
    this.process = process;
    this.request = request;
    this.isResumed = isResumed;
    this.windowThread = windowThread;
    this.listener = listener;
    this.begun = begun;
  }

  RunRequest request() {
    return request;
  }

  /// Runs it to its end.
  Void follow(Progress progress) throws IOException, InterruptedException {
    progress.report(Double.NaN, "Starting");
    PretrainProcess.Running started = process.start(request.arguments(isResumed));
    synchronized (lock) {
      running = started;
      if (stopAsked) {
        killed = true;
        started.kill();
      }
    }
    for (String line = started.readLine(); line != null; line = started.readLine()) {
      RunEvent event = RunEvent.parse(line).orElse(null);
      if (event != null) {
        tell(event, progress);
      }
    }
    exitCode = started.exitCode();
    lastWords = started.lastWords();
    return null;
  }

  private void tell(RunEvent event, Progress progress) throws IOException {
    switch (event) {
      case RunEvent.Scans scans ->
          progress.report(
              Double.NaN, "Making scans ready, %,d of %,d".formatted(scans.done(), scans.count()));
      case RunEvent.Begin first -> {
        request.write();
        begun();
      }
      case RunEvent.Step step ->
          progress.report(
              (double) step.step() / Math.max(1, step.totalSteps()),
              "Step %,d of %,d".formatted(step.step(), step.totalSteps()));
      case RunEvent.End last -> end = last;
      default -> {}
    }
    synchronized (waiting) {
      waiting.add(event);
      if (waiting.size() > 1) {
        return; // the window's thread has been asked already
      }
    }
    windowThread.execute(this::empty);
  }

  private void begun() {
    synchronized (lock) {
      hasBegun = true;
      if (stopAsked && running != null) {
        running.say("stop"); // between being asked and the first step
      }
    }
    windowThread.execute(begun);
  }

  private void empty() {
    List<RunEvent> events;
    synchronized (waiting) {
      events = List.copyOf(waiting);
      waiting.clear();
    }
    if (!events.isEmpty()) {
      listener.accept(events);
    }
  }

  void say(String word) {
    synchronized (lock) {
      if (running != null) {
        running.say(word);
      }
    }
  }

  /// Ends it: saved after the step under way or, before the first step, at once.
  void stop() {
    synchronized (lock) {
      stopAsked = true;
      if (running != null && hasBegun) {
        running.say("stop");
      } else {
        kill();
      }
    }
  }

  void kill() {
    synchronized (lock) {
      stopAsked = true;
      killed = running != null;
      if (running != null) {
        running.kill();
      }
    }
  }

  /// Whether the weights are written.
  boolean isDone() {
    RunEvent.End last = end;
    return last != null && last.outcome() == RunEvent.Outcome.DONE;
  }

  /// Why it ended, in words; null if it was done or stopped because somebody wished it.
  ///
  /// @param state what it told before
  @Nullable Problem failure(RunState state) {
    empty();
    RunEvent.End last = end;
    boolean wished;
    synchronized (lock) {
      wished = killed || exitCode == null;
    }
    if (last != null && last.outcome() != RunEvent.Outcome.FAILED || last == null && wished) {
      return null;
    }
    String title = "Pretraining " + request.out().getFileName();
    String saved =
        state.canGoOnProperty().get() || state.savedStepProperty().get() > 0
            ? "What it learnt until step %,d is saved: go on from there. "
                .formatted(state.savedStepProperty().get())
            : "";
    String details = "exit code " + exitCode + "\n" + lastWords;
    if (last != null) {
      return new Problem(title, last.message(), saved.strip(), details);
    }
    return switch (exitCode == null ? 0 : exitCode) {
      case 137, 143, 9, 15 ->
          new Problem(
              title,
              "The system ended the process (exit code "
                  + exitCode
                  + "), most likely for want of"
                  + " memory.",
              saved + "Close other programs, or lower views.mostPoints or scenes.",
              details);
      default ->
          new Problem(
              title,
              "The process ended with exit code " + exitCode + said() + ".",
              saved + "Copy the details for all it said.",
              details);
    };
  }

  private String said() {
    String last = lastWords.lines().filter(line -> !line.isBlank()).reduce("", (a, b) -> b);
    return last.isEmpty() ? " without a word" : ": " + last.strip().replaceFirst("\\.$", "");
  }
}
