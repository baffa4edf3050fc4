package cadenza.app.viewport.clip;

import cadenza.app.viewport.PerPlace;
import cadenza.app.viewport.Place;
import cadenza.app.viewport.RoundLength;
import cadenza.app.viewport.ViewportModel;
import cadenza.app.viewport.clip.Clip.Kind;
import cadenza.render.Camera;
import cadenza.render.ClipBox;
import cadenza.render.Overlay;
import cadenza.render.Ray;
import cadenza.render.Vec3;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ChangeListener;
import org.jspecify.annotations.Nullable;

/// Decides what part of the scan is shown: a box with handles, or a slice stepped through it.
///
/// Each scan keeps its own for as long as it is open. Lengths are metres.
public final class ClipModel {
  private static final double THINNEST = 0.004;
  private static final double SECTION_SHARE = 0.08;
  private static final double NARROW_VIEW = 0.6;

  private final ViewportModel viewport;
  private final ReadOnlyObjectWrapper<@Nullable Clip> clip = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<List<Overlay.Line>> lines =
      new ReadOnlyObjectWrapper<>(List.of());
  private final BooleanProperty handles = new SimpleBooleanProperty(true);
  private final PerPlace<Optional<Clip>> kept = new PerPlace<>();
  private @Nullable ClipDrag drag;

  public ClipModel(ViewportModel viewport) {
    this.viewport = viewport;
    ChangeListener<@Nullable Place> placeChanged = (property, old, now) -> placeChanged(old, now);
    viewport.placeProperty().addListener(placeChanged);
    handles.addListener(observable -> updateLines());
    viewport.addLines(lines);
  }

  /// What is left of the picture; null for all of it.
  public ReadOnlyObjectProperty<@Nullable Clip> clipProperty() {
    return clip.getReadOnlyProperty();
  }

  public @Nullable Clip clip() {
    return clip.get();
  }

  /// Whether edges and handles are shown.
  public BooleanProperty handlesProperty() {
    return handles;
  }

  /// Edges and ring of the box, drawn among the points.
  public ReadOnlyObjectProperty<List<Overlay.Line>> linesProperty() {
    return lines.getReadOnlyProperty();
  }

  /// Puts a box around the scan, or takes away what cuts it.
  public void toggle() {
    if (clip.get() == null) {
      reset();
    } else {
      clear();
    }
  }

  /// Shows all of the scan.
  public void clear() {
    set(null);
  }

  /// A box around all of the scan, turned as its walls are; around what is seen of it if one has
  /// gone near.
  public void reset() {
    Place place = viewport.placeProperty().get();
    if (place == null) {
      return;
    }
    handles.set(true);
    set(new Clip(firstBox(RoomFit.around(place.scan().cloud(), place.bounds())), Kind.BOX));
  }

  private ClipBox firstBox(ClipBox whole) {
    Camera camera = viewport.camera();
    int width = viewport.pictureWidth();
    int height = viewport.pictureHeight();
    for (int corner = 0; corner < 8; corner++) {
      double[] at = camera.project(whole.corner(corner), width, height);
      boolean seen = at[2] > 0 && at[0] > 0 && at[1] > 0 && at[0] < width && at[1] < height;
      if (!seen) {
        return SectionBox.part(whole, camera, NARROW_VIEW);
      }
    }
    // A hair outside, or half of the points of a flat wall would be cut off.
    Vec3 half = whole.half();
    double more = 0.002 * half.length();
    return new ClipBox(whole.center(), half.plus(new Vec3(more, more, more)), whole.yawRadians());
  }

  /// A horizontal slice at the height of the pivot.
  public void cutHorizontally() {
    Place place = viewport.placeProperty().get();
    if (place != null) {
      double height = Math.max(place.bounds().extent(2), THINNEST);
      start(SectionBox.horizontal(place.bounds(), viewport.camera(), thickness(height)));
    }
  }

  /// An upright slice through the pivot that faces the eye.
  public void cutVertically() {
    Place place = viewport.placeProperty().get();
    if (place != null) {
      double across = Math.hypot(place.bounds().extent(0), place.bounds().extent(1));
      start(SectionBox.vertical(place.bounds(), viewport.camera(), thickness(across / 2)));
    }
  }

  private void start(Clip section) {
    handles.set(true);
    set(section);
  }

  private static double thickness(double extent) {
    return RoundLength.atMost(Math.max(extent * SECTION_SHARE, THINNEST)).meters();
  }

  /// Moves a section by its thickness: up, or away from the eye, where positive.
  public void step(double thicknesses) {
    Clip now = clip.get();
    Place place = viewport.placeProperty().get();
    if (now == null || !now.isSection() || place == null) {
      return;
    }
    Vec3 axis = now.box().axis(now.thinAxis());
    boolean against = now.kind() == Kind.VERTICAL && axis.dot(viewport.camera().back()) > 0;
    double by = thicknesses * now.thickness() * (against ? -1 : 1);
    set(SectionBox.moved(now, by, place.bounds()));
  }

  /// Makes a section thicker by a factor, thinner where it is below 1.
  public void scaleThickness(double factor) {
    Clip now = clip.get();
    Place place = viewport.placeProperty().get();
    if (now != null && now.isSection() && place != null) {
      double thickest = Math.max(2 * place.bounds().diagonal(), THINNEST);
      set(now.withThickness(Math.clamp(now.thickness() * factor, THINNEST, thickest)));
    }
  }

  /// Looks straight at a section, with parallel lines of sight; at a box, frames it.
  public void lookAt() {
    Clip now = clip.get();
    if (now != null) {
      viewport.glideTo(
          SectionBox.facing(
              now, viewport.camera(), viewport.pictureWidth(), viewport.pictureHeight()));
    }
  }

  /// A face is grabbed.
  ///
  /// @param far whether it is the one at the far end of the axis
  public void grabFace(int axis, boolean far, Ray ray) {
    Clip now = clip.get();
    drag = now == null ? null : ClipDrag.face(now.box(), axis, far, ray);
  }

  /// The middle is grabbed: a section goes along its thin axis, a box over the floor.
  ///
  /// @param vertical whether a box is to go up and down instead
  public void grabMiddle(Ray ray, boolean vertical) {
    Clip now = clip.get();
    if (now == null) {
      drag = null;
    } else if (now.isSection()) {
      drag = ClipDrag.along(now.box(), now.thinAxis(), ray);
    } else {
      drag =
          vertical
              ? ClipDrag.along(now.box(), 2, ray)
              : ClipDrag.across(now.box(), ray, viewport.camera());
    }
  }

  /// The knob of the ring is grabbed.
  public void grabRing(Ray ray) {
    Clip now = clip.get();
    drag =
        now == null ? null : ClipDrag.turn(now.box(), ClipShape.knob(now), ray, viewport.camera());
  }

  /// The pointer that grabbed something is on this line of sight now.
  public void dragTo(Ray ray, boolean snap) {
    Clip now = clip.get();
    Place place = viewport.placeProperty().get();
    if (drag == null || now == null || place == null) {
      return;
    }
    ClipBox box = drag.to(ray, snap);
    // Towards the horizon a pixel is a kilometre.
    double limit = 4 * place.bounds().diagonal() + 1;
    Vec3 middle = ClipBox.of(place.bounds()).center();
    if (box.half().length() < limit && box.center().distance(middle) < limit) {
      set(now.withBox(box));
    }
  }

  public void letGo() {
    drag = null;
  }

  private void set(@Nullable Clip wanted) {
    clip.set(wanted);
    updateLines();
    viewport.clipProperty().set(wanted == null ? null : wanted.box());
  }

  private void updateLines() {
    Clip now = clip.get();
    lines.set(now == null || !handles.get() ? List.of() : ClipShape.lines(now));
  }

  private void placeChanged(@Nullable Place old, @Nullable Place now) {
    drag = null;
    Optional<Clip> next = kept.change(old, Optional.ofNullable(clip.get()), now, Optional.empty());
    set(next.orElse(null));
  }
}
