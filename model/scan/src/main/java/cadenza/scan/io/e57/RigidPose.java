package cadenza.scan.io.e57;

import java.util.Arrays;

/// Where a scanner stood and how it was turned: `world = rotation * point + translation`.
///
/// @param rotation row-major (3, 3)
/// @param translation in metres (3)
record RigidPose(double[] rotation, double[] translation) {
  private static final double[] UNTURNED = {1, 0, 0, 0, 1, 0, 0, 0, 1};

  static final RigidPose IDENTITY = new RigidPose(UNTURNED, new double[3]);

  /// The pose of a quaternion (ASTM E2807, 8.4.5), brought to unit length, and a translation.
  ///
  /// @throws IllegalArgumentException if a number is not finite or the quaternion is zero
  static RigidPose of(double w, double x, double y, double z, double[] translation) {
    double length = Math.sqrt(w * w + x * x + y * y + z * z);
    boolean isFinite = Arrays.stream(translation).allMatch(Double::isFinite);
    if (!isFinite || !(length > 0) || Double.isInfinite(length)) {
      throw new IllegalArgumentException("no pose");
    }
    double a = w / length;
    double b = x / length;
    double c = y / length;
    double d = z / length;
    double[] rotation = {
      a * a + b * b - c * c - d * d,
      2 * (b * c - a * d),
      2 * (b * d + a * c),
      2 * (b * c + a * d),
      a * a + c * c - b * b - d * d,
      2 * (c * d - a * b),
      2 * (b * d - a * c),
      2 * (c * d + a * b),
      a * a + d * d - b * b - c * c
    };
    return new RigidPose(rotation, translation);
  }

  boolean isTurned() {
    return !Arrays.equals(rotation, UNTURNED);
  }

  boolean isIdentity() {
    return !isTurned() && translation[0] == 0 && translation[1] == 0 && translation[2] == 0;
  }

  /// Brings `count` points from the scanner's frame into the world, in place.
  void moveToWorld(double[] x, double[] y, double[] z, int count) {
    turn(x, y, z, count);
    for (int i = 0; i < count; i++) {
      x[i] += translation[0];
      y[i] += translation[1];
      z[i] += translation[2];
    }
  }

  /// Turns `count` directions, in place.
  void turn(double[] x, double[] y, double[] z, int count) {
    if (!isTurned()) {
      return;
    }
    double[] r = rotation;
    for (int i = 0; i < count; i++) {
      double px = x[i];
      double py = y[i];
      double pz = z[i];
      x[i] = r[0] * px + r[1] * py + r[2] * pz;
      y[i] = r[3] * px + r[4] * py + r[5] * pz;
      z[i] = r[6] * px + r[7] * py + r[8] * pz;
    }
  }
}
