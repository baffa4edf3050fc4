package cadenza.app.features;

import cadenza.app.pipeline.EncodedScan;
import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.Encoding;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.probe.PcaBasis;
import cadenza.probe.PcaColors;
import cadenza.probe.PcaSettings;
import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Turns features into colours.
///
/// # How it works
///
/// All encoded scans of the window share one basis and one scale, so that the same thing has the
/// same colour in each. One colouring runs at a time; what is asked for meanwhile is done once,
/// with the latest settings, when it ends: a dragged slider follows without piling work up.
public final class PcaModel {
  private final Workspace workspace;
  private final TaskRunner tasks;
  private final DoubleProperty brightness = new SimpleDoubleProperty(1.2);
  private final BooleanProperty mixed = new SimpleBooleanProperty(true);
  private final BooleanProperty smooth = new SimpleBooleanProperty(true);
  private final ObjectProperty<AxisOrder> axes = new SimpleObjectProperty<>(AxisOrder.RGB);
  private boolean running;
  private boolean again;

  // Of the task that runs, one at a time: the basis of the scans it was fitted on.
  private List<FeaturePyramid> fittedOn = List.of();
  private @Nullable PcaBasis basis;

  public PcaModel(Workspace workspace, TaskRunner tasks) {
    this.workspace = workspace;
    this.tasks = tasks;
    InvalidationListener changed = observable -> recolor();
    brightness.addListener(changed);
    mixed.addListener(changed);
    smooth.addListener(changed);
    axes.addListener(changed);
  }

  /// Factor after scaling to 0–1.
  public DoubleProperty brightnessProperty() {
    return brightness;
  }

  /// True for the reference's mix of six components, false for the first three.
  public BooleanProperty mixedProperty() {
    return mixed;
  }

  /// True to interpolate between voxels, false for the reference's blocky nearest.
  public BooleanProperty smoothProperty() {
    return smooth;
  }

  public ObjectProperty<AxisOrder> axesProperty() {
    return axes;
  }

  /// A scan was encoded: colours it, and the others on the basis they now share.
  ///
  /// @param done runs once the scan has its colours
  void add(OpenScan scan, EncodedScan encoded, Runnable done) {
    Map<OpenScan, EncodedScan> all = encodedScans();
    all.put(scan, encoded);
    start(all, done);
  }

  private void recolor() {
    Map<OpenScan, EncodedScan> all = encodedScans();
    if (all.isEmpty()) {
      return;
    }
    if (running) {
      again = true;
      return;
    }
    start(all, () -> {});
  }

  private Map<OpenScan, EncodedScan> encodedScans() {
    Map<OpenScan, EncodedScan> all = new LinkedHashMap<>();
    for (OpenScan scan : workspace.scans()) {
      Encoding encoding = scan.encoding();
      if (encoding != null) {
        all.put(scan, encoding.scan());
      }
    }
    return all;
  }

  private void start(Map<OpenScan, EncodedScan> all, Runnable done) {
    running = true;
    PcaSettings settings =
        new PcaSettings((float) brightness.get(), mixed.get(), axes.get().axes());
    boolean interpolate = smooth.get();
    tasks.start(
        BackgroundTask.named(
                "Colouring features", progress -> colors(all, settings, interpolate, progress))
            .onSuccess(colors -> {
              colors.forEach(PcaModel::publish);
              done.run();
            })
            .onEnd(() -> {
              running = false;
              if (again) {
                again = false;
                recolor();
              }
            }));
  }

  /// Colours count only if the points are still those that were encoded.
  private static void publish(OpenScan scan, Encoding encoding) {
    if (Arrays.equals(scan.cloud().positions(), encoding.scan().cloud().positions())) {
      scan.encodingProperty().set(encoding);
    }
  }

  private Map<OpenScan, Encoding> colors(
      Map<OpenScan, EncodedScan> all, PcaSettings settings, boolean smoothly, Progress progress) {
    List<FeaturePyramid> pyramids = new ArrayList<>();
    all.values().forEach(encoded -> pyramids.add(encoded.features()));
    PcaColors colors = new PcaColors(basis(pyramids, progress), pyramids, settings);
    Map<OpenScan, Encoding> result = new LinkedHashMap<>();
    all.forEach((scan, encoded) -> {
      progress.checkCancelled();
      int[] argb =
          colors.ofPoints(
              encoded.features(), encoded.upcast(smoothly, PcaBasis.REFERENCE_FIRST_LEVEL));
      result.put(scan, new Encoding(encoded, argb));
    });
    return result;
  }

  private synchronized PcaBasis basis(List<FeaturePyramid> pyramids, Progress progress) {
    PcaBasis known = basis;
    if (known == null || !fittedOn.equals(pyramids)) {
      known = PcaBasis.fit(pyramids, progress);
      basis = known;
      fittedOn = List.copyOf(pyramids);
    }
    return known;
  }
}
