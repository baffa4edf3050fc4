package cadenza.app.viewport.clip;

import cadenza.app.viewport.clip.Clip.Kind;
import cadenza.render.Camera;
import cadenza.render.ClipBox;
import cadenza.render.StandardView;
import cadenza.render.Vec3;
import cadenza.scan.Bounds;

/// Where boxes and slices are put, and where they are looked at from.
final class SectionBox {
  // Of the bounds, so that strays are shown, too.
  private static final double ROOM = 1.02;
  private static final double HANDLE_ROOM = 1.12;

  private SectionBox() {}

  /// The part of a box that is near the pivot.
  ///
  /// @param share of the height of the picture that the part is as long as, at most
  static ClipBox part(ClipBox whole, Camera camera, double share) {
    double reach = share * Math.tan(camera.fieldOfViewRadians() / 2) * camera.distance();
    Vec3 pivot = camera.target().minus(whole.center());
    Vec3 center = whole.center();
    double[] half = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      double at = pivot.dot(whole.axis(axis));
      double low = Math.max(-whole.half(axis), at - reach);
      double high = Math.min(whole.half(axis), at + reach);
      // Beside the scan there is nothing to be near to.
      double middle = low < high ? (low + high) / 2 : at;
      center = center.plus(whole.axis(axis).times(middle));
      half[axis] = low < high ? (high - low) / 2 : reach;
    }
    return new ClipBox(center, new Vec3(half[0], half[1], half[2]), whole.yawRadians());
  }

  static Clip horizontal(Bounds bounds, Camera camera, double thickness) {
    ClipBox whole = ClipBox.of(bounds);
    Vec3 half = whole.half().times(ROOM);
    double height = Math.clamp(camera.target().z(), bounds.min()[2], bounds.max()[2]);
    return new Clip(
        new ClipBox(
            new Vec3(whole.center().x(), whole.center().y(), height),
            new Vec3(half.x(), half.y(), thickness / 2),
            0),
        Kind.HORIZONTAL);
  }

  /// Its first axis points away from the eye.
  static Clip vertical(Bounds bounds, Camera camera, double thickness) {
    ClipBox whole = ClipBox.of(bounds);
    double yaw = camera.yawRadians() + Math.PI;
    Vec3 away = new Vec3(Math.cos(yaw), Math.sin(yaw), 0);
    double across = ROOM * Math.hypot(whole.half(0), whole.half(1));
    // The middle of the scan, moved along the line of sight to where the pivot is.
    double by = camera.target().minus(whole.center()).dot(away);
    Clip centered =
        new Clip(
            new ClipBox(
                whole.center(),
                new Vec3(thickness / 2, across, ROOM * whole.half(2)),
                Math.IEEEremainder(yaw, 2 * Math.PI)),
            Kind.VERTICAL);
    return moved(centered, by, bounds);
  }

  /// A section moved along its thin axis, but not out of the scan.
  static Clip moved(Clip section, double by, Bounds bounds) {
    ClipBox box = section.box();
    Vec3 axis = box.axis(section.thinAxis());
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    ClipBox whole = ClipBox.of(bounds);
    for (int corner = 0; corner < 8; corner++) {
      double at = whole.corner(corner).minus(box.center()).dot(axis);
      low = Math.min(low, at);
      high = Math.max(high, at);
    }
    return section.movedAlongThinAxis(Math.clamp(by, Math.min(low, 0), Math.max(high, 0)));
  }

  /// The camera that looks straight at a section with parallel lines of sight, or frames a box.
  static Camera facing(Clip clip, Camera camera, int width, int height) {
    Camera turned =
        switch (clip.kind()) {
          case BOX -> camera;
          case HORIZONTAL -> camera.looking(StandardView.TOP).withOrthographic(true);
          case VERTICAL -> {
            Vec3 axis = clip.box().axis(0);
            double yaw = clip.box().yawRadians() + (axis.dot(camera.back()) < 0 ? Math.PI : 0);
            yield new Camera(
                camera.target(), camera.distance(), yaw, 0, camera.fieldOfViewRadians(), true);
          }
        };
    Camera framing = turned.framing(boundsOf(clip.box()), width, height);
    return framing.zoomAt(framing.target(), HANDLE_ROOM);
  }

  private static Bounds boundsOf(ClipBox box) {
    double[] min = new double[3];
    double[] max = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      min[axis] = Double.POSITIVE_INFINITY;
      max[axis] = Double.NEGATIVE_INFINITY;
      for (int corner = 0; corner < 8; corner++) {
        double at = coordinate(box.corner(corner), axis);
        min[axis] = Math.min(min[axis], at);
        max[axis] = Math.max(max[axis], at);
      }
    }
    return new Bounds(min, max);
  }

  private static double coordinate(Vec3 at, int axis) {
    return switch (axis) {
      case 0 -> at.x();
      case 1 -> at.y();
      default -> at.z();
    };
  }
}
