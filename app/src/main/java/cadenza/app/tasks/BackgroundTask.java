package cadenza.app.tasks;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A piece of work with a name, and what shall happen on the window's thread when it ends.
///
/// Made by [#named(String, Work)], refined by the other methods, run by [TaskRunner#start].
public final class BackgroundTask<T> {
  private final String title;
  private final Work<T> work;
  private @Nullable Object key;
  private boolean quiet;
  private Consumer<T> onSuccess = result -> {};
  private @Nullable Consumer<Problem> onFailure;
  private Runnable onEnd = () -> {};

  private BackgroundTask(String title, Work<T> work) {
    this.title = Objects.requireNonNull(title);
    this.work = Objects.requireNonNull(work);
  }

  /// @param title what the person reads while it runs, such as "Opening office1.pcd"
  public static <T> BackgroundTask<T> named(String title, Work<T> work) {
    return new BackgroundTask<>(title, work);
  }

  /// A running task of an equal key is cancelled when this one starts.
  public BackgroundTask<T> superseding(Object newKey) {
    key = newKey;
    return this;
  }

  /// Too small or too frequent to be listed in the status bar.
  public BackgroundTask<T> quiet() {
    quiet = true;
    return this;
  }

  /// Receives the result on the window's thread, unless the task was cancelled before.
  public BackgroundTask<T> onSuccess(Consumer<T> action) {
    onSuccess = action;
    return this;
  }

  /// Receives a failure on the window's thread instead of the runner's own reporter.
  public BackgroundTask<T> onFailure(Consumer<Problem> action) {
    onFailure = action;
    return this;
  }

  /// Runs on the window's thread after success, failure and cancel alike.
  public BackgroundTask<T> onEnd(Runnable action) {
    onEnd = action;
    return this;
  }

  String title() {
    return title;
  }

  Work<T> work() {
    return work;
  }

  @Nullable Object key() {
    return key;
  }

  boolean isQuiet() {
    return quiet;
  }

  Consumer<T> successAction() {
    return onSuccess;
  }

  @Nullable Consumer<Problem> failureAction() {
    return onFailure;
  }

  Runnable endAction() {
    return onEnd;
  }
}
