package cadenza.scan.io.mesh;

import cadenza.scan.io.Json;

/// Where a part of a scene stands: a row-major 3 × 4 matrix.
record Placement(double[] m) {
  private static final double[] IDENTITY = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0};

  /// What glTF calls up, y, becomes z.
  static Placement upright() {
    return new Placement(new double[] {1, 0, 0, 0, 0, 0, -1, 0, 0, 1, 0, 0});
  }

  /// The placement of a glTF node in its parent (specification, 3.5.3).
  static Placement of(Json node) {
    double[] columns = node.get("matrix").numbers();
    if (columns.length == 16) {
      double[] m = new double[12];
      for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 4; column++) {
          m[4 * row + column] = columns[4 * column + row];
        }
      }
      return new Placement(m);
    }
    double[] q = node.get("rotation").numbers();
    double[] m = q.length == 4 ? rotation(q) : IDENTITY.clone();
    double[] scale = node.get("scale").numbers();
    double[] translation = node.get("translation").numbers();
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3 && scale.length == 3; column++) {
        m[4 * row + column] *= scale[column];
      }
      m[4 * row + 3] = translation.length == 3 ? translation[row] : 0;
    }
    return new Placement(m);
  }

  /// A rotation from a quaternion x, y, z, w.
  private static double[] rotation(double[] q) {
    double x = q[0];
    double y = q[1];
    double z = q[2];
    double w = q[3];
    return new double[] {
      1 - 2 * (y * y + z * z),
      2 * (x * y - z * w),
      2 * (x * z + y * w),
      0,
      2 * (x * y + z * w),
      1 - 2 * (x * x + z * z),
      2 * (y * z - x * w),
      0,
      2 * (x * z - y * w),
      2 * (y * z + x * w),
      1 - 2 * (x * x + y * y),
      0
    };
  }

  /// This placement of what `inner` places.
  Placement then(Placement inner) {
    double[] product = new double[12];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 4; column++) {
        double sum = column == 3 ? m[4 * row + 3] : 0;
        for (int k = 0; k < 3; k++) {
          sum += m[4 * row + k] * inner.m[4 * k + column];
        }
        product[4 * row + column] = sum;
      }
    }
    return new Placement(product);
  }

  /// A coordinate of a point that was placed.
  double place(int axis, float x, float y, float z) {
    return m[4 * axis] * x + m[4 * axis + 1] * y + m[4 * axis + 2] * z + m[4 * axis + 3];
  }

  /// The matrix that normals go through, row-major 3 × 3: the cofactors, which is the transposed
  /// inverse up to a factor.
  double[] cofactors() {
    double[] out = new double[9];
    for (int row = 0; row < 3; row++) {
      int r1 = 4 * ((row + 1) % 3);
      int r2 = 4 * ((row + 2) % 3);
      for (int column = 0; column < 3; column++) {
        int c1 = (column + 1) % 3;
        int c2 = (column + 2) % 3;
        out[3 * row + column] = m[r1 + c1] * m[r2 + c2] - m[r1 + c2] * m[r2 + c1];
      }
    }
    return out;
  }

  /// True if it turns left into right.
  boolean isMirror() {
    double[] c = cofactors();
    return m[0] * c[0] + m[1] * c[1] + m[2] * c[2] < 0;
  }
}
