package cadenza.app.viewport;

import cadenza.app.look.Coloring;
import cadenza.app.look.LookModel;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.render.Camera;
import cadenza.render.ClipBox;
import cadenza.render.HomeView;
import cadenza.render.Overlay;
import cadenza.render.Pick;
import cadenza.render.Scene;
import cadenza.render.StandardView;
import cadenza.render.Vec3;
import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// Decides what the picture shows and from where.
///
/// # How it works
///
/// The scene is made of the look's colouring and style. Each cloud keeps its own camera, so going
/// back to a scan goes back to the view one had of it. Pixels are those of the rendered frame. A
/// drag moves what was grabbed: the point under the pointer if there is one, else the plane at the
/// depth of the pivot. A turning drag turns about the grabbed point, which stays under the pointer
/// at the start of the drag; where there is none, or where the person wants it so, about the target
/// in the middle.
///
/// What cuts the picture ([#clipProperty()]) and what is drawn over it ([#addLines]) comes from
/// tools, which this model does not know.
public final class ViewportModel {
  private static final double ZOOM_PER_NOTCH = 0.86;

  private final LookModel look;
  private final CameraGlide glide;
  private final ReadOnlyObjectWrapper<@Nullable Scene> scene = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<Camera> camera;
  private final ReadOnlyObjectWrapper<@Nullable PointReadout> readout =
      new ReadOnlyObjectWrapper<>();
  private final Map<PointCloud, Camera> cameras = new WeakHashMap<>();
  private final Workspace workspace;
  private final @Nullable ViewportModel first;
  private int width = 16;
  private int height = 10;
  private Vec3 grabbed = Vec3.ZERO;
  private @Nullable Vec3 dragPivot;
  private Bounds bounds = Bounds.empty();
  private final ReadOnlyObjectWrapper<@Nullable Place> place = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<@Nullable ClipBox> clip = new SimpleObjectProperty<>();
  private final List<ObservableValue<List<Overlay.Line>>> lineSources = new ArrayList<>();
  private final ObjectProperty<@Nullable ShownPoints> shownPoints = new SimpleObjectProperty<>();
  private final BooleanProperty orbitAtPointer;
  private final ReadOnlyObjectWrapper<@Nullable Vec3> pivot;

  /// @param glide moves the camera smoothly
  public ViewportModel(Workspace workspace, LookModel look, CameraGlide glide) {
    this.workspace = workspace;
    this.look = look;
    this.glide = glide;
    this.camera = new SimpleObjectProperty<>(Camera.home(Bounds.empty()));
    this.orbitAtPointer = new SimpleBooleanProperty(true);
    this.pivot = new ReadOnlyObjectWrapper<>();
    this.first = null;
    look.coloringProperty().addListener((property, old, now) -> coloringChanged(old, now));
    look.styleBinding().addListener((property, old, now) -> updateScene());
    clip.addListener(observable -> updateScene());
    shownPoints.addListener((property, old, now) -> shownPointsChanged(old, now));
    coloringChanged(null, look.coloringProperty().get());
  }

  /// A second picture beside another one: the same camera, another scene, a size of its own. It is
  /// forgotten with what shows it, and the first one decides all else.
  ViewportModel(ViewportModel first, ObservableValue<@Nullable Scene> shown) {
    this.workspace = first.workspace;
    this.look = first.look;
    this.glide = first.glide;
    this.camera = first.camera;
    this.orbitAtPointer = first.orbitAtPointer;
    this.pivot = first.pivot;
    this.first = first;
    scene.bind(shown);
  }

  /// Lets go of what another model made the scene of.
  void detach() {
    scene.unbind();
  }

  /// What to draw; null when nothing is open.
  public ReadOnlyObjectProperty<@Nullable Scene> sceneProperty() {
    return scene.getReadOnlyProperty();
  }

  public ObjectProperty<Camera> cameraProperty() {
    return camera;
  }

  public Camera camera() {
    return camera.get();
  }

  /// The point under the pointer in words; null when there is none.
  public ReadOnlyObjectProperty<@Nullable PointReadout> readoutProperty() {
    return readout.getReadOnlyProperty();
  }

  /// The scan that is pictured and where its points lie; null when nothing is open. Changes before
  /// the scene does, so that tools bring what belongs to the new scan in time.
  public ReadOnlyObjectProperty<@Nullable Place> placeProperty() {
    return place.getReadOnlyProperty();
  }

  /// Box outside of which nothing is shown; null for none.
  public ObjectProperty<@Nullable ClipBox> clipProperty() {
    return clip;
  }

  /// Which points are selected and which are hidden; counts only for the cloud it names, null for
  /// none of either.
  public ObjectProperty<@Nullable ShownPoints> shownPointsProperty() {
    return shownPoints;
  }

  /// Draws these lines over the points from now on, as they change.
  public void addLines(ObservableValue<List<Overlay.Line>> lines) {
    lineSources.add(lines);
    ChangeListener<List<Overlay.Line>> changed = (property, old, now) -> updateScene();
    lines.addListener(changed);
    updateScene();
  }

  /// Whether a turning drag turns about the point that was pressed, not about the target.
  public BooleanProperty orbitAtPointerProperty() {
    return orbitAtPointer;
  }

  /// What the drag under way turns about; null while nothing is being turned.
  public ReadOnlyObjectProperty<@Nullable Vec3> pivotProperty() {
    return pivot.getReadOnlyProperty();
  }

  public int pictureWidth() {
    return width;
  }

  public int pictureHeight() {
    return height;
  }

  /// Goes to a camera smoothly.
  public void glideTo(Camera destination) {
    glide.to(camera, destination);
  }

  /// Goes to a camera at once, ending a glide that is under way.
  public void moveTo(Camera destination) {
    glide.stop();
    camera.set(destination);
  }

  /// The picture has so many pixels now.
  public void resize(int newWidth, int newHeight) {
    width = Math.max(newWidth, 1);
    height = Math.max(newHeight, 1);
  }

  /// The pointer is over this point, or over none.
  public void hover(Optional<Pick> pick) {
    if (first != null) {
      first.hover(pick);
      return;
    }
    Coloring coloring = look.coloringProperty().get();
    OpenScan scan = workspace.current();
    boolean sameCloud = coloring != null && scan != null && scan.cloud() == coloring.cloud();
    readout.set(
        pick.filter(hit -> sameCloud && hit.pointIndex() < coloring.cloud().pointCount())
            .map(hit -> PointReadout.of(coloring, hit.pointIndex()))
            .orElse(null));
  }

  /// A drag begins at this pixel.
  public void grab(double x, double y, Optional<Pick> pick) {
    glide.stop();
    grabbed = pick.map(Pick::world).orElseGet(() -> onPivotPlane(x, y));
    dragPivot = pick.isPresent() && orbitAtPointer.get() ? grabbed : null;
  }

  /// The pointer was dragged by so many pixels, turning the scene about the pivot.
  public void orbit(double pixelsRight, double pixelsDown) {
    glide.stop();
    Camera now = camera.get();
    Vec3 about = dragPivot == null ? now.target() : dragPivot;
    pivot.set(about);
    // The target takes the depth of what was pressed: what follows, zooming beside the points or
    // the scale bar, goes by it.
    camera.set(now.withPivotDepth(about).drag(about, pixelsRight, pixelsDown, height));
  }

  /// The drag is over.
  public void release() {
    dragPivot = null;
    pivot.set(null);
  }

  /// The pointer was dragged by so many pixels, moving the scene with it.
  public void pan(double pixelsRight, double pixelsDown) {
    camera.set(camera.get().pan(grabbed, pixelsRight, pixelsDown, height));
  }

  /// Zooms by notches of the wheel, in where positive; what is under the pointer stays there.
  public void zoom(double x, double y, double notches, Optional<Pick> pick) {
    glide.stop();
    Vec3 pivot = pick.map(Pick::world).orElseGet(() -> onPivotPlane(x, y));
    camera.set(camera.get().zoomAt(pivot, Math.pow(ZOOM_PER_NOTCH, notches)));
  }

  /// Zooms about the middle of the picture.
  public void zoomAtCenter(double notches) {
    zoom(width / 2.0, height / 2.0, notches, Optional.empty());
  }

  /// Makes the picked point the pivot and brings it to the middle.
  public void pivotAt(Pick pick) {
    glide.to(camera, camera.get().withPivotDepth(pick.world()).withTarget(pick.world()));
  }

  /// The view that a scan opens with.
  public void home() {
    boolean orthographic = camera.get().orthographic();
    Coloring coloring = look.coloringProperty().get();
    Camera home =
        coloring == null
            ? Camera.home(bounds, width, height)
            : HomeView.of(coloring.cloud(), width, height);
    glide.to(camera, home.withOrthographic(orthographic));
  }

  /// All of the scan from the present direction.
  public void frameAll() {
    glide.to(camera, camera.get().framing(bounds, width, height));
  }

  public void look(StandardView view) {
    glide.to(camera, camera.get().looking(view).framing(bounds, width, height));
  }

  public void toggleOrthographic() {
    glide.stop();
    Camera now = camera.get();
    camera.set(now.withOrthographic(!now.orthographic()));
  }

  private Vec3 onPivotPlane(double x, double y) {
    Camera now = camera.get();
    return now.unproject(x, y, now.depth(now.target()), width, height);
  }

  private void coloringChanged(@Nullable Coloring old, @Nullable Coloring now) {
    PointCloud before = old == null ? null : old.cloud();
    PointCloud after = now == null ? null : now.cloud();
    if (before != after) {
      glide.stop();
      if (before != null) {
        cameras.put(before, camera.get());
      }
      readout.set(null);
      if (after != null) {
        Place placeBefore = place.get();
        bounds = HomeView.bounds(after);
        Place placeNow = Place.of(workspace.current(), bounds);
        Camera known = cameras.get(after);
        boolean samePoints =
            before != null
                && placeBefore != null
                && placeNow != null
                && placeBefore.isAlike(placeNow);
        if (known != null) {
          camera.set(known);
        } else if (!samePoints) {
          camera.set(HomeView.of(after, width, height));
        }
        place.set(placeNow);
      } else {
        place.set(null);
      }
    }
    PointReadout known = readout.get();
    if (known != null && now != null) {
      readout.set(PointReadout.of(now, known.pointIndex()));
    }
    updateScene();
  }

  /// The picture becomes narrower (`factor` above 1) or wider: steps back or forth, so that the
  /// same things are in it from left to right. From within the scan, a room perhaps, one stays
  /// where one stands; false then.
  boolean fitWidth(double factor) {
    Camera now = camera.get();
    Camera fitted = now.zoomAt(now.target(), factor);
    if (contains(bounds, now.eye()) || contains(bounds, fitted.eye())) {
      return false;
    }
    glide.to(camera, fitted);
    return true;
  }

  private static boolean contains(Bounds box, Vec3 point) {
    double[] at = {point.x(), point.y(), point.z()};
    for (int axis = 0; axis < 3; axis++) {
      if (!(at[axis] >= box.min()[axis] && at[axis] <= box.max()[axis])) {
        return false;
      }
    }
    return true;
  }

  /// A box about the pivot, as large as what is seen there.
  public Bounds seenAtPivot() {
    Camera now = camera.get();
    Vec3 pivot = now.target();
    Vec3 corner = now.unproject(0, 0, now.depth(pivot), width, height);
    double half = Math.max(corner.minus(pivot).length() / Math.sqrt(2), 1e-3);
    return new Bounds(
        new double[] {pivot.x() - half, pivot.y() - half, pivot.z() - half},
        new double[] {pivot.x() + half, pivot.y() + half, pivot.z() + half});
  }

  private void shownPointsChanged(@Nullable ShownPoints old, @Nullable ShownPoints now) {
    Coloring coloring = look.coloringProperty().get();
    PointCloud pictured = coloring == null ? null : coloring.cloud();
    if (pictured != null && (isOf(old, pictured) || isOf(now, pictured))) {
      updateScene();
    }
  }

  private static boolean isOf(@Nullable ShownPoints points, PointCloud cloud) {
    return points != null && points.cloud() == cloud;
  }

  private void updateScene() {
    Coloring coloring = look.coloringProperty().get();
    if (coloring == null) {
      scene.set(null);
      return;
    }
    List<Overlay.Line> lines = new ArrayList<>();
    lineSources.forEach(source -> lines.addAll(source.getValue()));
    ShownPoints points = shownPoints.get();
    ShownPoints mine = isOf(points, coloring.cloud()) ? points : null;
    // Without normals only whole walls, floors and ceilings are seen through; with them the backs
    // of furniture would go too.
    scene.set(
        Scene.of(coloring.cloud(), coloring.argb())
            .withNormals(null)
            .withClip(clip.get())
            .withVisible(mine == null ? null : mine.visible())
            .withOverlay(new Overlay(lines, mine == null ? null : mine.selected()))
            .withStyle(look.styleBinding().get()));
  }
}
