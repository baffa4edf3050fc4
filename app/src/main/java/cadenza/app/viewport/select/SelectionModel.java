package cadenza.app.viewport.select;

import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.viewport.ShownPoints;
import cadenza.app.viewport.ViewportModel;
import cadenza.app.workspace.UndoOrder;
import cadenza.render.Frame;
import cadenza.render.Scene;
import cadenza.render.Selection;
import cadenza.render.select.BrushSize;
import cadenza.render.select.BrushStroke;
import cadenza.render.select.ConnectedRegion;
import cadenza.render.select.Likeness;
import cadenza.render.select.Reach;
import cadenza.render.select.ScreenMask;
import cadenza.render.select.ScreenSelect;
import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Which points of the shown cloud are selected and which are hidden.
///
/// # How it works
///
/// The selection belongs to a cloud and ends with it. Every change is a step that can be taken back
/// without limit, a whole brush stroke being one. Points are found in a sorted copy of the cloud
/// (`SortedPoints`) that is made when a tool needs it; a stroke that begins before that is painted
/// once it is there.
///
/// No point is ever deleted: what is hidden is only not shown.
public final class SelectionModel {
  private final ViewportModel viewport;
  private final TaskRunner tasks;
  private final FrameQuestion frames;
  private final ReadOnlyObjectWrapper<Selection> selection =
      new ReadOnlyObjectWrapper<>(Selection.none(0));
  private final ReadOnlyIntegerWrapper hiddenCount = new ReadOnlyIntegerWrapper();
  private final BooleanProperty visibleOnly = new SimpleBooleanProperty(true);
  private final ObjectProperty<BrushSize> brush = new SimpleObjectProperty<>(BrushSize.pixels(24));
  private final ObjectProperty<Likeness> likeness = new SimpleObjectProperty<>(Likeness.SURFACE);
  private final ObjectProperty<@Nullable Painter> painter = new SimpleObjectProperty<>();
  private final SelectionHistory history = new SelectionHistory();
  private final SortedPoints sorted;
  private BitSet hidden = new BitSet();
  private @Nullable PointCloud cloud;
  private @Nullable Gesture gesture;

  public SelectionModel(ViewportModel viewport, TaskRunner tasks, FrameQuestion frames) {
    this.viewport = viewport;
    this.tasks = tasks;
    this.frames = frames;
    sorted = new SortedPoints(tasks);
    viewport.sceneProperty().addListener((property, old, now) -> sceneChanged(now));
    sceneChanged(viewport.sceneProperty().get());
  }

  /// The selected points of the shown cloud.
  public ReadOnlyObjectProperty<Selection> selectionProperty() {
    return selection.getReadOnlyProperty();
  }

  public Selection selection() {
    return selection.get();
  }

  /// How many points are hidden.
  public ReadOnlyIntegerProperty hiddenCountProperty() {
    return hiddenCount.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty canUndoProperty() {
    return history.canUndoProperty();
  }

  public ReadOnlyBooleanProperty canRedoProperty() {
    return history.canRedoProperty();
  }

  /// True while a large cloud is being sorted; what was asked for comes after.
  public ReadOnlyBooleanProperty preparingProperty() {
    return sorted.preparingProperty();
  }

  /// Whether tools take only what is seen, not what lies behind.
  public BooleanProperty visibleOnlyProperty() {
    return visibleOnly;
  }

  public ObjectProperty<BrushSize> brushProperty() {
    return brush;
  }

  /// How alike the points of a region are.
  public ObjectProperty<Likeness> likenessProperty() {
    return likeness;
  }

  /// Takes what tools find; null while they select.
  public ObjectProperty<@Nullable Painter> painterProperty() {
    return painter;
  }

  /// Makes the brush larger by notches of the wheel.
  public void scaleBrush(double notches) {
    setBrush(brush.get().radius() * Math.pow(1.15, notches), brush.get().metric());
  }

  /// Changes between pixels and metres; at the pivot the brush stays as large as it is.
  public void changeBrushUnit() {
    BrushSize now = brush.get();
    double metersPerPixel = metersPerPixel();
    setBrush(
        now.metric() ? now.radius() / metersPerPixel : now.radius() * metersPerPixel,
        !now.metric());
  }

  private double metersPerPixel() {
    var camera = viewport.camera();
    return camera.metersPerPixel(camera.depth(camera.target()), viewport.pictureHeight());
  }

  private void setBrush(double radius, boolean metric) {
    brush.set(BrushLimits.within(radius, metric));
  }

  /// Lets regions bend more, by notches of the wheel; beyond 90 degrees all that touches is one.
  public void scaleLikeness(double notches) {
    double degrees = likeness.get().normalDegrees();
    double wanted = Math.min(degrees, 90) * Math.pow(1.15, notches);
    likeness.set(likeness.get().withNormalDegrees(wanted > 90 ? 180 : Math.clamp(wanted, 2, 90)));
  }

  /// A tool that will ask for points was chosen.
  public void prepare() {
    sorted.prepare();
  }

  private Reach reach() {
    return visibleOnly.get() ? Reach.VISIBLE : Reach.THROUGH;
  }

  /// Selects what a shape on the picture covers.
  ///
  /// @param shape makes the mask for the frame that is shown
  /// @param how what it is done with, a word
  public void select(Function<Frame, ScreenMask> shape, Combine combine, String how) {
    Reach reach = reach();
    sorted.whenReady(ready ->
        frames
            .ask(frame -> ScreenSelect.inside(frame, ready, shape.apply(frame), reach))
            .ifPresent(found -> done(found, combine, how)));
  }

  /// Selects points that were found elsewhere, those that are hidden left out.
  ///
  /// @param of the cloud they are of; nothing happens if another one is shown by now
  public void select(PointCloud of, Selection found) {
    if (of == cloud) {
      change(found.minus(Selection.of(found.pointCount(), hidden)), hidden);
    }
  }

  /// Grows a region from a point, in the background.
  public void grow(int point, Combine combine) {
    Scene scene = viewport.sceneProperty().get();
    if (scene == null || scene.cloud() != cloud || point >= scene.cloud().pointCount()) {
      return;
    }
    Likeness alike = likeness.get();
    sorted.whenReady(ready ->
        tasks.start(
            BackgroundTask.named(
                    "Growing a region",
                    progress -> ConnectedRegion.from(ready, scene, point, alike, progress))
                .superseding(likeness)
                .onSuccess(region -> {
                  if (scene.cloud() == cloud) {
                    done(region.points(), combine, "region");
                  }
                })));
  }

  /// Begins a brush stroke; the first [#strokeTo] says where.
  public void beginStroke(Combine combine) {
    beginStroke(combine, brush.get(), "brush");
  }

  /// Begins a stroke with another brush than the chosen one.
  ///
  /// @param how what it is done with, a word
  public void beginStroke(Combine combine, BrushSize size, String how) {
    endStroke();
    Gesture begun = new Gesture(combine, selection.get(), how);
    Reach reach = reach();
    gesture = begun;
    sorted.whenReady(ready -> {
      begun.stroke = new BrushStroke(ready, size, reach);
      begun.noted.forEach(place -> paint(begun, place[0], place[1]));
      if (begun.ended) {
        commit(begun);
      }
    });
  }

  /// The brush is at this pixel of the picture now.
  public void strokeTo(double x, double y) {
    Gesture now = gesture;
    if (now == null) {
      return;
    }
    if (now.stroke == null) {
      now.noted.add(new double[] {x, y});
    } else {
      paint(now, x, y);
    }
  }

  private void paint(Gesture now, double x, double y) {
    BrushStroke stroke = now.stroke;
    if (stroke != null) {
      frames
          .ask(frame -> stroke.to(frame, x, y))
          .filter(found -> !found.isEmpty())
          .ifPresent(found -> {
            now.painted = now.painted.plus(found);
            show(now.combine.apply(now.before, now.painted), hidden);
          });
    }
  }

  /// The stroke is done: one step of the history.
  public void endStroke() {
    Gesture ended = gesture;
    gesture = null;
    if (ended != null) {
      ended.ended = true;
      if (ended.stroke != null) {
        commit(ended);
      }
    }
  }

  private void commit(Gesture ended) {
    show(ended.before, hidden);
    done(ended.painted, ended.combine, ended.how);
  }

  private void done(Selection found, Combine combine, String how) {
    Painter painting = painter.get();
    if (painting == null) {
      change(combine.apply(selection.get(), found), hidden);
    } else {
      Selection seen = found.minus(Selection.of(found.pointCount(), hidden));
      if (!seen.isEmpty()) {
        painting.paint(seen, combine == Combine.REMOVE, how);
      }
    }
  }

  /// Forgets the stroke; false if there was none.
  public boolean cancelStroke() {
    Gesture ended = gesture;
    gesture = null;
    if (ended != null) {
      ended.noted.clear();
      show(ended.before, hidden);
    }
    return ended != null;
  }

  public void selectAll() {
    Selection all = Selection.all(selection.get().pointCount());
    change(all.minus(Selection.of(all.pointCount(), hidden)), hidden);
  }

  public void selectNone() {
    change(Selection.none(selection.get().pointCount()), hidden);
  }

  /// Selects what is shown and not selected.
  public void invert() {
    Selection now = selection.get();
    change(now.inverted().minus(Selection.of(now.pointCount(), hidden)), hidden);
  }

  public void hideSelected() {
    BitSet more = selection.get().toBitSet();
    more.or(hidden);
    change(Selection.none(selection.get().pointCount()), more);
  }

  public void showOnlySelected() {
    if (!selection.get().isEmpty()) {
      BitSet others = selection.get().inverted().toBitSet();
      others.or(hidden);
      change(Selection.none(selection.get().pointCount()), others);
    }
  }

  public void showAll() {
    change(selection.get(), new BitSet());
  }

  public void undo() {
    cancelStroke();
    go(history.undo(state()));
  }

  public void redo() {
    cancelStroke();
    go(history.redo(state()));
  }

  /// From now on undoing has its place among other histories.
  public void follow(UndoOrder order) {
    history.follow(order.track(this::undo, this::redo, () -> "selection", () -> "selection"));
  }

  private void go(SelectionHistory.@Nullable State to) {
    if (to != null) {
      show(Selection.of(selection.get().pointCount(), to.selected()), to.hidden());
    }
  }

  private SelectionHistory.State state() {
    return new SelectionHistory.State(selection.get().toBitSet(), hidden);
  }

  /// Box around the selected points; empty if there are none.
  public Optional<Bounds> bounds() {
    return cloud == null ? Optional.empty() : SelectedBounds.of(cloud, selection.get());
  }

  /// Moves the camera until the selected points fill the picture.
  public void fit() {
    bounds()
        .ifPresent(box ->
            viewport.glideTo(
                viewport.camera().framing(box, viewport.pictureWidth(), viewport.pictureHeight())));
  }

  private void change(Selection wanted, BitSet wantedHidden) {
    if (history.add(state(), new SelectionHistory.State(wanted.toBitSet(), wantedHidden))) {
      show(wanted, wantedHidden);
    }
  }

  private void show(Selection wanted, BitSet wantedHidden) {
    PointCloud of = cloud;
    if (of == null) {
      return;
    }
    ShownPoints before = viewport.shownPointsProperty().get();
    BitSet visible = before == null ? null : before.visible();
    if (!wantedHidden.equals(hidden)) {
      visible = null;
      if (!wantedHidden.isEmpty()) {
        visible = (BitSet) wantedHidden.clone();
        visible.flip(0, of.pointCount());
      }
    }
    hidden = wantedHidden;
    hiddenCount.set(hidden.cardinality());
    selection.set(wanted);
    viewport.shownPointsProperty().set(new ShownPoints(of, wanted, visible));
  }

  private void sceneChanged(@Nullable Scene scene) {
    PointCloud now = scene == null ? null : scene.cloud();
    if (now == cloud) {
      return;
    }
    cloud = now;
    sorted.show(now);
    gesture = null;
    history.clear();
    hidden = new BitSet();
    hiddenCount.set(0);
    selection.set(Selection.none(now == null ? 0 : now.pointCount()));
    viewport.shownPointsProperty().set(null);
  }
}
