package cadenza.app.tasks;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Runs background tasks and brings their results to the window's thread. The only place, beside
/// the render loop, where the window starts threads.
///
/// # How it works
///
/// A task starts at once, each on a thread of its own; nothing queues. A task with a key cancels
/// the running task of the same key. Whether a result still counts is decided on the window's
/// thread, where cancelling happens too, so that no result of a cancelled task ever arrives.
public final class TaskRunner implements AutoCloseable {
  private final Executor windowThread;
  private final ExecutorService workers;
  private final Consumer<Problem> reporter;
  private final ObservableList<RunningTask> tasks = FXCollections.observableArrayList();
  private final ObservableList<RunningTask> tasksView =
      FXCollections.unmodifiableObservableList(tasks);
  private final Map<Object, RunningTask> byKey = new HashMap<>();

  /// @param windowThread runs what is given to it on the window's thread, later
  /// @param reporter told, on the window's thread, of failures nobody else handles
  public TaskRunner(Executor windowThread, Consumer<Problem> reporter) {
    this.windowThread = windowThread;
    this.reporter = reporter;
    this.workers =
        Executors.newCachedThreadPool(
            Thread.ofPlatform().name("cadenza-task-", 1).daemon().factory());
  }

  /// All tasks under way, oldest first; changes on the window's thread only.
  public ObservableList<RunningTask> tasks() {
    return tasksView;
  }

  /// Starts a task at once. Call on the window's thread.
  public <T> RunningTask start(BackgroundTask<T> task) {
    RunningTask running =
        new RunningTask(task.title(), task.isQuiet(), windowThread, System::nanoTime);
    Object key = task.key();
    if (key != null) {
      RunningTask older = byKey.put(key, running);
      if (older != null) {
        older.cancel();
      }
    }
    if (workers.isShutdown()) {
      running.cancel();
      return running;
    }
    tasks.add(running);
    workers.execute(() -> work(task, running));
    return running;
  }

  /// Cancels the running task of this key, if there is one. Call on the window's thread.
  public void cancel(Object key) {
    RunningTask running = byKey.get(key);
    if (running != null) {
      running.cancel();
    }
  }

  private <T> void work(BackgroundTask<T> task, RunningTask running) {
    try {
      T result = task.work().run(running.progress());
      windowThread.execute(() -> end(task, running, () -> task.successAction().accept(result)));
    } catch (CancellationException cancelled) {
      windowThread.execute(() -> end(task, running, () -> {}));
    } catch (Throwable failure) {
      // Errors too: memory and native libraries run out here, and the person must hear of it.
      Problem problem = Problem.of(task.title(), failure);
      windowThread.execute(() -> end(task, running, () -> report(task.failureAction(), problem)));
    }
  }

  private void report(@Nullable Consumer<Problem> own, Problem problem) {
    (own == null ? reporter : own).accept(problem);
  }

  private void end(BackgroundTask<?> task, RunningTask running, Runnable deliver) {
    tasks.remove(running);
    Object key = task.key();
    if (key != null) {
      byKey.remove(key, running);
    }
    try {
      if (!running.isCancelled()) {
        deliver.run();
      }
    } catch (Throwable failure) {
      // What was to show the result failed: without this the person would see nothing happen.
      reporter.accept(Problem.of(task.title(), failure));
    } finally {
      task.endAction().run();
    }
  }

  /// Cancels everything and takes no more; does not wait.
  @Override
  public void close() {
    tasks.forEach(RunningTask::cancel);
    workers.shutdown();
  }

  /// Waits for cancelled work to notice. Threads are daemons, so that work that does not stop
  /// cannot keep the process alive.
  ///
  /// @return true if nothing runs any more
  public boolean awaitEnd(Duration atMost) {
    try {
      return workers.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
