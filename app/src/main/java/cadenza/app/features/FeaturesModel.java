package cadenza.app.features;

import cadenza.app.look.ColorMode;
import cadenza.app.look.LookModel;
import cadenza.app.pipeline.EncodeSettings;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.Finding;
import cadenza.app.pipeline.Fix;
import cadenza.app.pipeline.Inspection;
import cadenza.app.pipeline.MemoryPlan;
import cadenza.app.pipeline.MemoryShortageException;
import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.Problem;
import cadenza.app.tasks.RunningTask;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.Notice;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.scan.PointCloud;
import cadenza.sonata.Device;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Decides what is encoded and how, and says what the model sees before it is.
///
/// # How it works
///
/// Scans are encoded one at a time, since each uses the whole machine; others wait and can be
/// cancelled while they do.
public final class FeaturesModel {
  private static final double DEFAULT_GRID_METERS = 0.02;
  // Half of the finest step that the pane can show.
  private static final double SAME_GRID_METERS = 5e-5;

  private final Workspace workspace;
  private final TaskRunner tasks;
  private final FeatureEngine engine;
  private final LookModel look;
  private final PcaModel pca;

  private final WeightsModel weights;
  private final DeviceModel device;
  private final DoubleProperty gridSizeMeters = new SimpleDoubleProperty(DEFAULT_GRID_METERS);
  private final InspectionModel inspections;
  private final ReadOnlyObjectWrapper<@Nullable RunningTask> encodingTask =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable OpenScan> encodingScan =
      new ReadOnlyObjectWrapper<>();
  private final Deque<OpenScan> waiting = new ArrayDeque<>();
  private boolean started;
  private final Map<OpenScan, RunningTask> fixing = new HashMap<>();

  public FeaturesModel(
      Workspace workspace,
      TaskRunner tasks,
      FeatureEngine engine,
      WeightsModel weights,
      DeviceModel device,
      LookModel look,
      PcaModel pca) {
    this.workspace = workspace;
    this.tasks = tasks;
    this.engine = engine;
    this.weights = weights;
    this.device = device;
    this.look = look;
    this.pca = pca;
    inspections = new InspectionModel(workspace, tasks, engine, device, gridSizeMeters);
    workspace
        .scans()
        .addListener(
            (ListChangeListener<OpenScan>)
                change -> {
                  while (change.next()) {
                    change.getRemoved().forEach(this::closed);
                  }
                });
    weights
        .cardProperty()
        .addListener((property, old, now) -> {
          if (now != null) {
            follow(old == null ? DEFAULT_GRID_METERS : old.gridSizeMeters(), now.gridSizeMeters());
            if (old != null) {
              otherWeights();
            }
          }
        });
  }

  /// A grid that the person set stays.
  private void follow(double gridOfOld, double gridOfNew) {
    if (Math.abs(gridSizeMeters.get() - gridOfOld) < SAME_GRID_METERS) {
      gridSizeMeters.set(gridOfNew);
    }
  }

  /// Features of the old weights mean nothing to the new ones. The one that was being encoded is
  /// encoded again, and so is the shown scan if it was.
  private void otherWeights() {
    OpenScan running = encodingScan.get();
    if (running != null) {
      cancel(running);
      waiting.remove(running);
      waiting.addFirst(running);
    }
    OpenScan shown = workspace.current();
    boolean again = shown != null && shown.encoding() != null && !shown.equals(running);
    pca.forgetAll();
    workspace.scans().forEach(scan -> scan.encodingProperty().set(null));
    device.forget();
    if (shown != null && again) {
      encode(shown);
    }
    inspections.inspect(); // what encoding takes depends on the weights
  }

  /// Finds out which weights there are, then looks at scans and encodes what waits. Not before the
  /// first picture is there, which shall have the machine for itself.
  public void start() {
    if (started) {
      return;
    }
    started = true;
    weights.start(() -> {
      inspections.begin();
      encodeNext();
    });
  }

  /// The weights; null until they are open.
  public ReadOnlyObjectProperty<@Nullable ModelCard> cardProperty() {
    return weights.cardProperty();
  }

  /// Chooses among weights.
  public WeightsModel weights() {
    return weights;
  }

  /// Chooses where to encode, and tells where it was done.
  public DeviceModel device() {
    return device;
  }

  /// Edge of a voxel for the next encoding.
  public DoubleProperty gridSizeMetersProperty() {
    return gridSizeMeters;
  }

  /// Back to the grid that the weights were made for.
  public void resetGrid() {
    ModelCard known = weights.cardProperty().get();
    gridSizeMeters.set(known == null ? DEFAULT_GRID_METERS : known.gridSizeMeters());
  }

  /// What the model sees of the shown scan; null while nothing is open or it is being looked at.
  public ReadOnlyObjectProperty<@Nullable Inspection> inspectionProperty() {
    return inspections.inspectionProperty();
  }

  /// The findings of the inspection, a line each.
  public ObservableList<Finding> findings() {
    return inspections.findings();
  }

  /// The encoding under way; null when none is.
  public ReadOnlyObjectProperty<@Nullable RunningTask> encodingTaskProperty() {
    return encodingTask.getReadOnlyProperty();
  }

  /// The scan being encoded; null when none is.
  public ReadOnlyObjectProperty<@Nullable OpenScan> encodingScanProperty() {
    return encodingScan.getReadOnlyProperty();
  }

  public PcaModel pca() {
    return pca;
  }

  /// Does what a finding offers. The file stays as it is. While the points of the scan are being
  /// changed, another change of them is ignored: it would work on the points as they were.
  public void apply(Fix fix) {
    OpenScan scan = workspace.current();
    if (scan == null || !scan.isComplete()) {
      return;
    }
    switch (fix) {
      case Fix.UseGrid grid -> gridSizeMeters.set(grid.gridSizeMeters());
      case Fix.OfCloud change -> {
        if (fixing.containsKey(scan)) {
          return;
        }
        PointCloud cloud = scan.cloud();
        boolean estimates = cloud.normals() == null;
        fixing.put(
            scan,
            tasks.start(
                BackgroundTask.named(
                        fix.label() + ": " + scan.name(), progress -> change.apply(cloud, progress))
                    .onSuccess(changed ->
                        scan.replaceCloud(
                            changed, estimates && changed.normals() != null, change.movesPoints()))
                    .onEnd(() -> {
                      fixing.remove(scan);
                      showActivity(scan);
                    })));
        showActivity(scan);
      }
    }
  }

  private void showActivity(OpenScan scan) {
    String activity = "";
    if (fixing.containsKey(scan)) {
      activity = "working";
    } else if (scan == encodingScan.get()) {
      activity = "encoding";
    } else if (waiting.contains(scan)) {
      activity = "waiting to be encoded";
    }
    scan.activityProperty().set(activity);
  }

  /// Nobody will see what is being computed of a scan that was closed.
  private void closed(OpenScan scan) {
    cancel(scan);
    RunningTask fix = fixing.get(scan);
    if (fix != null) {
      fix.cancel();
    }
  }

  /// Encodes the shown scan.
  public void encode() {
    OpenScan scan = workspace.current();
    if (scan != null) {
      encode(scan);
    }
  }

  /// Encodes a scan, after those that wait already.
  public void encode(OpenScan scan) {
    if (scan == encodingScan.get() || waiting.contains(scan) || !scan.isComplete()) {
      return;
    }
    waiting.add(scan);
    showActivity(scan);
    encodeNext();
  }

  /// Whether features of a scan are on their way: it waits, is being encoded, or was just now.
  public boolean isComing(OpenScan scan) {
    return scan == encodingScan.get() || waiting.contains(scan) || pca.isComing(scan);
  }

  /// Stops the encoding under way.
  public void cancel() {
    OpenScan scan = encodingScan.get();
    if (scan != null) {
      cancel(scan);
    }
  }

  /// Stops encoding this scan, or takes it off the waiting ones.
  public void cancel(OpenScan scan) {
    RunningTask running = encodingTask.get();
    if (scan == encodingScan.get() && running != null) {
      running.cancel();
    } else if (waiting.remove(scan)) {
      showActivity(scan);
    }
  }

  private void encodeNext() {
    if (!started || encodingScan.get() != null) {
      return;
    }
    OpenScan scan = waiting.poll();
    if (scan == null) {
      return;
    }
    if (!workspace.scans().contains(scan)) {
      encodeNext();
      return;
    }
    PointCloud cloud = scan.cloud();
    EncodeSettings settings =
        new EncodeSettings((float) gridSizeMeters.get(), 0).with(device.compute());
    AtomicReference<@Nullable MemoryPlan> shortage = new AtomicReference<>();
    encodingScan.set(scan);
    showActivity(scan);
    encodingTask.set(
        tasks.start(
            BackgroundTask.named(
                    "Encoding " + scan.name(),
                    progress -> {
                      try {
                        return engine.encode(cloud, settings, progress);
                      } catch (MemoryShortageException tooMuch) {
                        shortage.set(tooMuch.plan());
                        throw tooMuch;
                      }
                    })
                .onSuccess(encoded -> encoded(scan, cloud, encoded))
                .onFailure(problem -> failed(scan, problem, shortage.get()))
                .onEnd(() -> {
                  encodingTask.set(null);
                  encodingScan.set(null);
                  showActivity(scan);
                  encodeNext();
                  if (encodingScan.get() == null) {
                    inspections.inspectMemory();
                  }
                })));
  }

  /// Too little memory comes with the grid at which there is enough.
  private void failed(OpenScan scan, Problem problem, @Nullable MemoryPlan shortage) {
    Notice notice = Notice.of(problem);
    if (shortage != null && shortage.coarserGridMeters().isPresent()) {
      Fix.UseGrid coarser = new Fix.UseGrid((float) shortage.coarserGridMeters().getAsDouble());
      notice =
          notice.offering(
              coarser.label(),
              () -> {
                gridSizeMeters.set(coarser.gridSizeMeters());
                if (workspace.scans().contains(scan)) {
                  encode(scan);
                }
              });
    }
    workspace.tell(notice);
  }

  private void encoded(OpenScan scan, PointCloud cloud, EncodedScan encoded) {
    if (!workspace.scans().contains(scan)) {
      return;
    }
    device.used(encoded.device());
    encoded.device().filter(Device::substitute).ifPresent(used -> tell(scan, used));
    if (scan.cloud() != cloud) {
      // A fix changed the points meanwhile: what the person asked for is features of these.
      waiting.add(scan);
      return;
    }
    boolean first = scan.encoding() == null;
    pca.add(
        scan,
        cloud,
        encoded,
        () -> {
          if (first && Objects.equals(workspace.current(), scan)) {
            look.modeProperty().set(ColorMode.PCA);
          }
        });
  }

  /// That another device than the chosen one was used is never silent.
  private void tell(OpenScan scan, Device used) {
    workspace.tell(
        Notice.warning(
            "Encoding " + scan.name(), used.reason(), "A coarser grid needs less memory."));
  }
}
