package cadenza.scan.synthetic;

/// Where a ray meets one primitive, and the normal there.
///
/// # How it works
///
/// Boxes by slabs; cones and ellipsoids by a quadratic in the primitive's frame; triangles by
/// Möller and Trumbore (1997); rounded boxes by sphere tracing their distance function inside the
/// slab interval. Motions are rigid, so a distance in a local frame is the distance in the world.
final class Primitives {
  private static final double NEAR = 1e-4;
  private static final double MISS = Double.POSITIVE_INFINITY;

  private final Solids solids;
  private final double[] rows;
  private double ox;
  private double oy;
  private double oz;
  private double dx;
  private double dy;
  private double dz;

  Primitives(Solids solids) {
    this.solids = solids;
    this.rows = solids.rows();
  }

  /// Sets the ray that the next calls are about; the direction has unit length.
  void aim(double ax, double ay, double az, double bx, double by, double bz) {
    ox = ax;
    oy = ay;
    oz = az;
    dx = bx;
    dy = by;
    dz = bz;
  }

  /// Distance to the primitive, infinite for a miss or beyond `limit`.
  double hit(int primitive, double limit) {
    int at = primitive * Solids.STRIDE;
    byte kind = solids.kind(primitive);
    if (kind == Solids.TRIANGLE) {
      return triangle(at);
    }
    double px = rows[at] * ox + rows[at + 1] * oy + rows[at + 2] * oz + rows[at + 3];
    double py = rows[at + 4] * ox + rows[at + 5] * oy + rows[at + 6] * oz + rows[at + 7];
    double pz = rows[at + 8] * ox + rows[at + 9] * oy + rows[at + 10] * oz + rows[at + 11];
    double vx = rows[at] * dx + rows[at + 1] * dy + rows[at + 2] * dz;
    double vy = rows[at + 4] * dx + rows[at + 5] * dy + rows[at + 6] * dz;
    double vz = rows[at + 8] * dx + rows[at + 9] * dy + rows[at + 10] * dz;
    double a = rows[at + 12];
    double b = rows[at + 13];
    double c = rows[at + 14];
    return switch (kind) {
      case Solids.BOX -> box(px, py, pz, vx, vy, vz, a, b, c, 0, limit);
      case Solids.ROUNDED -> box(px, py, pz, vx, vy, vz, a, b, c, rows[at + 15], limit);
      case Solids.CONE -> cone(px, py, pz, vx, vy, vz, a, b, c);
      default -> ellipsoid(px / a, py / b, pz / c, vx / a, vy / b, vz / c);
    };
  }

  private static double box(
      double px,
      double py,
      double pz,
      double vx,
      double vy,
      double vz,
      double a,
      double b,
      double c,
      double radius,
      double limit) {
    double x0 = (-a - px) / vx;
    double x1 = (a - px) / vx;
    double y0 = (-b - py) / vy;
    double y1 = (b - py) / vy;
    double z0 = (-c - pz) / vz;
    double z1 = (c - pz) / vz;
    double near = Math.max(Math.max(Math.min(x0, x1), Math.min(y0, y1)), Math.min(z0, z1));
    double far = Math.min(Math.min(Math.max(x0, x1), Math.max(y0, y1)), Math.max(z0, z1));
    if (!(near <= far) || far < NEAR || near > limit) {
      return MISS;
    }
    if (radius <= 0) {
      return near > NEAR ? near : far;
    }
    double t = Math.max(near, NEAR);
    for (int step = 0; step < 48 && t < far; step++) {
      double d = roundedDistance(px + t * vx, py + t * vy, pz + t * vz, a, b, c, radius);
      if (d < 1e-4) {
        return t;
      }
      t += d;
    }
    return MISS;
  }

  private static double roundedDistance(
      double x, double y, double z, double a, double b, double c, double r) {
    double qx = Math.abs(x) - a + r;
    double qy = Math.abs(y) - b + r;
    double qz = Math.abs(z) - c + r;
    double ux = Math.max(qx, 0);
    double uy = Math.max(qy, 0);
    double uz = Math.max(qz, 0);
    return Math.sqrt(ux * ux + uy * uy + uz * uz) + Math.min(0, Math.max(qx, Math.max(qy, qz))) - r;
  }

  private static double cone(
      double px,
      double py,
      double pz,
      double vx,
      double vy,
      double vz,
      double half,
      double low,
      double high) {
    double best = MISS;
    double k = (high - low) / (2 * half);
    double m = 0.5 * (high + low) + k * pz;
    double a = vx * vx + vy * vy - k * k * vz * vz;
    double b = px * vx + py * vy - m * k * vz;
    double c = px * px + py * py - m * m;
    double disc = b * b - a * c;
    if (disc >= 0 && Math.abs(a) > 1e-12) {
      double root = Math.sqrt(disc);
      for (int sign = -1; sign <= 1; sign += 2) {
        double t = (-b + sign * root) / a;
        if (t > NEAR && t < best && Math.abs(pz + t * vz) <= half && m + k * t * vz >= 0) {
          best = t;
        }
      }
    }
    for (int sign = -1; sign <= 1; sign += 2) {
      double r = sign < 0 ? low : high;
      double t = (sign * half - pz) / vz;
      if (t > NEAR && t < best) {
        double x = px + t * vx;
        double y = py + t * vy;
        if (x * x + y * y <= r * r) {
          best = t;
        }
      }
    }
    return best;
  }

  private static double ellipsoid(
      double px, double py, double pz, double vx, double vy, double vz) {
    double a = vx * vx + vy * vy + vz * vz;
    double b = px * vx + py * vy + pz * vz;
    double disc = b * b - a * (px * px + py * py + pz * pz - 1);
    if (disc < 0) {
      return MISS;
    }
    double root = Math.sqrt(disc);
    double t = (-b - root) / a;
    if (t > NEAR) {
      return t;
    }
    t = (-b + root) / a;
    return t > NEAR ? t : MISS;
  }

  private double triangle(int at) {
    double e1x = rows[at + 3];
    double e1y = rows[at + 4];
    double e1z = rows[at + 5];
    double e2x = rows[at + 6];
    double e2y = rows[at + 7];
    double e2z = rows[at + 8];
    double px = dy * e2z - dz * e2y;
    double py = dz * e2x - dx * e2z;
    double pz = dx * e2y - dy * e2x;
    double det = e1x * px + e1y * py + e1z * pz;
    if (Math.abs(det) < 1e-14) {
      return MISS;
    }
    double inv = 1 / det;
    double tx = ox - rows[at];
    double ty = oy - rows[at + 1];
    double tz = oz - rows[at + 2];
    double u = (tx * px + ty * py + tz * pz) * inv;
    if (u < 0 || u > 1) {
      return MISS;
    }
    double qx = ty * e1z - tz * e1y;
    double qy = tz * e1x - tx * e1z;
    double qz = tx * e1y - ty * e1x;
    double v = (dx * qx + dy * qy + dz * qz) * inv;
    if (v < 0 || u + v > 1) {
      return MISS;
    }
    double t = (e2x * qx + e2y * qy + e2z * qz) * inv;
    return t > NEAR ? t : MISS;
  }

  /// Writes the unit normal where the ray meets the primitive at `distance`.
  void normal(int primitive, double distance, double[] out) {
    int at = primitive * Solids.STRIDE;
    double wx = ox + distance * dx;
    double wy = oy + distance * dy;
    double wz = oz + distance * dz;
    if (solids.kind(primitive) == Solids.TRIANGLE) {
      triangleNormal(at, wx, wy, wz, out);
      return;
    }
    double x = rows[at] * wx + rows[at + 1] * wy + rows[at + 2] * wz + rows[at + 3];
    double y = rows[at + 4] * wx + rows[at + 5] * wy + rows[at + 6] * wz + rows[at + 7];
    double z = rows[at + 8] * wx + rows[at + 9] * wy + rows[at + 10] * wz + rows[at + 11];
    double a = rows[at + 12];
    double b = rows[at + 13];
    double c = rows[at + 14];
    double nx = 0;
    double ny = 0;
    double nz = 0;
    switch (solids.kind(primitive)) {
      case Solids.BOX -> {
        double gx = Math.abs(x) - a;
        double gy = Math.abs(y) - b;
        double gz = Math.abs(z) - c;
        if (gx >= gy && gx >= gz) {
          nx = Math.signum(x);
        } else if (gy >= gz) {
          ny = Math.signum(y);
        } else {
          nz = Math.signum(z);
        }
      }
      case Solids.ROUNDED -> {
        double r = rows[at + 15];
        nx = x - Math.max(-a + r, Math.min(a - r, x));
        ny = y - Math.max(-b + r, Math.min(b - r, y));
        nz = z - Math.max(-c + r, Math.min(c - r, z));
      }
      case Solids.CONE -> {
        if (a - Math.abs(z) < 1e-6) {
          nz = Math.signum(z);
        } else {
          double flat = Math.sqrt(x * x + y * y) + 1e-12;
          nx = x / flat;
          ny = y / flat;
          nz = (b - c) / (2 * a);
        }
      }
      default -> {
        nx = x / (a * a);
        ny = y / (b * b);
        nz = z / (c * c);
      }
    }
    out[0] = rows[at] * nx + rows[at + 4] * ny + rows[at + 8] * nz;
    out[1] = rows[at + 1] * nx + rows[at + 5] * ny + rows[at + 9] * nz;
    out[2] = rows[at + 2] * nx + rows[at + 6] * ny + rows[at + 10] * nz;
    unit(out);
  }

  private void triangleNormal(int at, double wx, double wy, double wz, double[] out) {
    double[] m = rows;
    double px = wx - m[at];
    double py = wy - m[at + 1];
    double pz = wz - m[at + 2];
    double d11 = m[at + 3] * m[at + 3] + m[at + 4] * m[at + 4] + m[at + 5] * m[at + 5];
    double d12 = m[at + 3] * m[at + 6] + m[at + 4] * m[at + 7] + m[at + 5] * m[at + 8];
    double d22 = m[at + 6] * m[at + 6] + m[at + 7] * m[at + 7] + m[at + 8] * m[at + 8];
    double p1 = px * m[at + 3] + py * m[at + 4] + pz * m[at + 5];
    double p2 = px * m[at + 6] + py * m[at + 7] + pz * m[at + 8];
    double inv = 1 / (d11 * d22 - d12 * d12);
    double u = (d22 * p1 - d12 * p2) * inv;
    double v = (d11 * p2 - d12 * p1) * inv;
    for (int k = 0; k < 3; k++) {
      out[k] = (1 - u - v) * m[at + 9 + k] + u * m[at + 12 + k] + v * m[at + 15 + k];
    }
    unit(out);
  }

  static void unit(double[] v) {
    double length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    if (length < 1e-12) {
      v[0] = 0;
      v[1] = 0;
      v[2] = 1;
    } else {
      v[0] /= length;
      v[1] /= length;
      v[2] /= length;
    }
  }
}
