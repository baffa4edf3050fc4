package cadenza.render;

/// The plane through a handful of points, by the smallest eigenvector of their covariance.
final class PlaneFit {
  /// Mean square distance to the plane against the spread along its second axis.
  private static final double FLAT = 0.25;

  private double firstX;
  private double firstY;
  private double firstZ;
  private double sumX;
  private double sumY;
  private double sumZ;
  private double xx;
  private double xy;
  private double xz;
  private double yy;
  private double yz;
  private double zz;
  private int count;
  private double normalX;
  private double normalY;
  private double normalZ;

  void clear() {
    count = 0;
    sumX = 0;
    sumY = 0;
    sumZ = 0;
    xx = 0;
    xy = 0;
    xz = 0;
    yy = 0;
    yz = 0;
    zz = 0;
  }

  void add(double pointX, double pointY, double pointZ) {
    if (count == 0) {
      firstX = pointX;
      firstY = pointY;
      firstZ = pointZ;
    }
    // Relative to the first point, so that large coordinates cancel before they are squared.
    double x = pointX - firstX;
    double y = pointY - firstY;
    double z = pointZ - firstZ;
    count++;
    sumX += x;
    sumY += y;
    sumZ += z;
    xx += x * x;
    xy += x * y;
    xz += x * z;
    yy += y * y;
    yz += y * z;
    zz += z * z;
  }

  /// Finds the normal; false if the points lie on no plane to speak of.
  boolean solve() {
    if (count < 3) {
      return false;
    }
    double a = xx / count - sumX / count * (sumX / count);
    double b = yy / count - sumY / count * (sumY / count);
    double c = zz / count - sumZ / count * (sumZ / count);
    double d = xy / count - sumX / count * (sumY / count);
    double e = yz / count - sumY / count * (sumZ / count);
    double f = xz / count - sumX / count * (sumZ / count);
    // Eigenvalues of a symmetric 3x3 matrix in closed form (Smith 1961).
    double mean = (a + b + c) / 3;
    double off = d * d + e * e + f * f;
    double spread =
        (a - mean) * (a - mean) + (b - mean) * (b - mean) + (c - mean) * (c - mean) + 2 * off;
    double p = Math.sqrt(spread / 6);
    if (!(p > 0)) {
      return false;
    }
    double ka = (a - mean) / p;
    double kb = (b - mean) / p;
    double kc = (c - mean) / p;
    double kd = d / p;
    double ke = e / p;
    double kf = f / p;
    double half =
        (ka * (kb * kc - ke * ke) - kd * (kd * kc - ke * kf) + kf * (kd * ke - kb * kf)) / 2;
    double angle = Math.acos(Math.clamp(half, -1.0, 1.0)) / 3;
    double largest = mean + 2 * p * Math.cos(angle);
    double smallest = mean + 2 * p * Math.cos(angle + 2 * Math.PI / 3);
    double middle = 3 * mean - largest - smallest;
    return middle > 0 && smallest < FLAT * middle && eigenvector(a, b, c, d, e, f, smallest);
  }

  /// The longest cross product of two rows of A - λI is orthogonal to all of them.
  private boolean eigenvector(
      double a, double b, double c, double d, double e, double f, double lambda) {
    double[][] rows = {{a - lambda, d, f}, {d, b - lambda, e}, {f, e, c - lambda}};
    double best = 0;
    for (int i = 0; i < 3; i++) {
      double[] u = rows[i];
      double[] v = rows[(i + 1) % 3];
      double x = u[1] * v[2] - u[2] * v[1];
      double y = u[2] * v[0] - u[0] * v[2];
      double z = u[0] * v[1] - u[1] * v[0];
      double square = x * x + y * y + z * z;
      if (square > best) {
        best = square;
        double length = Math.sqrt(square);
        normalX = x / length;
        normalY = y / length;
        normalZ = z / length;
      }
    }
    return best > 0;
  }

  double meanX() {
    return firstX + sumX / count;
  }

  double meanY() {
    return firstY + sumY / count;
  }

  double meanZ() {
    return firstZ + sumZ / count;
  }

  double normalX() {
    return normalX;
  }

  double normalY() {
    return normalY;
  }

  double normalZ() {
    return normalZ;
  }
}
