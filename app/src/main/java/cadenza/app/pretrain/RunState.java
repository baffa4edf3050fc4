package cadenza.app.pretrain;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// How the shown run stands, from what it told. Lives on the window's thread.
public final class RunState {
  private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.NONE);
  private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable Path> out = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<RunEvent.@Nullable Begin> begin =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<RunEvent.@Nullable Step> step = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<RunEvent.@Nullable Watch> watch =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<RunHealth> health =
      new ReadOnlyObjectWrapper<>(RunHealth.unknown());
  private final ReadOnlyIntegerWrapper savedStep = new ReadOnlyIntegerWrapper();
  private final ReadOnlyBooleanWrapper canGoOn = new ReadOnlyBooleanWrapper();
  private final RunCurves curves = new RunCurves();
  private RunEvent.@Nullable Watch firstWatch;

  /// Where a run is.
  public enum Phase {
    /// There is none.
    NONE,
    /// Scans are being made ready, a step is being timed.
    STARTING,
    RUNNING,
    PAUSED,
    /// The step under way ends, everything is saved.
    STOPPING,
    DONE,
    STOPPED,
    FAILED;

    /// Whether there is a process.
    public boolean isAlive() {
      return this == STARTING || this == RUNNING || this == PAUSED || this == STOPPING;
    }
  }

  void begin(Path weights, boolean isResumed) {
    if (!isResumed) {
      forget();
    }
    out.set(weights);
    canGoOn.set(false);
    phase.set(Phase.STARTING);
    words.set("Starting a process for it…");
  }

  private void forget() {
    curves.clear();
    firstWatch = null;
    begin.set(null);
    step.set(null);
    watch.set(null);
    health.set(RunHealth.unknown());
    savedStep.set(0);
  }

  void open(EarlierRun run) {
    forget();
    out.set(run.out());
    tell(run.events());
    phase.set(isDone(run) ? Phase.DONE : Phase.STOPPED);
    canGoOn.set(run.canGoOn());
    words.set(upper(words(run)) + ".");
  }

  private static boolean isDone(EarlierRun run) {
    return !run.events().isEmpty()
        && run.events().getLast() instanceof RunEvent.End end
        && end.outcome() == RunEvent.Outcome.DONE;
  }

  /// How an earlier run stands, without a full stop.
  static String words(EarlierRun run) {
    for (RunEvent event : run.events().reversed()) {
      if (event instanceof RunEvent.Step last) {
        return isDone(run)
            ? "is done, all %,d steps".formatted(last.totalSteps())
            : "stopped near step %,d of %,d".formatted(last.step(), last.totalSteps());
      }
    }
    return "stopped before it told of a step";
  }

  private static String upper(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /// Takes in what the run told, oldest first.
  void tell(List<RunEvent> events) {
    for (RunEvent event : events) {
      switch (event) {
        case RunEvent.Scans scans -> words.set(preparing(scans));
        case RunEvent.Begin now -> begun(now);
        case RunEvent.Step now -> step.set(now);
        case RunEvent.Watch now -> watched(now);
        case RunEvent.Saved saved -> savedStep.set(saved.step());
        case RunEvent.Paused paused -> change(Phase.RUNNING, Phase.PAUSED);
        case RunEvent.Resumed resumed -> change(Phase.PAUSED, Phase.RUNNING);
        case RunEvent.End end -> {}
      }
    }
    curves.add(events);
    if (phase.get() == Phase.RUNNING || phase.get() == Phase.PAUSED) {
      words.set(progress());
    }
  }

  private static String preparing(RunEvent.Scans scans) {
    return scans.done() < scans.count()
        ? "Making scans ready: %,d of %,d".formatted(scans.done(), scans.count())
        : "Scans are ready. Taking a few steps to see how long one takes…";
  }

  private void begun(RunEvent.Begin now) {
    begin.set(now);
    savedStep.set(now.step());
    change(Phase.STARTING, Phase.RUNNING);
    if (now.step() == 0) {
      firstWatch = null;
    }
  }

  private void watched(RunEvent.Watch now) {
    if (firstWatch == null) {
      firstWatch = now;
    }
    watch.set(now);
    health.set(RunHealth.of(firstWatch, now));
  }

  private void change(Phase from, Phase to) {
    if (phase.get() == from) {
      phase.set(to);
    }
  }

  private String progress() {
    RunEvent.Step now = step.get();
    RunEvent.Begin began = begin.get();
    String wait = phase.get() == Phase.PAUSED ? "Paused · " : "";
    if (now != null) {
      return wait + "Step %,d of %,d".formatted(now.step(), now.totalSteps());
    }
    int total = began == null ? 0 : began.totalSteps();
    return wait + "Taking the first of %,d steps…".formatted(total);
  }

  void stopping() {
    phase.set(Phase.STOPPING);
    words.set("Ending the step under way and saving…");
  }

  /// @param hasState whether there is something to go on with
  void ended(boolean isFailed, boolean isDone, boolean hasState) {
    RunEvent.Step now = step.get();
    String at = now == null ? "" : " at step %,d of %,d".formatted(now.step(), now.totalSteps());
    canGoOn.set(hasState && !isDone);
    phase.set(isFailed ? Phase.FAILED : isDone ? Phase.DONE : Phase.STOPPED);
    words.set(
        isFailed
            ? "Ended by a failure" + at + "."
            : isDone
                ? "Done, all %,d steps.".formatted(now == null ? 0 : now.totalSteps())
                : now == null ? "Stopped before the first step." : "Stopped and saved" + at + ".");
  }

  public ReadOnlyObjectProperty<Phase> phaseProperty() {
    return phase.getReadOnlyProperty();
  }

  /// Where it is, a sentence.
  public ReadOnlyStringProperty wordsProperty() {
    return words.getReadOnlyProperty();
  }

  /// Its weights, which are there only once it is done; null before any run.
  public ReadOnlyObjectProperty<@Nullable Path> outProperty() {
    return out.getReadOnlyProperty();
  }

  /// What it told at its beginning; null before.
  public ReadOnlyObjectProperty<RunEvent.@Nullable Begin> beginProperty() {
    return begin.getReadOnlyProperty();
  }

  /// The last step told of; null before the first.
  public ReadOnlyObjectProperty<RunEvent.@Nullable Step> stepProperty() {
    return step.getReadOnlyProperty();
  }

  /// The last look at the network; null before the first.
  public ReadOnlyObjectProperty<RunEvent.@Nullable Watch> watchProperty() {
    return watch.getReadOnlyProperty();
  }

  /// What to make of it.
  public ReadOnlyObjectProperty<RunHealth> healthProperty() {
    return health.getReadOnlyProperty();
  }

  /// Everything up to this step is on the disk.
  public ReadOnlyIntegerProperty savedStepProperty() {
    return savedStep.getReadOnlyProperty();
  }

  /// Whether it is over and can be gone on with.
  public ReadOnlyBooleanProperty canGoOnProperty() {
    return canGoOn.getReadOnlyProperty();
  }

  public RunCurves curves() {
    return curves;
  }
}
