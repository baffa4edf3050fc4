package cadenza.app.probing;

import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.TaskRunner;
import cadenza.probe.CrossValidation;
import cadenza.probe.Examples;
import cadenza.probe.TrainSettings;
import cadenza.scan.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Between strokes, finds how strongly to regularise and whether local statistics help, and so how
/// far the probe can be trusted.
///
/// # How it works
///
/// It begins when the person has paused, and a new stroke ends it. Folds are made of strokes, never
/// of points: neighbours would give each other away.
public final class Tuning {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(700);
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final TaskRunner tasks;
  private final ProbeScans scans;
  private final Runnable changed;
  private final ReadOnlyObjectWrapper<CrossValidation.@Nullable Result> result =
      new ReadOnlyObjectWrapper<>();
  private final ObservableList<Progressed> curve = FXCollections.observableArrayList();

  /// A point of the learning curve.
  ///
  /// @param labelledVoxels how many there were
  /// @param meanIou cross-validated then
  /// @param agreement mIoU against the file's own labels then, NaN where it has none
  public record Progressed(int labelledVoxels, double meanIou, double agreement) {}

  private record Found(CrossValidation.Result result, int labelledVoxels) {}

  Tuning(TaskRunner tasks, ProbeScans scans, Runnable changed) {
    this.tasks = tasks;
    this.scans = scans;
    this.changed = changed;
  }

  /// The latest cross-validation; null before the first, or when labels allow none.
  public ReadOnlyObjectProperty<CrossValidation.@Nullable Result> resultProperty() {
    return result.getReadOnlyProperty();
  }

  /// How the scores grew with the labels.
  public ObservableList<Progressed> curve() {
    return curve;
  }

  double strength() {
    CrossValidation.Result known = result.get();
    return known == null ? TrainSettings.DEFAULT.strength() : known.bestStrength();
  }

  boolean usesStatistics() {
    CrossValidation.Result known = result.get();
    return known != null && known.useStatistics();
  }

  /// What was found of scans that are gone says nothing of others.
  void forget() {
    cancel();
    result.set(null);
    curve.clear();
  }

  void cancel() {
    tasks.cancel(this);
  }

  /// Begins after a pause, unless it is cancelled before.
  void start(Update update, double agreement, StatisticsChoice choice) {
    tasks.start(
        BackgroundTask.named(
                "Cross-validating the probe",
                progress -> {
                  pause(progress);
                  return run(update, choice, progress);
                })
            .superseding(this)
            .quiet()
            .onSuccess(found -> adopt(found, agreement)));
  }

  private static void pause(Progress progress) {
    long end = System.nanoTime() + PAUSE_NANOS;
    while (System.nanoTime() < end) {
      progress.checkCancelled();
      LockSupport.parkNanos(SLICE_NANOS);
    }
  }

  private Optional<Found> run(Update update, StatisticsChoice choice, Progress progress) {
    boolean withStatistics = choice != StatisticsChoice.OFF;
    Update all = update.withLocalStatistics(withStatistics);
    List<Examples> examples = all.examples(scans, progress);
    if (!CrossValidation.isPossible(examples, all.learnt())) {
      return Optional.empty();
    }
    CrossValidation.Result found =
        CrossValidation.run(
            examples, all.learnt(), all.settings(), choice == StatisticsChoice.AUTO, progress);
    int voxels = examples.stream().mapToInt(one -> one.voxels().length).sum();
    return Optional.of(new Found(found, voxels));
  }

  private void adopt(Optional<Found> found, double agreement) {
    result.set(found.map(Found::result).orElse(null));
    found.ifPresent(scored -> {
      double meanIou = scored.result().evaluation().meanIou();
      record(new Progressed(scored.labelledVoxels(), meanIou, agreement));
      changed.run();
    });
  }

  /// After an undo there are fewer labels: what came later is no more.
  private void record(Progressed now) {
    List<Progressed> kept = new ArrayList<>(curve);
    kept.removeIf(point -> point.labelledVoxels() >= now.labelledVoxels());
    kept.add(now);
    curve.setAll(kept);
  }
}
