package cadenza.scan.synthetic;

import java.util.List;

/// A finished room: its outline, what stands in it, all surfaces, and its light.
///
/// @param ambient light that has bounced more than once, the same everywhere
record Room(
    FloorPlan plan,
    List<Layout.Placement> placements,
    List<Layout.Box> taken,
    Solids solids,
    Bvh bvh,
    Lighting lighting,
    double ambient) {

  Tracer tracer() {
    return new Tracer(bvh, solids);
  }

  /// Writes the linear colour of a part at a place with a normal.
  void albedo(Solids.Part part, double[] p, double[] n, double[] rgb) {
    Pose m = part.textureFromWorld();
    double x = m.m(0) * p[0] + m.m(1) * p[1] + m.m(2) * p[2] + m.m(3);
    double y = m.m(4) * p[0] + m.m(5) * p[1] + m.m(6) * p[2] + m.m(7);
    double z = m.m(8) * p[0] + m.m(9) * p[1] + m.m(10) * p[2] + m.m(11);
    double u = m.m(0) * n[0] + m.m(1) * n[1] + m.m(2) * n[2];
    double v = m.m(4) * n[0] + m.m(5) * n[1] + m.m(6) * n[2];
    double w = m.m(8) * n[0] + m.m(9) * n[1] + m.m(10) * n[2];
    part.material().texture().color(x, y, z, u, v, w, part.salt(), rgb);
  }
}
