package cadenza.scan.synthetic;

import java.util.ArrayList;
import java.util.List;

/// The outline of a room and the walls on it.
///
/// Corners go clockwise seen from above, so that a wall's frame has x along the wall, y out of the
/// room and z up: furniture, whose back is at positive y, stands against a wall without turning.
final class FloorPlan {
  enum Hole {
    DOOR,
    PASSAGE,
    WINDOW
  }

  /// An opening in a wall: `x0..x1` along it and `z0..z1` up, in metres.
  record Opening(Hole hole, double x0, double x1, double z0, double z1) {
    double width() {
      return x1 - x0;
    }

    double middle() {
      return 0.5 * (x0 + x1);
    }
  }

  /// One straight wall.
  record Wall(Pose pose, double length, List<Opening> openings) {
    boolean free(double x0, double x1) {
      return x0 >= 0
          && x1 <= length
          && openings.stream().noneMatch(o -> o.x0() < x1 && o.x1() > x0);
    }
  }

  private final double[][] corners;
  private final double height;
  private final List<Wall> walls = new ArrayList<>();

  private FloorPlan(double[][] corners, double height) {
    this.corners = corners;
    this.height = height;
    for (int i = 0; i < corners.length; i++) {
      double[] a = corners[i];
      double[] b = corners[(i + 1) % corners.length];
      double dx = b[0] - a[0];
      double dy = b[1] - a[1];
      double length = Math.abs(dx) + Math.abs(dy);
      double[] x = {dx / length, dy / length, 0};
      double[] y = {-dy / length, dx / length, 0};
      Pose pose = Pose.of(x, y, new double[] {0, 0, 1}, new double[] {a[0], a[1], 0});
      walls.add(new Wall(pose, length, new ArrayList<>()));
    }
  }

  /// A rectangle, sometimes with a corner cut off (L) or a niche added, centred on the origin.
  static FloorPlan draw(double width, double depth, double height, double oddness, Dice dice) {
    double x = width / 2;
    double y = depth / 2;
    List<double[]> c = new ArrayList<>();
    boolean odd = dice.chance(oddness);
    if (odd && dice.chance(0.55)) {
      double nx = width * dice.in(0.2, 0.38);
      double ny = depth * dice.in(0.2, 0.38);
      c.add(new double[] {-x, -y});
      c.add(new double[] {-x, y});
      c.add(new double[] {x - nx, y});
      c.add(new double[] {x - nx, y - ny});
      c.add(new double[] {x, y - ny});
      c.add(new double[] {x, -y});
    } else if (odd) {
      double wide = width * dice.in(0.3, 0.5);
      double deep = dice.in(0.3, 0.9);
      double at = dice.in(-0.8, 0.8) * (x - wide / 2 - 0.3);
      c.add(new double[] {-x, -y});
      c.add(new double[] {-x, y});
      c.add(new double[] {at - wide / 2, y});
      c.add(new double[] {at - wide / 2, y + deep});
      c.add(new double[] {at + wide / 2, y + deep});
      c.add(new double[] {at + wide / 2, y});
      c.add(new double[] {x, y});
      c.add(new double[] {x, -y});
    } else {
      c.add(new double[] {-x, -y});
      c.add(new double[] {-x, y});
      c.add(new double[] {x, y});
      c.add(new double[] {x, -y});
    }
    double[][] corners = c.toArray(new double[0][]);
    if (dice.chance(0.5)) {
      corners = mirrored(corners);
    }
    return new FloorPlan(corners, height);
  }

  private static double[][] mirrored(double[][] corners) {
    double[][] out = new double[corners.length][];
    for (int i = 0; i < corners.length; i++) {
      double[] from = corners[corners.length - 1 - i];
      out[i] = new double[] {-from[0], from[1]};
    }
    return out;
  }

  double height() {
    return height;
  }

  List<Wall> walls() {
    return walls;
  }

  /// Corners `(x, y)`, clockwise from above.
  double[][] corners() {
    return corners;
  }

  double low(int axis) {
    double low = Double.POSITIVE_INFINITY;
    for (double[] c : corners) {
      low = Math.min(low, c[axis]);
    }
    return low;
  }

  double high(int axis) {
    double high = Double.NEGATIVE_INFINITY;
    for (double[] c : corners) {
      high = Math.max(high, c[axis]);
    }
    return high;
  }

  /// Floor area in square metres.
  double area() {
    double twice = 0;
    for (int i = 0; i < corners.length; i++) {
      double[] a = corners[i];
      double[] b = corners[(i + 1) % corners.length];
      twice += b[0] * a[1] - a[0] * b[1];
    }
    return Math.abs(twice) / 2;
  }

  /// True if the place is inside, at least `margin` metres from every wall.
  boolean contains(double x, double y, double margin) {
    boolean inside = false;
    for (int i = 0; i < corners.length; i++) {
      double[] a = corners[i];
      double[] b = corners[(i + 1) % corners.length];
      if ((a[1] > y) != (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]) {
        inside = !inside;
      }
      double cx = Math.max(Math.min(a[0], b[0]), Math.min(Math.max(a[0], b[0]), x));
      double cy = Math.max(Math.min(a[1], b[1]), Math.min(Math.max(a[1], b[1]), y));
      if (margin > 0 && (cx - x) * (cx - x) + (cy - y) * (cy - y) < margin * margin) {
        return false;
      }
    }
    return inside;
  }

  /// Cuts an opening of a width into a random wall with room for it; returns false if none has.
  boolean cut(Hole hole, double width, double z0, double z1, Dice dice) {
    for (int attempt = 0; attempt < 30; attempt++) {
      Wall wall = dice.pick(walls);
      double spare = wall.length() - width - 0.4;
      if (spare <= 0) {
        continue;
      }
      double part = dice.unit();
      if (hole == Hole.DOOR && dice.chance(0.6)) {
        part = dice.chance(0.5) ? 0.05 * dice.unit() : 1 - 0.05 * dice.unit();
      }
      double x0 = 0.2 + spare * part;
      if (wall.free(x0 - 0.25, x0 + width + 0.25)) {
        wall.openings().add(new Opening(hole, x0, x0 + width, z0, z1));
        return true;
      }
    }
    return false;
  }
}
