package cadenza.render;

import cadenza.scan.Bounds;
import java.util.Objects;

/// Where the eye is and how it looks: an orbit camera with z up.
///
/// # How it works
///
/// The eye sits `distance` metres from `target`, at azimuth `yawRadians` (from +x towards +y) and
/// elevation `pitchRadians`; it looks at the target and never rolls, so "right" is always
/// horizontal and straight up or down needs no special case. Every operation returns a new camera.
///
/// View space has x to the right, y up and z towards the viewer (as OpenGL). *Depth* is metres in
/// front of the eye along the view direction. Pixels count from the top left corner, y downwards;
/// the centre of the first pixel is (0.5, 0.5). Matrices are row-major, `m[4 * row + column]`, for
/// column vectors.
///
/// The orthographic camera shows at every depth what the perspective one shows at the target's, so
/// switching keeps the size of what one looks at.
///
/// @param fieldOfViewRadians full vertical angle of view
/// @param shift how far what is seen lies to the right of the middle, in heights of the picture: 0
///   but for a part of a wider picture; operations that move the camera forget it
public record Camera(
    Vec3 target,
    double distance,
    double yawRadians,
    double pitchRadians,
    double fieldOfViewRadians,
    boolean orthographic,
    double shift) {
  /// The default angle of view: a little wide, as rooms need it.
  public static final double DEFAULT_FIELD_OF_VIEW = Math.toRadians(46);

  private static final double MIN_DISTANCE = 1e-3;
  private static final double MAX_DISTANCE = 1e7;
  private static final double STRAIGHT_UP = Math.PI / 2;

  public Camera {
    Objects.requireNonNull(target);
    if (!(fieldOfViewRadians > 0 && fieldOfViewRadians < Math.PI)) {
      throw new IllegalArgumentException("field of view " + fieldOfViewRadians + " rad");
    }
    double sum =
        target.x() + target.y() + target.z() + distance + yawRadians + pitchRadians + shift;
    if (!Double.isFinite(sum)) {
      throw new IllegalArgumentException("camera with a number that is none");
    }
    distance = Math.clamp(distance, MIN_DISTANCE, MAX_DISTANCE);
    pitchRadians = Math.clamp(pitchRadians, -STRAIGHT_UP, STRAIGHT_UP);
    yawRadians = Math.IEEEremainder(yawRadians, 2 * Math.PI);
  }

  /// A camera whose target is in the middle of the picture.
  public Camera(
      Vec3 target,
      double distance,
      double yawRadians,
      double pitchRadians,
      double fieldOfViewRadians,
      boolean orthographic) {
    this(target, distance, yawRadians, pitchRadians, fieldOfViewRadians, orthographic, 0);
  }

  /// The camera that looks from one point to another.
  ///
  /// @throws IllegalArgumentException if they are the same point
  public static Camera lookingAt(Vec3 eye, Vec3 target, double fieldOfViewRadians) {
    Vec3 back = eye.minus(target);
    double distance = back.length();
    if (!(distance >= MIN_DISTANCE)) {
      throw new IllegalArgumentException("the eye is where it looks at");
    }
    double yaw = Math.atan2(back.y(), back.x());
    double pitch = Math.asin(Math.clamp(back.z() / distance, -1, 1));
    return new Camera(target, distance, yaw, pitch, fieldOfViewRadians, false);
  }

  /// A three-quarter view from above that frames the box in a picture of the given shape.
  public static Camera home(Bounds bounds, int width, int height) {
    // The longer side of a room lies across the picture, which is wider than high.
    boolean alongX = bounds.extent(0) >= bounds.extent(1);
    double yaw = Math.toRadians(alongX ? -62 : -28);
    return new Camera(Vec3.ZERO, 1, yaw, Math.toRadians(42), DEFAULT_FIELD_OF_VIEW, false)
        .framing(bounds, width, height);
  }

  /// [#home(Bounds, int, int)] for a picture of 16:10.
  public static Camera home(Bounds bounds) {
    return home(bounds, 16, 10);
  }

  /// The same view direction, moved so that the box just fits a picture of the given shape.
  public Camera framing(Bounds bounds, int width, int height) {
    if (bounds.isEmpty()) {
      return new Camera(Vec3.ZERO, 5, yawRadians, pitchRadians, fieldOfViewRadians, orthographic);
    }
    Camera fitted =
        at(
            new Vec3(bounds.center(0), bounds.center(1), bounds.center(2)),
            bounds.diagonal() + 0.01);
    // Perspective makes the near side larger, so the middle of the box is not that of its picture.
    for (int round = 0; round < 6; round++) {
      fitted = fitted.fitted(bounds, width, height);
    }
    return fitted;
  }

  /// One step towards a picture whose margins are equal.
  private Camera fitted(Bounds bounds, int width, int height) {
    double tanY = Math.tan(fieldOfViewRadians / 2);
    double tanX = tanY * width / height;
    double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    double needed = 0;
    for (int corner = 0; corner < 8; corner++) {
      Vec3 at =
          new Vec3(
              (corner & 1) == 0 ? bounds.min()[0] : bounds.max()[0],
              (corner & 2) == 0 ? bounds.min()[1] : bounds.max()[1],
              (corner & 4) == 0 ? bounds.min()[2] : bounds.max()[2]);
      Vec3 offset = at.minus(target);
      double nearer = orthographic ? 0 : offset.dot(back());
      double across = offset.dot(right());
      double upward = offset.dot(up());
      needed = Math.max(needed, nearer + Math.abs(across) / tanX);
      needed = Math.max(needed, nearer + Math.abs(upward) / tanY);
      double shrink = distance / Math.max(distance - nearer, 1e-3 * distance);
      low[0] = Math.min(low[0], across * shrink);
      high[0] = Math.max(high[0], across * shrink);
      low[1] = Math.min(low[1], upward * shrink);
      high[1] = Math.max(high[1], upward * shrink);
    }
    double margin = 1.03;
    Vec3 shift = right().times((low[0] + high[0]) / 2).plus(up().times((low[1] + high[1]) / 2));
    return at(target.plus(shift.times(0.8)), Math.max(needed * margin, 0.01));
  }

  /// The view along a named direction, target and distance kept.
  public Camera looking(StandardView view) {
    return new Camera(
        target, distance, view.yawRadians(), view.pitchRadians(), fieldOfViewRadians, orthographic);
  }

  /// Turns about the target.
  public Camera orbit(double yawDelta, double pitchDelta) {
    return orbit(target, yawDelta, pitchDelta);
  }

  /// Turns about `pivot`, which stays where it is in the picture.
  public Camera orbit(Vec3 pivot, double yawDelta, double pitchDelta) {
    Vec3 offset = target.minus(pivot);
    double across = offset.dot(right());
    double upward = offset.dot(up());
    double towards = offset.dot(back());
    Camera turned =
        new Camera(
            target,
            distance,
            yawRadians + yawDelta,
            pitchRadians + pitchDelta,
            fieldOfViewRadians,
            orthographic);
    Vec3 moved =
        pivot
            .plus(turned.right().times(across))
            .plus(turned.up().times(upward))
            .plus(turned.back().times(towards));
    return turned.at(moved, distance);
  }

  /// Turns about `pivot` as a drag of so many pixels asks for: the scene follows the pointer, half
  /// a turn over the height of the picture.
  public Camera drag(Vec3 pivot, double pixelsRight, double pixelsDown, int height) {
    double radiansPerPixel = Math.PI / Math.max(height, 1);
    return orbit(pivot, -pixelsRight * radiansPerPixel, pixelsDown * radiansPerPixel);
  }

  /// Moves parallel to the picture so that `grabbed`, a world point, follows the pointer by so many
  /// pixels.
  public Camera pan(Vec3 grabbed, double pixelsRight, double pixelsDown, int height) {
    double metersPerPixel = metersPerPixel(depth(grabbed), height);
    Vec3 shift =
        right().times(-pixelsRight * metersPerPixel).plus(up().times(pixelsDown * metersPerPixel));
    return at(target.plus(shift), distance);
  }

  /// Moves towards (`factor` below 1) or away from `pivot`, which stays at its pixel.
  public Camera zoomAt(Vec3 pivot, double factor) {
    double applied = Math.clamp(distance * factor, MIN_DISTANCE, MAX_DISTANCE) / distance;
    return at(pivot.plus(target.minus(pivot).times(applied)), distance * applied);
  }

  /// The same direction and distance, with `point` in the middle of the picture and as the pivot.
  public Camera withTarget(Vec3 point) {
    return at(point, distance);
  }

  /// The same picture with the target slid along the view direction to the depth of `pivot`, so
  /// that orbit and zoom work at the scale of what was picked. Unchanged where the pivot is not in
  /// front, and for the orthographic camera, whose distance is its scale.
  public Camera withPivotDepth(Vec3 pivot) {
    double depth = depth(pivot);
    if (orthographic || depth < MIN_DISTANCE) {
      return this;
    }
    return at(target.plus(back().times(distance - depth)), depth);
  }

  /// Moves eye and target through the world by metres along the view's axes (walk mode).
  public Camera walk(double metersRight, double metersForward, double metersUp) {
    Vec3 ahead = new Vec3(-Math.cos(yawRadians), -Math.sin(yawRadians), 0);
    Vec3 shift =
        right().times(metersRight).plus(ahead.times(metersForward)).plus(new Vec3(0, 0, metersUp));
    return at(target.plus(shift), distance);
  }

  public Camera withOrthographic(boolean wanted) {
    return new Camera(target, distance, yawRadians, pitchRadians, fieldOfViewRadians, wanted);
  }

  public Camera withFieldOfView(double radians) {
    return new Camera(target, distance, yawRadians, pitchRadians, radians, orthographic);
  }

  /// The same view with what is seen moved to the right by so many heights of the picture.
  public Camera withShift(double heights) {
    return new Camera(
        target, distance, yawRadians, pitchRadians, fieldOfViewRadians, orthographic, heights);
  }

  /// The camera a fraction `t` of the way to `other`, the short way round; for smooth transitions.
  public Camera towards(Camera other, double t) {
    double turn = Math.IEEEremainder(other.yawRadians - yawRadians, 2 * Math.PI);
    return new Camera(
        target.lerp(other.target, t),
        distance * Math.pow(other.distance / distance, t),
        yawRadians + turn * t,
        pitchRadians + (other.pitchRadians - pitchRadians) * t,
        fieldOfViewRadians + (other.fieldOfViewRadians - fieldOfViewRadians) * t,
        t < 1 ? orthographic : other.orthographic);
  }

  /// Position of the eye.
  public Vec3 eye() {
    return target.plus(back().times(distance));
  }

  /// Unit vector to the right in the picture; always horizontal.
  public Vec3 right() {
    return new Vec3(-Math.sin(yawRadians), Math.cos(yawRadians), 0);
  }

  /// Unit vector upwards in the picture.
  public Vec3 up() {
    double sin = Math.sin(pitchRadians);
    return new Vec3(
        -sin * Math.cos(yawRadians), -sin * Math.sin(yawRadians), Math.cos(pitchRadians));
  }

  /// Unit vector from the target to the eye: the z axis of view space.
  public Vec3 back() {
    double cos = Math.cos(pitchRadians);
    return new Vec3(cos * Math.cos(yawRadians), cos * Math.sin(yawRadians), Math.sin(pitchRadians));
  }

  /// Metres in front of the eye; negative behind it.
  public double depth(Vec3 world) {
    return distance - world.minus(target).dot(back());
  }

  /// Size of a pixel in metres at a depth.
  public double metersPerPixel(double depth, int height) {
    double reach = orthographic ? distance : Math.max(Math.abs(depth), nearMeters());
    return 2 * Math.tan(fieldOfViewRadians / 2) * reach / Math.max(height, 1);
  }

  /// Nothing nearer than this is drawn by the perspective camera, in metres.
  public double nearMeters() {
    return distance / 400;
  }

  /// Column of the picture, in pixels, that the camera looks straight at.
  public double middleX(int width, int height) {
    return width / 2.0 + shift * height;
  }

  /// Pixel position and depth of a world point: x, y, depth. Meaningless where a perspective depth
  /// is not positive.
  public double[] project(Vec3 world, int width, int height) {
    Vec3 offset = world.minus(target);
    double depth = distance - offset.dot(back());
    double pixelsPerMeter =
        height / (2 * Math.tan(fieldOfViewRadians / 2) * (orthographic ? distance : depth));
    return new double[] {
      middleX(width, height) + offset.dot(right()) * pixelsPerMeter,
      height / 2.0 - offset.dot(up()) * pixelsPerMeter,
      depth
    };
  }

  /// The world point at a pixel position and depth; the inverse of [#project(Vec3, int, int)].
  public Vec3 unproject(double pixelX, double pixelY, double depth, int width, int height) {
    double reach = orthographic ? distance : depth;
    double metersPerPixel = 2 * Math.tan(fieldOfViewRadians / 2) * reach / height;
    return target
        .plus(right().times((pixelX - middleX(width, height)) * metersPerPixel))
        .plus(up().times((height / 2.0 - pixelY) * metersPerPixel))
        .plus(back().times(distance - depth));
  }

  /// The line of sight through a pixel position.
  public Ray ray(double pixelX, double pixelY, int width, int height) {
    Vec3 through = unproject(pixelX, pixelY, Math.max(distance, 1), width, height);
    if (orthographic) {
      Vec3 start = unproject(pixelX, pixelY, 0, width, height);
      return new Ray(start, back().times(-1));
    }
    Vec3 direction = through.minus(eye());
    return new Ray(eye(), direction.times(1 / direction.length()));
  }

  /// World to view space, row-major 4x4.
  public double[] viewFromWorld() {
    Vec3 right = right();
    Vec3 up = up();
    Vec3 back = back();
    Vec3 eye = eye();
    return new double[] {
      right.x(),
      right.y(),
      right.z(),
      -right.dot(eye),
      up.x(),
      up.y(),
      up.z(),
      -up.dot(eye),
      back.x(),
      back.y(),
      back.z(),
      -back.dot(eye),
      0,
      0,
      0,
      1
    };
  }

  /// View to clip space as OpenGL wants it, row-major 4x4, with the planes at the given depths.
  public double[] clipFromView(double aspect, double near, double far) {
    double tan = Math.tan(fieldOfViewRadians / 2);
    double span = far - near;
    double moved = 2 * shift / aspect;
    double[] m = new double[16];
    if (orthographic) {
      double half = distance * tan;
      m[0] = 1 / (half * aspect);
      m[3] = moved;
      m[5] = 1 / half;
      m[10] = -2 / span;
      m[11] = -(far + near) / span;
      m[15] = 1;
    } else {
      m[0] = 1 / (tan * aspect);
      m[2] = -moved;
      m[5] = 1 / tan;
      m[10] = -(far + near) / span;
      m[11] = -2 * far * near / span;
      m[14] = -1;
    }
    return m;
  }

  /// World to clip space, row-major 4x4.
  public double[] clipFromWorld(double aspect, double near, double far) {
    double[] left = clipFromView(aspect, near, far);
    double[] right = viewFromWorld();
    double[] product = new double[16];
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 4; column++) {
        for (int k = 0; k < 4; k++) {
          product[4 * row + column] += left[4 * row + k] * right[4 * k + column];
        }
      }
    }
    return product;
  }

  private Camera at(Vec3 newTarget, double newDistance) {
    return new Camera(
        newTarget, newDistance, yawRadians, pitchRadians, fieldOfViewRadians, orthographic);
  }
}
