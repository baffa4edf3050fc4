package cadenza.app.probing;

import cadenza.app.labels.LabelModel;
import cadenza.app.labels.LabelSnapshot;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.ProbeView;
import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.viewport.ViewportModel;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.probe.LabelNext;
import cadenza.probe.Prediction;
import cadenza.probe.ProbeClass;
import cadenza.probe.ProbeScan;
import cadenza.render.Overlay;
import cadenza.scan.Attribute;
import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Where a label helps most, and what of the prediction can be taken as labels.
///
/// # How it works
///
/// Places are suggested from the latest prediction when they are first asked for; each further
/// flight goes to the next of them, until another prediction comes.
public final class NextModel {
  private static final int SUGGESTIONS = 12;
  private static final double SURE = 0.9;
  // What of the place is seen: near enough to know it, far enough to know where it is.
  private static final double NEAR_METERS = 0.7;
  private static final double FAR_METERS = 1.2;
  private static final double MARK_SHARE = 0.2;
  private static final int MARK = 0xffffc83d;

  private final Workspace workspace;
  private final LabelModel labels;
  private final ProbingModel probing;
  private final ViewportModel viewport;
  private final TaskRunner tasks;
  private final ReadOnlyBooleanWrapper available = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<List<Overlay.Line>> marks =
      new ReadOnlyObjectWrapper<>(List.of());
  private List<LabelNext.Region> regions = List.of();
  private int flown;
  private @Nullable Prediction suggestedOf;

  public NextModel(
      Workspace workspace,
      LabelModel labels,
      ProbingModel probing,
      ViewportModel viewport,
      TaskRunner tasks) {
    this.workspace = workspace;
    this.labels = labels;
    this.probing = probing;
    this.viewport = viewport;
    this.tasks = tasks;
    probing
        .outcomeProperty()
        .addListener((property, old, now) -> {
          available.set(now != null);
          if (now == null || now.prediction() != suggestedOf) {
            tasks.cancel(this);
            marks.set(List.of());
          }
        });
    viewport.addLines(marks.getReadOnlyProperty());
  }

  /// Whether there is a prediction of the shown scan.
  public ReadOnlyBooleanProperty availableProperty() {
    return available.getReadOnlyProperty();
  }

  /// Moves the camera to the next place where a label helps.
  public void fly() {
    OpenScan scan = workspace.current();
    ProbeOutcome now = probing.outcomeProperty().get();
    if (scan == null || now == null || scan.encoding() == null) {
      return;
    }
    EncodedScan encoded = scan.encoding().scan();
    Prediction prediction = now.prediction();
    if (suggestedOf == prediction && !regions.isEmpty()) {
      show(scan.cloud(), encoded);
      return;
    }
    LabelSnapshot snapshot = labels.labels(scan).snapshot();
    PointCloud cloud = scan.cloud();
    tasks.start(
        BackgroundTask.named(
                "Looking for what to label next",
                progress -> {
                  Set<Integer> labelled = new HashSet<>();
                  for (int point : snapshot.points()) {
                    labelled.add(encoded.grid().inverse()[point]);
                  }
                  ProbeScan seen =
                      new ProbeScan(
                          scan.name(), encoded.features(), null, ProbeView.source(encoded));
                  return LabelNext.suggest(
                      prediction,
                      seen,
                      encoded.prepared().pyramid(),
                      labelled,
                      SUGGESTIONS,
                      progress);
                })
            .superseding(this)
            .quiet()
            .onSuccess(found -> {
              regions = found;
              suggestedOf = prediction;
              flown = 0;
              if (!found.isEmpty()) {
                show(cloud, encoded);
              }
            }));
  }

  private void show(PointCloud cloud, EncodedScan encoded) {
    LabelNext.Region region = regions.get(flown % regions.size());
    flown++;
    int point = encoded.grid().picked()[region.voxel()];
    double grid = encoded.grid().gridSizeMeters();
    double half = Math.clamp(grid * Math.sqrt(region.voxelCount()), NEAR_METERS, FAR_METERS);
    double[] lo = new double[3];
    double[] hi = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      lo[axis] = cloud.world(point, axis) - half;
      hi[axis] = cloud.world(point, axis) + half;
    }
    viewport.glideTo(
        viewport
            .camera()
            .framing(new Bounds(lo, hi), viewport.pictureWidth(), viewport.pictureHeight()));
    marks.set(Mark.cube(cloud, point, MARK_SHARE * half, MARK));
  }

  /// What is predicted with enough certainty becomes labels where there are none, as one step. The
  /// classes of a probe from a file are found by their names, or added.
  public void acceptPredictions() {
    OpenScan scan = workspace.current();
    ProbeOutcome now = probing.outcomeProperty().get();
    if (scan == null || now == null || scan.encoding() == null) {
      return;
    }
    int[] inverse = now.encoded().grid().inverse();
    Prediction prediction = now.prediction();
    float[] probabilities = prediction.probabilities();
    List<ProbeClass> classes = now.probe().classes();
    int[] ids = new int[inverse.length];
    for (int point = 0; point < ids.length; point++) {
      int voxel = inverse[point];
      if (voxel >= 0 && probabilities[voxel] >= SURE) {
        ids[point] = classes.get(prediction.classIndex(voxel)).id();
      }
    }
    Map<Integer, String> names = new HashMap<>();
    classes.forEach(one -> names.put(one.id(), one.name()));
    labels.importLabels(scan, Attribute.ofInts("accepted predictions", ids), names, false);
  }
}
