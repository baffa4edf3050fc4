package cadenza.scan.synthetic;

/// A rigid motion `world = R * local + t`, row-major in `m` (12 numbers, rows of R then t at 3, 7,
/// 11).
///
/// Furniture stands in its own frame: x to its right, y to its back (the wall), z up, in metres.
/// Its front looks along negative y.
final class Pose {
  static final Pose IDENTITY = new Pose(new double[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0});

  private final double[] m;

  private Pose(double[] m) {
    this.m = m;
  }

  /// A frame given by the images of its three axes and its origin.
  static Pose of(double[] x, double[] y, double[] z, double[] origin) {
    return new Pose(
        new double[] {
          x[0], y[0], z[0], origin[0], x[1], y[1], z[1], origin[1], x[2], y[2], z[2], origin[2]
        });
  }

  double m(int index) {
    return m[index];
  }

  double[] apply(double x, double y, double z) {
    return new double[] {
      m[0] * x + m[1] * y + m[2] * z + m[3],
      m[4] * x + m[5] * y + m[6] * z + m[7],
      m[8] * x + m[9] * y + m[10] * z + m[11]
    };
  }

  /// The motion that does `inner` first and this after it.
  Pose then(Pose inner) {
    double[] a = m;
    double[] b = inner.m;
    double[] c = new double[12];
    for (int row = 0; row < 3; row++) {
      for (int col = 0; col < 4; col++) {
        int r = 4 * row;
        c[r + col] =
            a[r] * b[col]
                + a[r + 1] * b[4 + col]
                + a[r + 2] * b[8 + col]
                + (col == 3 ? a[r + 3] : 0);
      }
    }
    return new Pose(c);
  }

  Pose moved(double x, double y, double z) {
    return then(new Pose(new double[] {1, 0, 0, x, 0, 1, 0, y, 0, 0, 1, z}));
  }

  /// Turned about the vertical, counter-clockwise from above, in radians.
  Pose yawed(double angle) {
    double c = StrictMath.cos(angle);
    double s = StrictMath.sin(angle);
    return then(new Pose(new double[] {c, -s, 0, 0, s, c, 0, 0, 0, 0, 1, 0}));
  }

  /// Turned about x: positive lifts the front edge of what lies flat, in radians.
  Pose pitched(double angle) {
    double c = StrictMath.cos(angle);
    double s = StrictMath.sin(angle);
    return then(new Pose(new double[] {1, 0, 0, 0, 0, c, s, 0, 0, -s, c, 0}));
  }

  /// Turned about y (the axis from front to back), in radians.
  Pose rolled(double angle) {
    double c = StrictMath.cos(angle);
    double s = StrictMath.sin(angle);
    return then(new Pose(new double[] {c, 0, s, 0, 0, 1, 0, 0, -s, 0, c, 0}));
  }

  /// The opposite motion.
  Pose inverse() {
    double[] r = new double[12];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        r[4 * i + j] = m[4 * j + i];
      }
      r[4 * i + 3] = -(m[i] * m[3] + m[4 + i] * m[7] + m[8 + i] * m[11]);
    }
    return new Pose(r);
  }

  /// Direction of this frame's x axis seen from above, in radians.
  double heading() {
    return StrictMath.atan2(m[4], m[0]);
  }
}
