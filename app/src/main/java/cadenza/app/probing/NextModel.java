package cadenza.app.probing;

import cadenza.app.labels.LabelModel;
import cadenza.app.labels.LabelSnapshot;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.ProbeView;
import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.viewport.ViewportModel;
import cadenza.app.workspace.Notice;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.probe.LabelNext;
import cadenza.probe.Prediction;
import cadenza.probe.ProbeClass;
import cadenza.probe.ProbeScan;
import cadenza.render.Camera;
import cadenza.render.ClipBox;
import cadenza.render.Overlay;
import cadenza.render.Scene;
import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.grid.GridSample;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Where a label helps most, and what of the prediction can be taken as labels.
///
/// # How it works
///
/// Places are suggested from the latest prediction when they are first asked for, with a view that
/// each is seen from ([Vantage]); those that cannot be seen, because they are behind something, cut
/// off or hidden, are passed over. Each further flight goes to the next of them, until another
/// prediction comes or something else is shown.
public final class NextModel {
  private static final int SUGGESTIONS = 8;
  private static final double LEAST_CELL_METERS = 0.03; // of lines of sight
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
  private List<Flight> flights = List.of();
  private int flown;
  private @Nullable Asked asked;

  /// What suggestions depend on.
  private record Asked(
      Prediction prediction,
      @Nullable BitSet visible,
      @Nullable ClipBox clip,
      int width,
      int height) {}

  /// A place with the view of it, and the mark about it.
  private record Flight(Camera camera, List<Overlay.Line> mark) {}

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
          if (now == null || asked == null || now.prediction() != asked.prediction()) {
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
    Scene scene = sceneOf(scan.cloud());
    Asked asking =
        new Asked(
            now.prediction(),
            scene.visible(),
            scene.clip(),
            viewport.pictureWidth(),
            viewport.pictureHeight());
    if (asking.equals(asked) && !flights.isEmpty()) {
      show();
      return;
    }
    EncodedScan encoded = scan.encoding().scan();
    LabelSnapshot snapshot = labels.labels(scan).snapshot();
    asked = asking; // the same prediction comes again with more colours, which must not end this
    flights = List.of();
    flown = 0;
    String name = scan.name();
    Camera camera = viewport.camera();
    tasks.start(
        BackgroundTask.named(
                "Looking for what to label next",
                progress -> find(asking, scene, camera, encoded, name, snapshot, progress))
            .superseding(this)
            .quiet()
            .onSuccess(found -> {
              flights = found;
              if (!found.isEmpty()) {
                show();
              } else {
                workspace.tell(
                    Notice.info(
                        "Label here next",
                        "No place in doubt can be seen. What is hidden or outside the clip box is"
                            + " not proposed."));
              }
            }));
  }

  // What of the scan is in the picture.
  private Scene sceneOf(PointCloud cloud) {
    Scene shown = viewport.sceneProperty().get();
    return shown != null && shown.cloud() == cloud ? shown : Scene.of(cloud);
  }

  private static List<Flight> find(
      Asked asking,
      Scene scene,
      Camera camera,
      EncodedScan encoded,
      String name,
      LabelSnapshot snapshot,
      Progress progress) {
    GridSample grid = encoded.grid();
    Set<Integer> labelled = new HashSet<>();
    for (int point : snapshot.points()) {
      labelled.add(grid.inverse()[point]);
    }
    double cell = Math.max(grid.gridSizeMeters(), LEAST_CELL_METERS);
    Vantage vantage = new Vantage(scene, camera, asking.width(), asking.height(), cell, progress);
    List<Flight> out = new ArrayList<>();
    LabelNext.suggest(
        asking.prediction(),
        new ProbeScan(name, encoded.features(), null, ProbeView.source(encoded)),
        encoded.prepared().pyramid(),
        labelled,
        region -> {
          progress.checkCancelled();
          Optional<Flight> flight = flight(vantage, scene.cloud(), grid, region);
          flight.ifPresent(out::add);
          return flight.isPresent();
        },
        SUGGESTIONS,
        progress);
    return out;
  }

  private static Optional<Flight> flight(
      Vantage vantage, PointCloud cloud, GridSample grid, LabelNext.Region region) {
    int point = grid.picked()[region.voxel()];
    double wide = grid.gridSizeMeters() * Math.sqrt(region.voxelCount());
    double half = Math.clamp(wide, NEAR_METERS, FAR_METERS);
    double spot = MARK_SHARE * half;
    int[] points = IntStream.of(region.voxels()).map(voxel -> grid.picked()[voxel]).toArray();
    return vantage
        .of(points, point, half, spot)
        .map(view -> new Flight(view.camera(), Mark.cube(cloud, point, spot, MARK)));
  }

  private void show() {
    Flight flight = flights.get(flown % flights.size());
    flown++;
    viewport.glideTo(flight.camera());
    marks.set(flight.mark());
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
