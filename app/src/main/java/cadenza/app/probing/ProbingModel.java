package cadenza.app.probing;

import cadenza.app.labels.LabelListener;
import cadenza.app.labels.LabelModel;
import cadenza.app.look.ColorMode;
import cadenza.app.look.LookModel;
import cadenza.app.pipeline.ProbeView;
import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.Problem;
import cadenza.app.tasks.RunningTask;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.Encoding;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.probe.FeatureSource;
import cadenza.probe.LinearProbe;
import cadenza.probe.LinearProbeTrainer;
import cadenza.probe.TrainSettings;
import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;

/// The live probe: after every stroke the whole scan is predicted anew.
///
/// # How it works
///
/// One training runs at a time, for trainings share what they keep between each other. A change of
/// labels, classes, features or settings cancels the one that runs, and when that has noticed, one
/// is started with what is then: nothing queues. What arrives is put into the picture as a whole or
/// not at all: a result of a cancelled training never arrives ([TaskRunner]).
///
/// The mode that the picture shows is coloured first and shown; the others follow.
public final class ProbingModel {
  private static final Set<ColorMode> MODES =
      EnumSet.of(
          ColorMode.PREDICTION, ColorMode.PROBABILITY, ColorMode.UNCERTAINTY, ColorMode.ERROR);

  private final Workspace workspace;
  private final LabelModel labels;
  private final LookModel look;
  private final TaskRunner tasks;
  private final ProbeScans probeScans = new ProbeScans();
  private final LinearProbeTrainer trainer = new LinearProbeTrainer();
  private final BooleanProperty live = new SimpleBooleanProperty(true);
  private final DoubleProperty strength = new SimpleDoubleProperty(0.75);
  private final IntegerProperty smoothing = new SimpleIntegerProperty(0);
  private final ObjectProperty<StatisticsChoice> statistics =
      new SimpleObjectProperty<>(StatisticsChoice.AUTO);
  private final ObjectProperty<Doubt> doubt = new SimpleObjectProperty<>(Doubt.ENTROPY);
  private final ObjectProperty<@Nullable LinearProbe> given = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<@Nullable ProbeOutcome> outcome =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper("");
  private final Tuning tuning;
  private @Nullable RunningTask running;
  private boolean again;
  private @Nullable OpenScan predicted;
  private @Nullable PointCloud quietOf;
  private int[] quiet = {};
  private @Nullable ColorMode goBackTo;

  public ProbingModel(Workspace workspace, LabelModel labels, LookModel look, TaskRunner tasks) {
    this.workspace = workspace;
    this.labels = labels;
    this.look = look;
    this.tasks = tasks;
    this.tuning = new Tuning(tasks, probeScans, this::tuned);
    labels.addListener(
        new LabelListener() {
          @Override
          public void labelsChanged(OpenScan scan) {
            changed();
          }

          @Override
          public void classesChanged() {
            changed();
          }
        });
    InvalidationListener setting = observable -> changed();
    strength.addListener(setting);
    smoothing.addListener(setting);
    statistics.addListener(setting);
    doubt.addListener(setting);
    given.addListener(observable -> request(live.get() || given.get() != null));
    live.addListener((property, old, now) -> {
      if (now) {
        changed();
      } else {
        stop();
      }
    });
    look.modeProperty().addListener((property, old, now) -> modeChanged(old));
    ChangeListener<@Nullable Encoding> encodings = (property, old, now) -> changed();
    workspace
        .scans()
        .addListener(
            (ListChangeListener<OpenScan>)
                change -> {
                  while (change.next()) {
                    change
                        .getAddedSubList()
                        .forEach(scan -> scan.encodingProperty().addListener(encodings));
                    change
                        .getRemoved()
                        .forEach(scan -> scan.encodingProperty().removeListener(encodings));
                  }
                  changed();
                });
    workspace.currentProperty().addListener((property, old, now) -> changed());
  }

  /// Whether every stroke trains; what was predicted stays when it is turned off.
  public BooleanProperty liveProperty() {
    return live;
  }

  /// How strongly classes cover the colours of the scan, 0 to 1.
  public DoubleProperty strengthProperty() {
    return strength;
  }

  /// How often predictions are averaged over neighbouring voxels; 0 shows them raw.
  public IntegerProperty smoothingProperty() {
    return smoothing;
  }

  public ObjectProperty<StatisticsChoice> statisticsProperty() {
    return statistics;
  }

  /// What is shown as uncertainty.
  public ObjectProperty<Doubt> doubtProperty() {
    return doubt;
  }

  /// A probe from a file that predicts as it is; null to train one on the labels.
  public ObjectProperty<@Nullable LinearProbe> givenProperty() {
    return given;
  }

  /// The latest probe with what it says of the shown scan; null while there is none.
  public ReadOnlyObjectProperty<@Nullable ProbeOutcome> outcomeProperty() {
    return outcome.getReadOnlyProperty();
  }

  /// What the probe is at, in words.
  public ReadOnlyStringProperty stateProperty() {
    return state.getReadOnlyProperty();
  }

  /// Cross-validation between strokes.
  public Tuning tuning() {
    return tuning;
  }

  /// Trains once, though it is not live.
  public void trainNow() {
    request(true);
  }

  /// What is predicted of a scan as attributes of its points; empty if it is not the predicted one.
  public List<Attribute> predicted(OpenScan scan) {
    ProbeOutcome now = outcome.get();
    if (now == null || scan != predicted || isStale(scan, now)) {
      return List.of();
    }
    return PredictedAttributes.of(scan.cloud(), now, labels.classes());
  }

  /// True while nothing runs or waits.
  public boolean isIdle() {
    return running == null;
  }

  private void changed() {
    request(live.get());
  }

  private void stop() {
    again = false;
    tuning.cancel();
    if (running != null) {
      running.cancel();
    }
  }

  private void request(boolean wanted) {
    tuning.cancel();
    forgetOthers();
    if (running != null) {
      again = wanted;
      running.cancel();
    } else if (wanted) {
      start();
    }
  }

  private static boolean isStale(OpenScan scan, ProbeOutcome of) {
    Encoding encoding = scan.encoding();
    return encoding == null || encoding.scan() != of.encoded();
  }

  /// Predictions of scans that are not shown would be old before they are seen again, those of
  /// other features say nothing of the scan any more. Whether the probe is live or not.
  private void forgetOthers() {
    OpenScan shown = workspace.current();
    OpenScan before = predicted;
    ProbeOutcome now = outcome.get();
    if (before != null && (before != shown || now == null || isStale(before, now))) {
      MODES.forEach(mode -> look.drop(before, mode));
      predicted = null;
      outcome.set(null);
    }
  }

  /// The picture fell back to other colours because another scan came: what it showed is wanted
  /// again once that scan is predicted.
  private void modeChanged(ColorMode old) {
    boolean byItself = workspace.current() != predicted;
    goBackTo = byItself && MODES.contains(old) ? old : null;
  }

  private void start() {
    OpenScan current = workspace.current();
    Optional<ProbedScan> shown =
        current == null ? Optional.empty() : ProbedScan.of(current, labels);
    if (shown.isEmpty()) {
      nothing(current == null ? "" : "Encode the scan first (Features).");
      return;
    }
    FeatureSource features = ProbeView.source(shown.get().encoded());
    List<ProbedScan> sources =
        workspace.scans().stream()
            .flatMap(scan -> ProbedScan.of(scan, labels).stream())
            .filter(scan -> scan.labels().points().length > 0)
            .filter(scan -> ProbeView.source(scan.encoded()).equals(features))
            .toList();
    ColorMode mode = look.modeProperty().get();
    Update update =
        new Update(
            sources,
            shown.get(),
            List.copyOf(labels.classes()),
            new Update.Recipe(
                settings(), smoothing.get(), strength.get(), doubt.get(), given.get()),
            EnumSet.of(MODES.contains(mode) ? mode : ColorMode.PREDICTION),
            quietOf == shown.get().cloud() ? quiet : null);
    if (given.get() == null && update.learnt().size() < 2) {
      nothing("Label two classes, and the rest is predicted as you go.");
      return;
    }
    state.set("Learning…");
    again = false;
    running =
        tasks.start(
            BackgroundTask.named(
                    "Training the probe", progress -> update.run(probeScans, trainer, progress))
                .quiet()
                .onSuccess(done -> show(update, done))
                .onFailure(this::failed)
                .onEnd(() -> {
                  running = null;
                  if (again) {
                    start();
                  }
                }));
  }

  private void failed(Problem problem) {
    given.set(null);
    nothing("");
    workspace.tell(problem);
  }

  private TrainSettings settings() {
    boolean withStatistics =
        switch (statistics.get()) {
          case ON -> true;
          case OFF -> false;
          case AUTO -> tuning.usesStatistics();
        };
    return TrainSettings.DEFAULT
        .withStrength(tuning.strength())
        .withLocalStatistics(withStatistics);
  }

  /// There is nothing to learn from: no picture of an older probe stays.
  private void nothing(String why) {
    state.set(why);
    if (workspace.scans().stream().noneMatch(scan -> scan.encoding() != null)) {
      // Features of a scan are hundreds of megabytes. Nothing is being trained now.
      trainer.forget();
      probeScans.forgetPredictor();
      tuning.forget();
    }
    outcome.set(null);
    predicted = null;
    for (OpenScan scan : workspace.scans()) {
      MODES.forEach(mode -> look.drop(scan, mode));
    }
  }

  private void show(Update update, ProbeOutcome done) {
    ProbedScan shown = update.shown();
    if (!workspace.scans().contains(shown.scan()) || !shown.isCurrent()) {
      return;
    }
    boolean first = predicted == null;
    predicted = shown.scan();
    quietOf = shown.cloud();
    quiet = done.quiet();
    MODES.stream()
        .filter(mode -> !done.colorings().containsKey(mode))
        .forEach(mode -> look.drop(shown.scan(), mode));
    done.colorings().values().forEach(coloring -> look.put(shown.scan(), coloring));
    outcome.set(done);
    state.set(ProbeWords.learnt(done));
    ColorMode back = goBackTo;
    goBackTo = null;
    if (back != null) {
      look.modeProperty().set(back);
    } else if (first && look.modeProperty().get() == ColorMode.ANNOTATION) {
      look.modeProperty().set(ColorMode.PREDICTION);
    }
    colorRest(update, done);
  }

  private void colorRest(Update update, ProbeOutcome done) {
    EnumSet<ColorMode> others = EnumSet.copyOf(MODES);
    others.removeAll(done.colorings().keySet());
    tasks.start(
        BackgroundTask.named("Colouring", progress -> update.rest(done, others, progress))
            .superseding(MODES)
            .quiet()
            .onSuccess(more -> {
              ProbedScan shown = update.shown();
              ProbeOutcome now = outcome.get();
              if (now == null || now.prediction() != done.prediction() || !shown.isCurrent()) {
                return;
              }
              more.colorings().values().forEach(coloring -> look.put(shown.scan(), coloring));
              outcome.set(more);
              double agreement = more.agreement().map(found -> found.meanIou()).orElse(Double.NaN);
              if (update.recipe().given() == null) {
                tuning.start(update, agreement, statistics.get());
              }
            }));
  }

  /// Cross-validation found better settings than those that the shown probe was trained with.
  private void tuned() {
    ProbeOutcome now = outcome.get();
    if (live.get()
        && given.get() == null
        && now != null
        && !settings().equals(now.probe().provenance().settings())) {
      request(true);
    }
  }
}
