package cadenza.app.features;

import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.Problem;
import cadenza.app.tasks.RunningTask;
import cadenza.app.tasks.TaskRunner;
import java.io.IOException;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Work of a card or page that does one thing at a time, and what went wrong with it last.
final class SingleTask {
  private final TaskRunner tasks;
  private final Runnable update;
  private final ReadOnlyObjectWrapper<@Nullable RunningTask> task = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();

  /// @param update runs after every end, however it came, before what follows it
  SingleTask(TaskRunner tasks, Runnable update) {
    this.tasks = tasks;
    this.update = update;
  }

  /// What is under way; null when nothing is.
  ReadOnlyObjectProperty<@Nullable RunningTask> taskProperty() {
    return task.getReadOnlyProperty();
  }

  /// What went wrong last; null when nothing did.
  ReadOnlyObjectProperty<@Nullable Problem> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  boolean isFree() {
    return task.get() == null;
  }

  /// Says what went wrong, or with null that nothing did.
  void say(@Nullable Problem what) {
    problem.set(what);
  }

  /// Starts work, unless some is under way.
  ///
  /// @param then runs at the end, however it came
  <T> void start(BackgroundTask<T> work, Runnable then) {
    if (!isFree()) {
      return;
    }
    problem.set(null);
    task.set(
        tasks.start(
            work.onFailure(problem::set)
                .onEnd(() -> {
                  task.set(null);
                  update.run();
                  then.run();
                })));
  }

  /// Stops what is under way.
  void cancel() {
    RunningTask running = task.get();
    if (running != null) {
      running.cancel();
    }
  }

  /// Deletes what is here of a download that was not finished, unless one is under way.
  void discard(Deletion deletion) {
    if (isFree()) {
      try {
        deletion.run();
        problem.set(null);
      } catch (IOException failure) {
        problem.set(Problem.of("Deleting a part", failure));
      }
      update.run();
    }
  }

  /// What deletes.
  interface Deletion {
    void run() throws IOException;
  }
}
