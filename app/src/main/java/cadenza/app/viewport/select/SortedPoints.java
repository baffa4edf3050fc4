package cadenza.app.viewport.select;

import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.TaskRunner;
import cadenza.render.select.PointIndex;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;

/// The index of the shown cloud, made when it is first needed: at once for a small cloud, in the
/// background for a large one. What is asked for meanwhile happens when it is there.
final class SortedPoints {
  /// Up to here sorting the points is not felt.
  private static final int SMALL_CLOUD = 300_000;

  private final TaskRunner tasks;
  private final ReadOnlyBooleanWrapper preparing = new ReadOnlyBooleanWrapper();
  private final List<Consumer<PointIndex>> waiting = new ArrayList<>();
  private @Nullable PointCloud cloud;
  private @Nullable PointIndex index;

  SortedPoints(TaskRunner tasks) {
    this.tasks = tasks;
  }

  /// True while a large cloud is being sorted.
  ReadOnlyBooleanProperty preparingProperty() {
    return preparing.getReadOnlyProperty();
  }

  /// Another cloud is shown, or none; what waits for the old one is forgotten.
  void show(@Nullable PointCloud now) {
    tasks.cancel(this);
    cloud = now;
    index = null;
    waiting.clear();
    preparing.set(false);
  }

  void prepare() {
    PointCloud wanted = cloud;
    if (wanted == null || index != null || preparing.get()) {
      return;
    }
    if (wanted.pointCount() <= SMALL_CLOUD) {
      index = PointIndex.of(wanted, Progress.none());
      return;
    }
    preparing.set(true);
    tasks.start(
        BackgroundTask.named("Sorting points", progress -> PointIndex.of(wanted, progress))
            .superseding(this)
            .quiet()
            .onSuccess(made -> adopt(wanted, made))
            .onEnd(() -> ended(wanted)));
  }

  private void adopt(PointCloud of, PointIndex made) {
    if (of != cloud) {
      return;
    }
    index = made;
    preparing.set(false);
    List<Consumer<PointIndex>> then = List.copyOf(waiting);
    waiting.clear();
    then.forEach(action -> action.accept(made));
  }

  /// After a failure, too: what waits cannot be done, and the next tool may try again.
  private void ended(PointCloud of) {
    if (of == cloud && index == null) {
      preparing.set(false);
      waiting.clear();
    }
  }

  /// Runs the action now or once the index is there; never if the cloud changes before.
  void whenReady(Consumer<PointIndex> action) {
    prepare();
    PointIndex ready = index;
    if (ready != null) {
      action.accept(ready);
    } else if (cloud != null) {
      waiting.add(action);
    }
  }
}
