package cadenza.render;

import cadenza.scan.Bounds;

/// A box outside of which nothing is shown. It may be turned about the vertical, since rooms seldom
/// lie along a scan's axes.
///
/// Its own axes: the first at `yawRadians` from world +x towards +y, the second a quarter turn
/// further, the third up.
///
/// @param half half of its lengths along its own axes, in metres, none negative
public record ClipBox(Vec3 center, Vec3 half, double yawRadians) {
  public ClipBox {
    if (!(half.x() >= 0 && half.y() >= 0 && half.z() >= 0)) {
      throw new IllegalArgumentException("clip box with half lengths " + half);
    }
    if (!Double.isFinite(center.dot(center)) || !Double.isFinite(yawRadians)) {
      throw new IllegalArgumentException("clip box with a number that is none");
    }
  }

  /// The box along the world's axes that holds these bounds.
  public static ClipBox of(Bounds bounds) {
    return new ClipBox(
        new Vec3(bounds.center(0), bounds.center(1), bounds.center(2)),
        new Vec3(bounds.extent(0) / 2, bounds.extent(1) / 2, bounds.extent(2) / 2),
        0);
  }

  /// Unit vector of its own axis 0, 1 or 2.
  public Vec3 axis(int axis) {
    double cos = Math.cos(yawRadians);
    double sin = Math.sin(yawRadians);
    return switch (axis) {
      case 0 -> new Vec3(cos, sin, 0);
      case 1 -> new Vec3(-sin, cos, 0);
      case 2 -> new Vec3(0, 0, 1);
      default -> throw new IllegalArgumentException("axis " + axis);
    };
  }

  /// Half of its length along its own axis 0, 1 or 2.
  public double half(int axis) {
    return switch (axis) {
      case 0 -> half.x();
      case 1 -> half.y();
      case 2 -> half.z();
      default -> throw new IllegalArgumentException("axis " + axis);
    };
  }

  /// One of its eight corners: bit 0, 1, 2 of `corner` say whether it is the far end of axis 0, 1,
  /// 2.
  public Vec3 corner(int corner) {
    Vec3 at = center;
    for (int axis = 0; axis < 3; axis++) {
      at = at.plus(axis(axis).times((corner >> axis & 1) == 0 ? -half(axis) : half(axis)));
    }
    return at;
  }

  /// Whether a world point is inside or on the border.
  public boolean contains(Vec3 world) {
    Vec3 offset = world.minus(center);
    for (int axis = 0; axis < 3; axis++) {
      if (Math.abs(offset.dot(axis(axis))) > half(axis)) {
        return false;
      }
    }
    return true;
  }

  /// For renderers: centre relative to `origin` (3), half lengths (3), cosine and sine of the yaw.
  public float[] relativeTo(double[] origin) {
    return new float[] {
      (float) (center.x() - origin[0]),
      (float) (center.y() - origin[1]),
      (float) (center.z() - origin[2]),
      (float) half.x(),
      (float) half.y(),
      (float) half.z(),
      (float) Math.cos(yawRadians),
      (float) Math.sin(yawRadians)
    };
  }
}
