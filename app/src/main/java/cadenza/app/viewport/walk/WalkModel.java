package cadenza.app.viewport.walk;

import cadenza.app.viewport.Place;
import cadenza.app.viewport.ViewportModel;
import cadenza.render.Camera;
import cadenza.render.Pick;
import cadenza.render.Vec3;
import java.util.EnumSet;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.value.ChangeListener;
import org.jspecify.annotations.Nullable;

/// Walking: the eye goes through the scan instead of round it.
///
/// # How it works
///
/// Held keys say where to; the speed follows them within a moment, so that starts and stops are
/// soft. The way ahead is level, whatever one looks at. A drag turns the eye so that what was
/// grabbed stays under the pointer. The usual speed crosses the scan in some seconds.
public final class WalkModel {
  /// Where a held key leads.
  public enum Direction {
    AHEAD,
    BACK,
    LEFT,
    RIGHT,
    UP,
    DOWN
  }

  private static final double CROSSING_SECONDS = 7;
  private static final double RUN = 3;
  private static final double PER_NOTCH = 1.2;
  private static final double SOFTNESS_SECONDS = 0.09;
  private static final double LONGEST_STEP_SECONDS = 0.1;
  private static final double EYE_METERS = 1.65;

  private final ViewportModel viewport;
  private final ReadOnlyBooleanWrapper active = new ReadOnlyBooleanWrapper();
  private final ReadOnlyDoubleWrapper speed = new ReadOnlyDoubleWrapper(1);
  private final Set<Direction> held = EnumSet.noneOf(Direction.class);
  private boolean running;
  private double size = 1;
  private Vec3 velocity = Vec3.ZERO; // right, ahead, up, in metres a second

  public WalkModel(ViewportModel viewport) {
    this.viewport = viewport;
    ChangeListener<@Nullable Place> placeChanged = (property, old, now) -> stop();
    viewport.placeProperty().addListener(placeChanged);
  }

  public ReadOnlyBooleanProperty activeProperty() {
    return active.getReadOnlyProperty();
  }

  public boolean isActive() {
    return active.get();
  }

  /// Metres a second.
  public ReadOnlyDoubleProperty speedProperty() {
    return speed.getReadOnlyProperty();
  }

  public void toggle() {
    if (active.get()) {
      stop();
    } else {
      start();
    }
  }

  /// Walks from where the eye is.
  public void start() {
    Place place = viewport.placeProperty().get();
    if (place == null || active.get()) {
      return;
    }
    size = Math.max(place.bounds().diagonal(), 1e-3);
    speed.set(size / CROSSING_SECONDS);
    letGo();
    // Parallel lines of sight have no eye to walk with; and what is near must be drawn, so the
    // target comes near, too.
    viewport.moveTo(near(viewport.camera().withOrthographic(false)));
    active.set(true);
  }

  private Camera near(Camera camera) {
    Vec3 ahead = camera.eye().minus(camera.back().times(size / 6));
    return camera.withPivotDepth(ahead);
  }

  /// Orbits again.
  public void stop() {
    letGo();
    active.set(false);
  }

  /// A key is pressed.
  public void hold(Direction direction) {
    held.add(direction);
  }

  public void release(Direction direction) {
    held.remove(direction);
  }

  /// All keys are as if released: the window cannot see them any more.
  public void letGo() {
    held.clear();
    running = false;
    velocity = Vec3.ZERO;
  }

  /// Whether to go faster.
  public void run(boolean wanted) {
    running = wanted;
  }

  /// Changes the speed by notches of the wheel.
  public void changeSpeed(double notches) {
    double wanted = speed.get() * Math.pow(PER_NOTCH, notches);
    speed.set(Math.clamp(wanted, size / 1000, size * 2));
  }

  /// The pointer was dragged by so many pixels.
  public void look(double pixelsRight, double pixelsDown) {
    Camera camera = viewport.camera();
    double radiansPerPixel =
        2 * Math.tan(camera.fieldOfViewRadians() / 2) / viewport.pictureHeight();
    viewport.moveTo(
        camera.orbit(camera.eye(), pixelsRight * radiansPerPixel, -pixelsDown * radiansPerPixel));
  }

  /// Goes to stand upon a point, looking level.
  public void standAt(Pick pick) {
    Place place = viewport.placeProperty().get();
    double height = place == null ? EYE_METERS : 0.6 * place.bounds().extent(2);
    Vec3 eye = pick.world().plus(new Vec3(0, 0, Math.min(EYE_METERS, height)));
    Camera now = viewport.camera();
    Vec3 back = new Vec3(Math.cos(now.yawRadians()), Math.sin(now.yawRadians()), 0);
    letGo();
    viewport.glideTo(
        new Camera(
            eye.minus(back.times(now.distance())),
            now.distance(),
            now.yawRadians(),
            0,
            now.fieldOfViewRadians(),
            false));
  }

  /// Time goes on.
  public void advance(double seconds) {
    if (!active.get()) {
      return;
    }
    double step = Math.min(seconds, LONGEST_STEP_SECONDS);
    double share = 1 - Math.exp(-step / SOFTNESS_SECONDS);
    velocity = velocity.lerp(wanted(), share);
    if (velocity.length() < 1e-3 * speed.get()) {
      velocity = Vec3.ZERO;
      return;
    }
    viewport.moveTo(
        viewport.camera().walk(velocity.x() * step, velocity.y() * step, velocity.z() * step));
  }

  private Vec3 wanted() {
    Vec3 way =
        new Vec3(
            balance(Direction.RIGHT, Direction.LEFT),
            balance(Direction.AHEAD, Direction.BACK),
            balance(Direction.UP, Direction.DOWN));
    double length = way.length();
    double factor = speed.get() * (running ? RUN : 1);
    return length == 0 ? way : way.times(factor / length);
  }

  private double balance(Direction plus, Direction minus) {
    return (held.contains(plus) ? 1 : 0) - (held.contains(minus) ? 1 : 0);
  }
}
