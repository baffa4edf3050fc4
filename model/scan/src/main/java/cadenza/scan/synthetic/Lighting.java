package cadenza.scan.synthetic;

import java.util.ArrayList;
import java.util.List;

/// The lamps, windows and sun of a room, and the light that comes from them straight to a place.
///
/// Every light has size; each query samples one point of it, so shadows are soft when many
/// neighbouring points are seen together.
final class Lighting {
  /// A glowing ball.
  private record Lamp(double x, double y, double z, double radius, Rgb power) {}

  /// A glowing rectangle: middle, two half edges, the direction it faces.
  private record Panel(double[] middle, double[] u, double[] v, double[] facing, Rgb radiance) {
    double area() {
      return 4 * length(u) * length(v);
    }

    private static double length(double[] a) {
      return Math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]);
    }
  }

  private final List<Lamp> lamps = new ArrayList<>();
  private final List<Panel> panels = new ArrayList<>();
  private double[] toSun = {0, 0, 1};
  private Rgb sun = new Rgb(0, 0, 0);

  void addLamp(double[] at, double radius, Rgb power) {
    lamps.add(new Lamp(at[0], at[1], at[2], radius, power));
  }

  /// Adds a rectangle in the x-z plane of a frame that shines towards the frame's negative y.
  void addPanel(Pose pose, double halfWidth, double halfHeight, Rgb radiance) {
    double[] u = {pose.m(0) * halfWidth, pose.m(4) * halfWidth, pose.m(8) * halfWidth};
    double[] v = {pose.m(2) * halfHeight, pose.m(6) * halfHeight, pose.m(10) * halfHeight};
    double[] facing = {-pose.m(1), -pose.m(5), -pose.m(9)};
    panels.add(new Panel(pose.apply(0, 0, 0), u, v, facing, radiance));
  }

  void setSun(double[] direction, Rgb color) {
    toSun = direction.clone();
    Primitives.unit(toSun);
    sun = color;
  }

  /// Adds to `rgb` the light that falls on a place with a normal.
  ///
  /// @param samples how many points of each light are tried
  void addDirect(Tracer tracer, double[] p, double[] n, long key, int samples, double[] rgb) {
    double px = p[0] + 0.002 * n[0];
    double py = p[1] + 0.002 * n[1];
    double pz = p[2] + 0.002 * n[2];
    long counter = 0;
    for (Lamp lamp : lamps) {
      for (int s = 0; s < samples; s++) {
        double dx = lamp.x - px + lamp.radius * (2 * Dice.unit(key, counter++) - 1);
        double dy = lamp.y - py + lamp.radius * (2 * Dice.unit(key, counter++) - 1);
        double dz = lamp.z - pz + lamp.radius * (2 * Dice.unit(key, counter++) - 1);
        double d = Math.sqrt(dx * dx + dy * dy + dz * dz) + 1e-9;
        double cos = (dx * n[0] + dy * n[1] + dz * n[2]) / d;
        if (cos > 0 && !tracer.blocked(px, py, pz, dx / d, dy / d, dz / d, d - 0.01)) {
          add(rgb, lamp.power, cos / (d * d + 0.4) / samples);
        }
      }
    }
    for (Panel panel : panels) {
      for (int s = 0; s < samples; s++) {
        // One jittered sample a stripe of the panel, so that few samples cover all of it.
        double a = 2 * (s + Dice.unit(key, counter++)) / samples - 1;
        double b = 2 * Dice.unit(key, counter++) - 1;
        double dx = panel.middle[0] + a * panel.u[0] + b * panel.v[0] - px;
        double dy = panel.middle[1] + a * panel.u[1] + b * panel.v[1] - py;
        double dz = panel.middle[2] + a * panel.u[2] + b * panel.v[2] - pz;
        double d = Math.sqrt(dx * dx + dy * dy + dz * dz) + 1e-9;
        double cos = (dx * n[0] + dy * n[1] + dz * n[2]) / d;
        double out = -(dx * panel.facing[0] + dy * panel.facing[1] + dz * panel.facing[2]) / d;
        if (cos > 0 && out > 0 && !tracer.blocked(px, py, pz, dx / d, dy / d, dz / d, d - 0.01)) {
          double weight = cos * out * panel.area() / (Math.PI * (d * d + 0.1));
          add(rgb, panel.radiance, weight / samples);
        }
      }
    }
    if (sun.g() > 0) {
      double cos = toSun[0] * n[0] + toSun[1] * n[1] + toSun[2] * n[2];
      if (cos > 0 && !tracer.blocked(px, py, pz, toSun[0], toSun[1], toSun[2], 60)) {
        add(rgb, sun, cos);
      }
    }
  }

  private static void add(double[] rgb, Rgb color, double weight) {
    rgb[0] += color.r() * weight;
    rgb[1] += color.g() * weight;
    rgb[2] += color.b() * weight;
  }
}
