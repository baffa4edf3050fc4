package cadenza.scan.grid;

import cadenza.scan.PointCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/// Points with known normals on simple surfaces, for tests.
final class Surfaces {
  private final List<float[]> points = new ArrayList<>();
  private final Random random;
  private final double noiseMeters;

  Surfaces(long seed, double noiseMeters) {
    this.random = new Random(seed);
    this.noiseMeters = noiseMeters;
  }

  /// The six faces of a box, or those but the bottom; `outward` as seen from outside.
  Surfaces box(
      double x0,
      double y0,
      double z0,
      double x1,
      double y1,
      double z1,
      double spacing,
      boolean outward,
      boolean bottom) {
    double[] lo = {x0, y0, z0};
    double[] hi = {x1, y1, z1};
    for (int axis = 0; axis < 3; axis++) {
      int u = (axis + 1) % 3;
      int v = (axis + 2) % 3;
      int count = (int) ((hi[u] - lo[u]) * (hi[v] - lo[v]) / (spacing * spacing));
      for (int side = 0; side < 2; side++) {
        if (axis == 2 && side == 0 && !bottom) {
          continue;
        }
        for (int i = 0; i < count; i++) {
          double[] p = new double[3];
          p[axis] = side == 0 ? lo[axis] : hi[axis];
          p[u] = lo[u] + random.nextDouble() * (hi[u] - lo[u]);
          p[v] = lo[v] + random.nextDouble() * (hi[v] - lo[v]);
          double[] n = new double[3];
          n[axis] = (side == 1) == outward ? 1 : -1;
          add(p, n);
        }
      }
    }
    return this;
  }

  /// A ball of points as seen from outside.
  Surfaces ball(double x, double y, double z, double radius, int count) {
    for (int i = 0; i < count; i++) {
      double[] n = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
      double length = Math.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]);
      for (int axis = 0; axis < 3; axis++) {
        n[axis] /= length;
      }
      add(new double[] {x + radius * n[0], y + radius * n[1], z + radius * n[2]}, n);
    }
    return this;
  }

  /// Drops points that no scanner sees.
  ///
  /// @param hidden tells of (x, y, z, nx, ny, nz)
  Surfaces without(Predicate<float[]> hidden) {
    points.removeIf(hidden);
    return this;
  }

  private void add(double[] p, double[] n) {
    float[] point = new float[6];
    double off = Math.clamp(random.nextGaussian(), -3.0, 3.0) * noiseMeters;
    for (int axis = 0; axis < 3; axis++) {
      point[axis] = (float) (p[axis] + off * n[axis]);
      point[axis + 3] = (float) n[axis];
    }
    points.add(point);
  }

  /// The points with their true normals.
  PointCloud cloud() {
    float[] positions = new float[3 * points.size()];
    float[] normals = new float[3 * points.size()];
    for (int i = 0; i < points.size(); i++) {
      System.arraycopy(points.get(i), 0, positions, 3 * i, 3);
      System.arraycopy(points.get(i), 3, normals, 3 * i, 3);
    }
    return PointCloud.builder(positions).normals(normals).build();
  }
}
