package cadenza.scan.io.mesh;

import org.jspecify.annotations.Nullable;

/// Cuts a polygon into triangles.
///
/// # How it works
///
/// Triangles and polygons with many corners are cut into a fan. Others are cut ear by ear in the
/// plane they lie in most (G. H. Meisters, Polygons have ears, 1975), which is right for those that
/// are not convex too. Where no ear is found, because edges cross, the rest becomes a fan.
final class Polygon {
  private static final int MOST_CUT_CAREFULLY = 64;

  private final double[] flat;

  private Polygon(double[] flat) {
    this.flat = flat;
  }

  /// The corners of the polygon.
  interface Coordinates {
    double of(int corner, int axis);
  }

  /// Takes the corners of a triangle, counted from 0 in the polygon.
  interface Triangle {
    void accept(int a, int b, int c);
  }

  /// @param count how many corners there are
  static void cut(int count, Coordinates corners, Triangle out) {
    double[] flat = count > 3 && count <= MOST_CUT_CAREFULLY ? flat(count, corners) : null;
    if (flat == null) {
      for (int i = 2; i < count; i++) {
        out.accept(0, i - 1, i);
      }
    } else {
      new Polygon(flat).cutEars(count, out);
    }
  }

  /// The corners in the plane of two axes, counterclockwise; null if they enclose no area.
  private static double @Nullable [] flat(int count, Coordinates corners) {
    double[] normal = new double[3]; // M. E. Newell's method
    for (int i = 0; i < count; i++) {
      int next = (i + 1) % count;
      for (int axis = 0; axis < 3; axis++) {
        int j = (axis + 1) % 3;
        int k = (axis + 2) % 3;
        normal[axis] +=
            (corners.of(i, j) - corners.of(next, j)) * (corners.of(i, k) + corners.of(next, k));
      }
    }
    int up = 0;
    for (int axis = 1; axis < 3; axis++) {
      up = Math.abs(normal[axis]) > Math.abs(normal[up]) ? axis : up;
    }
    if (!(Math.abs(normal[up]) > 0)) {
      return null;
    }
    int first = (up + (normal[up] > 0 ? 1 : 2)) % 3;
    int second = (up + (normal[up] > 0 ? 2 : 1)) % 3;
    double[] flat = new double[2 * count];
    for (int i = 0; i < count; i++) {
      flat[2 * i] = corners.of(i, first);
      flat[2 * i + 1] = corners.of(i, second);
    }
    return flat;
  }

  private void cutEars(int count, Triangle out) {
    int[] rest = new int[count];
    for (int i = 0; i < count; i++) {
      rest[i] = i;
    }
    int size = count;
    while (size > 3) {
      int ear = ear(rest, size);
      if (ear < 0) {
        break;
      }
      out.accept(rest[(ear + size - 1) % size], rest[ear], rest[(ear + 1) % size]);
      System.arraycopy(rest, ear + 1, rest, ear, size - ear - 1);
      size--;
    }
    for (int i = 2; i < size; i++) {
      out.accept(rest[0], rest[i - 1], rest[i]);
    }
  }

  /// A corner whose triangle holds no other corner; -1 if there is none.
  private int ear(int[] rest, int size) {
    for (int i = 0; i < size; i++) {
      int a = rest[(i + size - 1) % size];
      int b = rest[i];
      int c = rest[(i + 1) % size];
      if (turn(a, b, c) > 0 && isEmpty(a, b, c, rest, size)) {
        return i;
      }
    }
    return -1;
  }

  private boolean isEmpty(int a, int b, int c, int[] rest, int size) {
    for (int i = 0; i < size; i++) {
      int p = rest[i];
      if (p != a
          && p != b
          && p != c
          && turn(a, b, p) > 0
          && turn(b, c, p) > 0
          && turn(c, a, p) > 0) {
        return false;
      }
    }
    return true;
  }

  /// Positive if the way from a over b to c turns left.
  private double turn(int a, int b, int c) {
    return (flat[2 * b] - flat[2 * a]) * (flat[2 * c + 1] - flat[2 * a + 1])
        - (flat[2 * b + 1] - flat[2 * a + 1]) * (flat[2 * c] - flat[2 * a]);
  }
}
