package cadenza.app.tasks;

import cadenza.scan.Progress;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// A task under way, as the window shows it. Properties change on the window's thread only.
///
/// # How it works
///
/// The worker writes its latest report into volatile fields and asks the window's thread to read
/// them, once for as many reports as have come in meanwhile: a loop that reports a million times
/// does not flood the window.
public final class RunningTask {
  private static final double INDETERMINATE = -1;
  private static final double SECONDS_BEFORE_GUESSING = 1.5;

  private final String title;
  private final boolean quiet;
  private final Executor windowThread;
  private final LongSupplier nanoClock;
  private final long startNanos;
  private final AtomicBoolean publishPending = new AtomicBoolean();
  private volatile boolean cancelled;
  private volatile double latestFraction = INDETERMINATE;
  private volatile String latestStep = "";
  private double firstFraction = Double.NaN; // what was done before, by an earlier download, say

  private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(INDETERMINATE);
  private final ReadOnlyStringWrapper step = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper remaining = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper stopping = new ReadOnlyBooleanWrapper();

  RunningTask(String title, boolean quiet, Executor windowThread, LongSupplier nanoClock) {
    this.title = title;
    this.quiet = quiet;
    this.windowThread = windowThread;
    this.nanoClock = nanoClock;
    this.startNanos = nanoClock.getAsLong();
  }

  public String title() {
    return title;
  }

  /// True if the status bar leaves this task out.
  public boolean isQuiet() {
    return quiet;
  }

  /// Part done, 0 to 1; -1 as long as nobody can say.
  public ReadOnlyDoubleProperty fractionProperty() {
    return fraction.getReadOnlyProperty();
  }

  /// What is being done now.
  public ReadOnlyStringProperty stepProperty() {
    return step.getReadOnlyProperty();
  }

  /// Time to go, such as "about 12 s left"; empty as long as it is a mere guess.
  public ReadOnlyStringProperty remainingProperty() {
    return remaining.getReadOnlyProperty();
  }

  /// What is being done now and the time to go, in one line.
  public StringBinding descriptionBinding() {
    return Bindings.createStringBinding(
        () -> remaining.get().isEmpty() ? step.get() : step.get() + " · " + remaining.get(),
        step,
        remaining);
  }

  /// True from the moment of cancelling until the work has noticed.
  public ReadOnlyBooleanProperty stoppingProperty() {
    return stopping.getReadOnlyProperty();
  }

  /// Nobody wants the result any more. Call on the window's thread.
  public void cancel() {
    cancelled = true;
    stopping.set(true);
    step.set("Stopping…");
    remaining.set("");
  }

  boolean isCancelled() {
    return cancelled;
  }

  Progress progress() {
    return new Progress() {
      @Override
      public void report(double newFraction, String newStep) {
        latestFraction = newFraction;
        latestStep = newStep;
        if (publishPending.compareAndSet(false, true)) {
          windowThread.execute(RunningTask.this::publish);
        }
      }

      @Override
      public boolean isCancelled() {
        return cancelled;
      }
    };
  }

  private void publish() {
    publishPending.set(false);
    if (cancelled) {
      return;
    }
    double done = Double.isNaN(latestFraction) ? INDETERMINATE : Math.min(latestFraction, 1);
    fraction.set(done);
    step.set(latestStep);
    double elapsed = (nanoClock.getAsLong() - startNanos) * 1e-9;
    if (Double.isNaN(firstFraction) && done >= 0) {
      firstFraction = Math.min(done, 0.99);
    }
    remaining.set(remainingText((done - firstFraction) / (1 - firstFraction), elapsed));
  }

  /// Words for the time to go, by the rule of three; empty too early to tell.
  static String remainingText(double fraction, double elapsedSeconds) {
    if (elapsedSeconds < SECONDS_BEFORE_GUESSING || !(fraction >= 0.04 && fraction < 1)) {
      return "";
    }
    long seconds = Math.round(elapsedSeconds / fraction * (1 - fraction));
    if (seconds < 2) {
      return "almost done";
    }
    return seconds < 90
        ? "about " + seconds + " s left"
        : "about " + Math.round(seconds / 60.0) + " min left";
  }
}
