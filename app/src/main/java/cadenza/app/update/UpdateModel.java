package cadenza.app.update;

import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.Problem;
import cadenza.app.tasks.RunningTask;
import cadenza.app.tasks.TaskRunner;
import java.net.URI;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// One question for updates: asked when it is made, answered in words.
public final class UpdateModel {
  private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper();
  private final ReadOnlyStringWrapper advice = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper asking = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable URI> page = new ReadOnlyObjectWrapper<>();
  private @Nullable RunningTask task;

  /// @param releases are asked once
  public void ask(Releases releases, TaskRunner tasks) {
    Optional<String> host = releases.host();
    words.set("Asking " + host.orElse("nobody") + "…");
    advice.set("");
    page.set(null);
    asking.set(host.isPresent());
    task =
        tasks.start(
            BackgroundTask.named("Checking for updates", releases::ask)
                .onSuccess(this::answered)
                .onFailure(this::failed)
                .onEnd(() -> {
                  asking.set(false);
                  task = null;
                }));
  }

  private void answered(UpdateAnswer answer) {
    words.set(answer.words());
    page.set(answer.page().orElse(null));
  }

  private void failed(Problem why) {
    words.set(why.what());
    advice.set(why.advice());
  }

  /// Nobody wants to know any more.
  public void cancel() {
    RunningTask running = task;
    if (running != null) {
      running.cancel();
    }
  }

  /// What is known, a sentence or two.
  public ReadOnlyStringProperty wordsProperty() {
    return words.getReadOnlyProperty();
  }

  /// What to do about a failure; empty if there was none.
  public ReadOnlyStringProperty adviceProperty() {
    return advice.getReadOnlyProperty();
  }

  /// True while the answer is awaited.
  public ReadOnlyBooleanProperty askingProperty() {
    return asking.getReadOnlyProperty();
  }

  /// The page of the latest release; null as long as none is known.
  public ReadOnlyObjectProperty<@Nullable URI> pageProperty() {
    return page.getReadOnlyProperty();
  }
}
