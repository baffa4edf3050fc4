package cadenza.scan.synthetic;

/// Follows rays through a room. One per thread; the room itself is shared.
final class Tracer {
  private final Bvh bvh;
  private final Solids solids;
  private final Primitives primitives;
  private final int[] stack = new int[96];

  // The nearest hit of the last ray.
  double distance;
  int primitive;
  final double[] normal = new double[3];

  Tracer(Bvh bvh, Solids solids) {
    this.bvh = bvh;
    this.solids = solids;
    this.primitives = new Primitives(solids);
  }

  Solids.Part part() {
    return solids.parts().get(solids.part(primitive));
  }

  /// Finds the first surface from `o` along the unit direction `d`, between a tenth of a millimetre
  /// and `reach` metres; fills [#distance], [#primitive] and [#normal] (facing the ray's origin).
  ///
  /// @param seesGlass false to look through transparent parts
  boolean nearest(
      double ox,
      double oy,
      double oz,
      double dx,
      double dy,
      double dz,
      double reach,
      boolean seesGlass) {
    primitives.aim(ox, oy, oz, dx, dy, dz);
    distance = reach;
    primitive = -1;
    walk(ox, oy, oz, 1 / dx, 1 / dy, 1 / dz, seesGlass, false);
    if (primitive < 0) {
      return false;
    }
    primitives.normal(primitive, distance, normal);
    if (normal[0] * dx + normal[1] * dy + normal[2] * dz > 0) {
      for (int k = 0; k < 3; k++) {
        normal[k] = -normal[k];
      }
    }
    return true;
  }

  /// True if something opaque lies between `o` and `reach` metres along `d`.
  boolean blocked(double ox, double oy, double oz, double dx, double dy, double dz, double reach) {
    primitives.aim(ox, oy, oz, dx, dy, dz);
    distance = reach;
    primitive = -1;
    walk(ox, oy, oz, 1 / dx, 1 / dy, 1 / dz, false, true);
    return primitive >= 0;
  }

  private void walk(
      double ox,
      double oy,
      double oz,
      double ix,
      double iy,
      double iz,
      boolean seesGlass,
      boolean any) {
    int depth = 0;
    int node = 0;
    while (true) {
      if (meets(node, ox, oy, oz, ix, iy, iz)) {
        int held = bvh.size[node];
        if (held == 0) {
          int a = bvh.axis[node];
          boolean backward = (a == 0 ? ix : a == 1 ? iy : iz) < 0;
          int left = node + 1;
          int right = bvh.link[node];
          stack[depth++] = backward ? left : right;
          node = backward ? right : left;
          continue;
        }
        int from = bvh.link[node];
        for (int i = from; i < from + held; i++) {
          int candidate = bvh.order[i];
          Material material = solids.parts().get(solids.part(candidate)).material();
          if (any
              ? material.transparent() || material.glow() > 0
              : material.transparent() && !seesGlass) {
            continue;
          }
          double t = primitives.hit(candidate, distance);
          if (t < distance) {
            distance = t;
            primitive = candidate;
            if (any) {
              return;
            }
          }
        }
      }
      if (depth == 0) {
        return;
      }
      node = stack[--depth];
    }
  }

  private boolean meets(
      int node, double ox, double oy, double oz, double ix, double iy, double iz) {
    float[] b = bvh.bounds;
    int at = 6 * node;
    double x0 = (b[at] - ox) * ix;
    double x1 = (b[at + 3] - ox) * ix;
    double near = Math.min(x0, x1);
    double far = Math.max(x0, x1);
    double y0 = (b[at + 1] - oy) * iy;
    double y1 = (b[at + 4] - oy) * iy;
    near = Math.max(near, Math.min(y0, y1));
    far = Math.min(far, Math.max(y0, y1));
    double z0 = (b[at + 2] - oz) * iz;
    double z1 = (b[at + 5] - oz) * iz;
    near = Math.max(near, Math.min(z0, z1));
    far = Math.min(far, Math.max(z0, z1));
    return near <= far && far > 0 && near < distance;
  }
}
