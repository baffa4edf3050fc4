package cadenza.app.viewport.clip;

import cadenza.render.Camera;
import cadenza.render.ClipBox;
import cadenza.render.Ray;
import cadenza.render.Vec3;

/// A handle of a clip box that is being dragged: where the box is for each place of the pointer.
///
/// # How it works
///
/// A face follows the point of its axis that is nearest to the line of sight through the pointer;
/// the middle follows the pointer on a plane; the ring turns by the angle that the pointer goes
/// round the middle. All of it goes by the difference to where the drag began, so that nothing
/// jumps when a handle is grabbed beside its middle. Where the line of sight gives no answer, the
/// box stays as it was.
@FunctionalInterface
interface ClipDrag {
  /// A plane seen at less than this (sine of the angle) is no plane to drag on.
  double GRAZING = 0.15;

  /// No side gets shorter, in metres.
  double SHORTEST = 0.002;

  double SNAP_RADIANS = Math.toRadians(15);

  /// The box once the pointer is on this line of sight.
  ///
  /// @param snap to round values
  ClipBox to(Ray ray, boolean snap);

  /// Moves one face along its axis; the one opposite stays.
  ///
  /// @param far whether it is the face at the far end of the axis
  static ClipDrag face(ClipBox start, int axis, boolean far, Ray grab) {
    Vec3 out = start.axis(axis).times(far ? 1 : -1);
    Vec3 face = start.center().plus(out.times(start.half(axis)));
    double from = alongAxis(face, out, grab);
    return (ray, snap) -> {
      double by = alongAxis(face, out, ray) - from;
      if (!Double.isFinite(by)) {
        return start;
      }
      double half = Math.max(SHORTEST / 2, start.half(axis) + by / 2);
      Vec3 center = start.center().plus(out.times(half - start.half(axis)));
      return new ClipBox(center, withHalf(start.half(), axis, half), start.yawRadians());
    };
  }

  /// Moves the box along one of its axes.
  static ClipDrag along(ClipBox start, int axis, Ray grab) {
    Vec3 direction = start.axis(axis);
    double from = alongAxis(start.center(), direction, grab);
    return (ray, snap) -> {
      double by = alongAxis(start.center(), direction, ray) - from;
      return Double.isFinite(by) ? moved(start, direction.times(by)) : start;
    };
  }

  /// Moves the box over the floor, or in the plane of the picture where the floor is seen from the
  /// side.
  static ClipDrag across(ClipBox start, Ray grab, Camera camera) {
    Vec3 normal = Math.abs(camera.back().z()) > GRAZING ? new Vec3(0, 0, 1) : camera.back();
    Vec3 from = onPlane(start.center(), normal, grab);
    return (ray, snap) -> {
      Vec3 by = onPlane(start.center(), normal, ray).minus(from);
      return Double.isFinite(by.dot(by)) ? moved(start, by) : start;
    };
  }

  /// Turns the box about the vertical through its middle.
  ///
  /// @param knob where the handle was grabbed
  static ClipDrag turn(ClipBox start, Vec3 knob, Ray grab, Camera camera) {
    Vec3 arm = knob.minus(start.center());
    if (Math.abs(camera.back().z()) <= GRAZING) {
      // From the side the ring is a line: going right turns the near side to the right.
      double radius = Math.hypot(arm.x(), arm.y()) * (arm.dot(camera.back()) >= 0 ? 1 : -1);
      Vec3 from = onPlane(knob, camera.back(), grab);
      return (ray, snap) -> {
        Vec3 by = onPlane(knob, camera.back(), ray).minus(from);
        return turned(start, by.dot(camera.right()) / radius, snap);
      };
    }
    Vec3 up = new Vec3(0, 0, 1);
    double from = angle(onPlane(knob, up, grab).minus(start.center()));
    return (ray, snap) ->
        turned(start, angle(onPlane(knob, up, ray).minus(start.center())) - from, snap);
  }

  private static ClipBox turned(ClipBox start, double by, boolean snap) {
    if (!Double.isFinite(by)) {
      return start;
    }
    double yaw = start.yawRadians() + by;
    double wanted = snap ? SNAP_RADIANS * Math.rint(yaw / SNAP_RADIANS) : yaw;
    return new ClipBox(start.center(), start.half(), Math.IEEEremainder(wanted, 2 * Math.PI));
  }

  private static double angle(Vec3 arm) {
    return Math.atan2(arm.y(), arm.x());
  }

  private static ClipBox moved(ClipBox start, Vec3 by) {
    return new ClipBox(start.center().plus(by), start.half(), start.yawRadians());
  }

  private static Vec3 withHalf(Vec3 half, int axis, double value) {
    return switch (axis) {
      case 0 -> new Vec3(value, half.y(), half.z());
      case 1 -> new Vec3(half.x(), value, half.z());
      default -> new Vec3(half.x(), half.y(), value);
    };
  }

  /// Metres along `axis` from `start` to the point of it that is nearest to the ray; NaN where the
  /// ray runs along the axis or that point is behind the eye.
  static double alongAxis(Vec3 start, Vec3 axis, Ray ray) {
    Vec3 offset = start.minus(ray.origin());
    double cosine = axis.dot(ray.direction());
    double square = 1 - cosine * cosine;
    if (square < 1e-4) {
      return Double.NaN;
    }
    double along = (cosine * ray.direction().dot(offset) - axis.dot(offset)) / square;
    double ahead = ray.direction().dot(offset) + cosine * along;
    return ahead > 0 ? along : Double.NaN;
  }

  /// Where the ray meets a plane; NaN where it does not.
  static Vec3 onPlane(Vec3 point, Vec3 normal, Ray ray) {
    double descent = ray.direction().dot(normal);
    double meters = point.minus(ray.origin()).dot(normal) / descent;
    return Math.abs(descent) > 1e-6 && meters > 0
        ? ray.at(meters)
        : new Vec3(Double.NaN, Double.NaN, Double.NaN);
  }
}
