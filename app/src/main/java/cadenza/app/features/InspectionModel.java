package cadenza.app.features;

import cadenza.app.pipeline.Compute;
import cadenza.app.pipeline.Finding;
import cadenza.app.pipeline.Inspection;
import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.scan.PointCloud;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableDoubleValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What the model sees of the shown scan, looked at again whenever its points or the grid change.
final class InspectionModel {
  private static final String INSPECT_KEY = "inspect";
  private static final String MEMORY_KEY = "inspect memory";

  private final Workspace workspace;
  private final TaskRunner tasks;
  private final FeatureEngine engine;
  private final DeviceModel device;
  private final ObservableDoubleValue gridSizeMeters;
  private final ReadOnlyObjectWrapper<@Nullable Inspection> inspection =
      new ReadOnlyObjectWrapper<>();
  private final ObservableList<Finding> findings = FXCollections.observableArrayList();
  private final ObservableList<Finding> findingsView =
      FXCollections.unmodifiableObservableList(findings);
  private final InvalidationListener pointsChanged = observable -> inspectAnew();
  private final InvalidationListener encoded = observable -> show();
  private boolean begun;

  InspectionModel(
      Workspace workspace,
      TaskRunner tasks,
      FeatureEngine engine,
      DeviceModel device,
      ObservableDoubleValue gridSizeMeters) {
    this.workspace = workspace;
    this.tasks = tasks;
    this.engine = engine;
    this.device = device;
    this.gridSizeMeters = gridSizeMeters;
    workspace
        .currentProperty()
        .addListener((property, old, now) -> {
          if (old != null) {
            old.cloudProperty().removeListener(pointsChanged);
            old.encodingProperty().removeListener(encoded);
          }
          if (now != null) {
            now.cloudProperty().addListener(pointsChanged);
            now.encodingProperty().addListener(encoded);
          }
          inspectAnew();
        });
    gridSizeMeters.addListener(observable -> inspect());
    device.precisionProperty().addListener(observable -> inspect());
  }

  /// Null while nothing is open or it is being looked at.
  ReadOnlyObjectProperty<@Nullable Inspection> inspectionProperty() {
    return inspection.getReadOnlyProperty();
  }

  ObservableList<Finding> findings() {
    return findingsView;
  }

  /// Looks from now on; before, nothing is computed.
  void begin() {
    begun = true;
    inspect();
  }

  /// What was found of other points, and the fixes it offers, must not stay beside these.
  private void inspectAnew() {
    tasks.cancel(INSPECT_KEY);
    inspection.set(null);
    findings.clear();
    inspect();
  }

  void inspect() {
    OpenScan scan = workspace.current();
    if (scan == null || !begun || !scan.isComplete()) {
      return;
    }
    PointCloud cloud = scan.cloud();
    float grid = (float) gridSizeMeters.get();
    Compute compute = device.compute();
    tasks.start(
        BackgroundTask.named(
                "Looking at " + scan.name(),
                progress -> engine.inspect(cloud, grid, compute, progress))
            .superseding(INSPECT_KEY)
            .quiet()
            .onSuccess(this::found)
            .onFailure(problem -> {
              inspection.set(null);
              findings.setAll(Findings.failed(problem, scan));
            }));
  }

  /// An encoding ended: memory that it took is free again, or its weights stay loaded.
  void inspectMemory() {
    Inspection before = inspection.get();
    OpenScan scan = workspace.current();
    if (before == null || scan == null) {
      return;
    }
    Compute compute = device.compute();
    tasks.start(
        BackgroundTask.named(
                "Looking at the memory",
                progress -> engine.inspectMemory(before, compute, progress))
            .superseding(MEMORY_KEY)
            .quiet()
            .onSuccess(now -> {
              if (before.equals(inspection.get())) {
                found(now);
              }
            })
            .onFailure(problem -> {})); // encoding itself says what is wrong
  }

  private void found(Inspection now) {
    inspection.set(now);
    show();
  }

  private void show() {
    Inspection shown = inspection.get();
    OpenScan scan = workspace.current();
    if (shown != null && scan != null) {
      findings.setAll(Findings.of(shown, scan));
    }
  }
}
