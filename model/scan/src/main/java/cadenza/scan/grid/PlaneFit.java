package cadenza.scan.grid;

/// The plane through a handful of points, by their covariance; not shared between threads.
///
/// # How it works
///
/// The normal is the eigenvector of the smallest eigenvalue of the symmetric 3×3 covariance.
/// Eigenvalues come in closed form from the trigonometric solution of the cubic; eigenvectors as
/// cross products of rows of `A - λ I`, beginning with the eigenvalue that is better separated from
/// the middle one, so that equal eigenvalues (points on a line, in a ball, all the same) still give
/// a unit vector (Eberly, A robust eigensolver for 3×3 symmetric matrices, 2014).
public final class PlaneFit {
  private int count;
  private double sumX;
  private double sumY;
  private double sumZ;
  private double xx;
  private double xy;
  private double xz;
  private double yy;
  private double yz;
  private double zz;

  /// Unit normal of the last fit; its sign means nothing.
  double nx;

  double ny;
  double nz;

  /// Eigenvalues of the last fit, ascending: variances along normal, across, along, in m².
  double least;

  double middle;
  double most;

  /// Forgets all points.
  public void clear() {
    count = 0;
    sumX = sumY = sumZ = 0;
    xx = xy = xz = yy = yz = zz = 0;
  }

  /// Adds a point. Coordinates should be small (relative to a neighbour): squares are summed.
  public void add(double x, double y, double z) {
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

  /// Fits the plane; without points, or with all of them in one place, the normal is z.
  public void fit() {
    double share = 1.0 / Math.max(count, 1);
    double mx = sumX * share;
    double my = sumY * share;
    double mz = sumZ * share;
    solve(
        xx * share - mx * mx,
        xy * share - mx * my,
        xz * share - mx * mz,
        yy * share - my * my,
        yz * share - my * mz,
        zz * share - mz * mz);
  }

  /// Number of points added.
  public int count() {
    return count;
  }

  /// Component `axis` of the points' mean.
  public double mean(int axis) {
    return (axis == 0 ? sumX : axis == 1 ? sumY : sumZ) / count;
  }

  /// Component `axis` of the last fit's unit normal; its sign means nothing.
  public double normal(int axis) {
    return axis == 0 ? nx : axis == 1 ? ny : nz;
  }

  /// True if the points lie on a plane: the variance along the normal is below `share` of the next
  /// larger one.
  public boolean isFlat(double share) {
    return middle > 0 && least < share * middle;
  }

  /// Eigenvalues of a symmetric matrix and the unit eigenvector of the smallest.
  void solve(double a00, double a01, double a02, double a11, double a12, double a22) {
    double scale =
        Math.max(
            Math.max(Math.abs(a00), Math.max(Math.abs(a11), Math.abs(a22))),
            Math.max(Math.abs(a01), Math.max(Math.abs(a02), Math.abs(a12))));
    if (!(scale > 1e-30)) {
      setNormal(0, 0, 1);
      least = middle = most = 0;
      return;
    }
    double inverse = 1 / scale;
    double xy = a01 * inverse;
    double xz = a02 * inverse;
    double yz = a12 * inverse;
    double mean = (a00 + a11 + a22) * inverse / 3;
    double b00 = a00 * inverse - mean;
    double b11 = a11 * inverse - mean;
    double b22 = a22 * inverse - mean;
    double spread =
        Math.sqrt((b00 * b00 + b11 * b11 + b22 * b22 + 2 * (xy * xy + xz * xz + yz * yz)) / 6);
    if (spread < 1e-12) { // a ball: every direction is an eigenvector
      setNormal(0, 0, 1);
      least = middle = most = mean * scale;
      return;
    }
    double determinant =
        b00 * (b11 * b22 - yz * yz) - xy * (xy * b22 - yz * xz) + xz * (xy * yz - b11 * xz);
    double half = Math.clamp(determinant / (2 * spread * spread * spread), -1.0, 1.0);
    double angle = Math.acos(half) / 3;
    double high = 2 * Math.cos(angle) * spread;
    double low = 2 * Math.cos(angle + 2 * Math.PI / 3) * spread;
    double between = -(high + low);
    least = (low + mean) * scale;
    middle = (between + mean) * scale;
    most = (high + mean) * scale;
    if (half <= 0) {
      eigenvector(b00 - low, xy, xz, b11 - low, yz, b22 - low);
    } else {
      eigenvector(b00 - high, xy, xz, b11 - high, yz, b22 - high);
      leastAcross(b00, xy, xz, b11, yz, b22);
    }
  }

  /// Largest cross product of two rows of the singular matrix: its null vector.
  private void eigenvector(double r00, double r01, double r02, double r11, double r12, double r22) {
    double ax = r01 * r12 - r02 * r11;
    double ay = r02 * r01 - r00 * r12;
    double az = r00 * r11 - r01 * r01;
    double bx = r01 * r22 - r02 * r12;
    double by = r02 * r02 - r00 * r22;
    double bz = r00 * r12 - r01 * r02;
    double cx = r11 * r22 - r12 * r12;
    double cy = r12 * r02 - r01 * r22;
    double cz = r01 * r12 - r11 * r02;
    double a = ax * ax + ay * ay + az * az;
    double b = bx * bx + by * by + bz * bz;
    double c = cx * cx + cy * cy + cz * cz;
    if (a >= b && a >= c) {
      normalize(ax, ay, az);
    } else if (b >= c) {
      normalize(bx, by, bz);
    } else {
      normalize(cx, cy, cz);
    }
  }

  /// With the eigenvector of the largest eigenvalue as normal: the plane across it is spanned by
  /// (u, v); there the matrix is 2×2 and its smaller eigenvector is the answer.
  private void leastAcross(double b00, double b01, double b02, double b11, double b12, double b22) {
    double wx = nx;
    double wy = ny;
    double wz = nz;
    double ux;
    double uy;
    double uz;
    if (Math.abs(wx) > Math.abs(wy)) {
      double length = Math.sqrt(wx * wx + wz * wz);
      ux = -wz / length;
      uy = 0;
      uz = wx / length;
    } else {
      double length = Math.sqrt(wy * wy + wz * wz);
      ux = 0;
      uy = wz / length;
      uz = -wy / length;
    }
    double vx = wy * uz - wz * uy;
    double vy = wz * ux - wx * uz;
    double vz = wx * uy - wy * ux;
    double aux = b00 * ux + b01 * uy + b02 * uz;
    double auy = b01 * ux + b11 * uy + b12 * uz;
    double auz = b02 * ux + b12 * uy + b22 * uz;
    double avx = b00 * vx + b01 * vy + b02 * vz;
    double avy = b01 * vx + b11 * vy + b12 * vz;
    double avz = b02 * vx + b12 * vy + b22 * vz;
    double uu = ux * aux + uy * auy + uz * auz;
    double uv = ux * avx + uy * avy + uz * avz;
    double vv = vx * avx + vy * avy + vz * avz;
    // Smaller eigenvector of [[uu, uv], [uv, vv]]: at a right angle to the larger one's angle.
    double angle = 0.5 * Math.atan2(2 * uv, uu - vv) + Math.PI / 2;
    double alongU = Math.cos(angle);
    double alongV = Math.sin(angle);
    normalize(alongU * ux + alongV * vx, alongU * uy + alongV * vy, alongU * uz + alongV * vz);
  }

  private void normalize(double x, double y, double z) {
    double length = Math.sqrt(x * x + y * y + z * z);
    setNormal(x / length, y / length, z / length);
  }

  private void setNormal(double x, double y, double z) {
    nx = x;
    ny = y;
    nz = z;
  }
}
