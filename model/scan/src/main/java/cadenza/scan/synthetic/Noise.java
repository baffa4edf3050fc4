package cadenza.scan.synthetic;

/// Smooth solid noise for textures: value noise on the integer lattice, interpolated.
final class Noise {
  private Noise() {}

  private static double lattice(int x, int y, int z, int salt) {
    int h = x * 0x27d4eb2d + y * 0x165667b1 + z * 0x9e3779b1 + salt * 0x85ebca6b;
    h = (h ^ (h >>> 15)) * 0x2c1b3c6d;
    h = (h ^ (h >>> 12)) * 0x297a2d39;
    h ^= h >>> 15;
    return (h & 0xffffff) * (1.0 / 0x1000000);
  }

  /// One number in [0, 1) for a cell.
  static double cell(double x, double y, int salt) {
    return lattice(floor(x), floor(y), 0, salt);
  }

  static int floor(double x) {
    int i = (int) x;
    return x < i ? i - 1 : i;
  }

  /// Smooth noise in [0, 1), features about 1 apart.
  static double at(double x, double y, double z, int salt) {
    int ix = floor(x);
    int iy = floor(y);
    int iz = floor(z);
    double fx = smooth(x - ix);
    double fy = smooth(y - iy);
    double fz = smooth(z - iz);
    double a = mix(lattice(ix, iy, iz, salt), lattice(ix + 1, iy, iz, salt), fx);
    double b = mix(lattice(ix, iy + 1, iz, salt), lattice(ix + 1, iy + 1, iz, salt), fx);
    double c = mix(lattice(ix, iy, iz + 1, salt), lattice(ix + 1, iy, iz + 1, salt), fx);
    double d = mix(lattice(ix, iy + 1, iz + 1, salt), lattice(ix + 1, iy + 1, iz + 1, salt), fx);
    return mix(mix(a, b, fy), mix(c, d, fy), fz);
  }

  /// Three octaves in [0, 1): large features with finer ones on them.
  static double cloudy(double x, double y, double z, int salt) {
    return (4 * at(x, y, z, salt)
            + 2 * at(2 * x, 2 * y, 2 * z, salt + 1)
            + at(4 * x, 4 * y, 4 * z, salt + 2))
        / 7;
  }

  static double smooth(double f) {
    return f * f * (3 - 2 * f);
  }

  static double mix(double a, double b, double f) {
    return a + (b - a) * f;
  }

  /// 0 below `low`, 1 above `high`, smooth between.
  static double step(double low, double high, double x) {
    return smooth(Math.max(0, Math.min(1, (x - low) / (high - low))));
  }
}
