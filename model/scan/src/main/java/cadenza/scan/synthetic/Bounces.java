package cadenza.scan.synthetic;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Light that reaches a place from other surfaces: colour bleeding and the darkness of corners.
///
/// # How it works
///
/// Such light changes slowly, so it is gathered once for every cell of 12 cm that holds points and
/// each of six directions of normals (irradiance caching, Ward 1988, on a fixed grid), with one
/// bounce traced and later ones as a constant. A point then mixes the up to eight cells around it.
final class Bounces {
  private static final double CELL = 0.12;
  private static final int RAYS = 16;

  private final long[] keys;
  private final float[] light;
  private final double[] mean = new double[3];

  /// Gathers for points `(points, 3)` with normals `(points, 3)`.
  Bounces(Room room, float[] positions, float[] normals, long seed) {
    int n = positions.length / 3;
    long[] all = new long[n];
    IntStream.range(0, n)
        .parallel()
        .forEach(i ->
            all[i] =
                key(
                    Noise.floor(positions[3 * i] / CELL),
                    Noise.floor(positions[3 * i + 1] / CELL),
                    Noise.floor(positions[3 * i + 2] / CELL),
                    side(normals[3 * i], normals[3 * i + 1], normals[3 * i + 2])));
    long[] sorted = all.clone();
    Arrays.parallelSort(sorted);
    keys = Arrays.stream(sorted).distinct().toArray();
    int[] first = new int[keys.length];
    for (int i = n - 1; i >= 0; i--) {
      first[Arrays.binarySearch(keys, all[i])] = i;
    }
    light = new float[3 * keys.length];
    int chunk = 256;
    IntStream.range(0, (keys.length + chunk - 1) / chunk)
        .parallel()
        .forEach(c -> {
          Tracer tracer = room.tracer();
          int to = Math.min(keys.length, (c + 1) * chunk);
          for (int k = c * chunk; k < to; k++) {
            gather(room, tracer, positions, normals, first[k], Dice.mix(seed ^ keys[k]), k);
          }
        });
    for (int k = 0; k < light.length; k++) {
      mean[k % 3] += light[k] / keys.length;
    }
  }

  /// Mean over all cells: red, green, blue.
  double[] mean() {
    return mean;
  }

  private void gather(
      Room room, Tracer tracer, float[] positions, float[] normals, int i, long key, int k) {
    double[] n = {normals[3 * i], normals[3 * i + 1], normals[3 * i + 2]};
    double[] p = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      p[axis] = positions[3 * i + axis] + 0.004 * n[axis];
    }
    double[] d = new double[3];
    double[] hit = new double[3];
    double[] albedo = new double[3];
    double[] arriving = new double[3];
    double[] sum = new double[3];
    for (int ray = 0; ray < RAYS; ray++) {
      cosineDirection(n, key, ray, d);
      if (!tracer.nearest(p[0], p[1], p[2], d[0], d[1], d[2], 30, false)) {
        continue;
      }
      double t = tracer.distance;
      for (int axis = 0; axis < 3; axis++) {
        hit[axis] = p[axis] + t * d[axis];
      }
      Solids.Part part = tracer.part();
      double[] hitNormal = tracer.normal.clone();
      room.albedo(part, hit, hitNormal, albedo);
      double later = room.ambient() * Math.min(1, 0.35 + t);
      arriving[0] = later;
      arriving[1] = later;
      arriving[2] = later;
      room.lighting().addDirect(tracer, hit, hitNormal, key + 7919L * ray, 1, arriving);
      for (int axis = 0; axis < 3; axis++) {
        sum[axis] += albedo[axis] * Math.min(arriving[axis], 6);
      }
    }
    for (int axis = 0; axis < 3; axis++) {
      light[3 * k + axis] = (float) (sum[axis] / RAYS);
    }
  }

  /// A direction around a normal, likelier where the light would count more (Malley's method).
  private static void cosineDirection(double[] n, long key, int ray, double[] d) {
    double r2 = (ray + Dice.unit(key, 2L * ray)) / RAYS;
    double angle = 2 * Math.PI * Dice.unit(key, 2L * ray + 1);
    double r = Math.sqrt(r2);
    double x = r * StrictMath.cos(angle);
    double y = r * StrictMath.sin(angle);
    double z = Math.sqrt(1 - r2);
    // A frame around the normal without square roots of small numbers (Duff et al. 2017).
    double sign = n[2] >= 0 ? 1 : -1;
    double a = -1 / (sign + n[2]);
    double b = n[0] * n[1] * a;
    d[0] = x * (1 + sign * n[0] * n[0] * a) + y * b + z * n[0];
    d[1] = x * sign * b + y * (sign + n[1] * n[1] * a) + z * n[1];
    d[2] = -x * sign * n[0] - y * n[1] + z * n[2];
    Primitives.unit(d);
  }

  /// Adds to `rgb` the light around a place.
  void add(double x, double y, double z, double[] n, double[] rgb) {
    int side = side(n[0], n[1], n[2]);
    double u = x / CELL - 0.5;
    double v = y / CELL - 0.5;
    double w = z / CELL - 0.5;
    int iu = Noise.floor(u);
    int iv = Noise.floor(v);
    int iw = Noise.floor(w);
    double weightSum = 1e-9;
    double r = 0;
    double g = 0;
    double b = 0;
    for (int corner = 0; corner < 8; corner++) {
      int a = corner & 1;
      int c = (corner >> 1) & 1;
      int e = corner >> 2;
      int at = Arrays.binarySearch(keys, key(iu + a, iv + c, iw + e, side));
      if (at >= 0) {
        double weight =
            1e-4
                + (a == 0 ? 1 - u + iu : u - iu)
                    * (c == 0 ? 1 - v + iv : v - iv)
                    * (e == 0 ? 1 - w + iw : w - iw);
        weightSum += weight;
        r += weight * light[3 * at];
        g += weight * light[3 * at + 1];
        b += weight * light[3 * at + 2];
      }
    }
    rgb[0] += r / weightSum;
    rgb[1] += g / weightSum;
    rgb[2] += b / weightSum;
  }

  private static int side(double nx, double ny, double nz) {
    double ax = Math.abs(nx);
    double ay = Math.abs(ny);
    double az = Math.abs(nz);
    if (ax >= ay && ax >= az) {
      return nx < 0 ? 0 : 1;
    }
    if (ay >= az) {
      return ny < 0 ? 2 : 3;
    }
    return nz < 0 ? 4 : 5;
  }

  private static long key(int x, int y, int z, int side) {
    return (((x + 4096L) * 8192 + (y + 4096)) * 8192 + (z + 4096)) * 8 + side;
  }
}
