package cadenza.app.features;

import cadenza.app.pipeline.EncodedScan;
import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.RunningTask;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.Encoding;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.probe.PcaBasis;
import cadenza.probe.PcaColors;
import cadenza.probe.PcaSettings;
import cadenza.scan.FeaturePyramid;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.ArrayList;
import java.util.HashMap;
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
/// same colour in each. One colouring runs at a time, over all of them; what is asked for
/// meanwhile, a scan encoded or a setting changed, is done once, with the latest settings, when it
/// ends: a dragged slider follows without piling work up.
public final class PcaModel {
  private final Workspace workspace;
  private final TaskRunner tasks;
  private final DoubleProperty brightness = new SimpleDoubleProperty(1.2);
  private final BooleanProperty mixed = new SimpleBooleanProperty(true);
  private final BooleanProperty smooth = new SimpleBooleanProperty(true);
  private final ObjectProperty<AxisOrder> axes = new SimpleObjectProperty<>(AxisOrder.RGB);
  // Every encoded open scan, coloured or still to be, in the order of encoding.
  private final Map<OpenScan, Ready> ready = new LinkedHashMap<>();
  private final Map<OpenScan, Runnable> whenColored = new HashMap<>();
  private @Nullable RunningTask running;
  private boolean again;

  // Written by the one colouring that runs; forgotten on the window's thread with the last scan.
  private volatile @Nullable Fit fit;

  /// An encoding and the points of the scan it is of, before the pipeline prepared them.
  private record Ready(PointCloud points, EncodedScan encoded) {}

  /// A basis and the features it was fitted on.
  private record Fit(List<FeaturePyramid> pyramids, PcaBasis basis) {}

  public PcaModel(Workspace workspace, TaskRunner tasks) {
    this.workspace = workspace;
    this.tasks = tasks;
    InvalidationListener changed = observable -> recolor();
    brightness.addListener(changed);
    mixed.addListener(changed);
    smooth.addListener(changed);
    axes.addListener(changed);
    workspace.scans().addListener((InvalidationListener) observable -> scansChanged());
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

  /// A scan was encoded: colours it, and the others on the basis they now share. The encoding is
  /// kept even if its colouring is cancelled; the next colouring includes it.
  ///
  /// @param points the points of the scan that were encoded
  /// @param done runs once the scan has its colours
  void add(OpenScan scan, PointCloud points, EncodedScan encoded, Runnable done) {
    ready.put(scan, new Ready(points, encoded));
    whenColored.put(scan, done);
    recolor();
  }

  /// Whether a scan was encoded and only its first colours are still to come.
  boolean isComing(OpenScan scan) {
    return whenColored.containsKey(scan) && scan.encoding() == null;
  }

  /// Other weights: features of the old ones are of no use beside theirs.
  void forgetAll() {
    ready.clear();
    whenColored.clear();
    scansChanged();
  }

  private void recolor() {
    forgetStale();
    if (ready.isEmpty()) {
      return;
    }
    if (running != null) {
      again = true;
      return;
    }
    start(new LinkedHashMap<>(ready));
  }

  /// Keeps what belongs to open scans whose points are those that were encoded.
  private void forgetStale() {
    ready.keySet().retainAll(workspace.scans());
    ready.entrySet().removeIf(entry -> entry.getKey().cloud() != entry.getValue().points());
    whenColored.keySet().retainAll(ready.keySet());
  }

  private void scansChanged() {
    forgetStale();
    if (ready.isEmpty()) {
      again = false;
      fit = null;
      if (running != null) {
        running.cancel();
      }
    }
  }

  private void start(Map<OpenScan, Ready> all) {
    PcaSettings settings =
        new PcaSettings((float) brightness.get(), mixed.get(), axes.get().axes());
    boolean interpolate = smooth.get();
    running =
        tasks.start(
            BackgroundTask.named(
                    "Colouring features", progress -> colors(all, settings, interpolate, progress))
                .onSuccess(colors ->
                    colors.forEach((scan, encoding) -> {
                      Ready colored = all.get(scan);
                      if (colored != null) {
                        publish(scan, colored, encoding);
                      }
                    }))
                .onEnd(() -> {
                  running = null;
                  if (again) {
                    again = false;
                    recolor();
                  }
                }));
  }

  /// Colours count only if the scan is still open, with the points and the encoding they are of.
  private void publish(OpenScan scan, Ready colored, Encoding encoding) {
    forgetStale();
    if (ready.get(scan) != colored) {
      return;
    }
    scan.encodingProperty().set(encoding);
    Runnable done = whenColored.remove(scan);
    if (done != null) {
      done.run();
    }
  }

  private Map<OpenScan, Encoding> colors(
      Map<OpenScan, Ready> all, PcaSettings settings, boolean smoothly, Progress progress) {
    List<FeaturePyramid> pyramids = new ArrayList<>();
    all.values().forEach(scan -> pyramids.add(scan.encoded().features()));
    PcaBasis basis = basis(pyramids, progress);
    PcaColors colors = new PcaColors(basis, pyramids, settings);
    Map<OpenScan, Encoding> result = new LinkedHashMap<>();
    all.forEach((scan, points) -> {
      progress.checkCancelled();
      EncodedScan encoded = points.encoded();
      int[] argb =
          colors.ofPoints(encoded.features(), encoded.upcast(smoothly, basis.firstLevel()));
      result.put(scan, new Encoding(encoded, argb));
    });
    return result;
  }

  private PcaBasis basis(List<FeaturePyramid> pyramids, Progress progress) {
    Fit known = fit;
    if (known == null || !known.pyramids().equals(pyramids)) {
      known = new Fit(List.copyOf(pyramids), PcaBasis.fit(pyramids, progress));
      fit = known;
    }
    return known.basis();
  }
}
