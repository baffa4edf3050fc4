package cadenza.sonata.pretrain;

/// Augmentations of positions and normals, each given its random draws (S/transform.py). All work
/// in place; sums are in double precision, as NumPy's become there.
public final class Geometry {
  private Geometry() {}

  /// Moves the middle of the x and y range and the bottom of the z range to zero.
  public static void centerShift(float[] coord) {
    float[] box = box(coord);
    float x = (box[0] + box[3]) / 2;
    float y = (box[1] + box[4]) / 2;
    for (int i = 0; i < coord.length; i += 3) {
      coord[i] -= x;
      coord[i + 1] -= y;
      coord[i + 2] -= box[2];
    }
  }

  /// Smallest x, y, z, largest x, y, z.
  static float[] box(float[] coord) {
    float inf = Float.POSITIVE_INFINITY;
    float[] box = {inf, inf, inf, -inf, -inf, -inf};
    for (int i = 0; i < coord.length; i++) {
      int axis = i % 3;
      box[axis] = Math.min(box[axis], coord[i]);
      box[3 + axis] = Math.max(box[3 + axis], coord[i]);
    }
    return box;
  }

  /// Multiplies all positions.
  public static void scale(float[] coord, double factor) {
    for (int i = 0; i < coord.length; i++) {
      coord[i] = (float) (coord[i] * factor);
    }
  }

  /// Turns positions about the middle of their bounding box, and normals.
  ///
  /// @param axis 0 for x, 1 for y, 2 for z
  /// @param angle in radians
  public static void rotate(ViewPoints points, int axis, double angle) {
    float[] box = box(points.coord());
    rotate(
        points,
        axis,
        angle,
        new double[] {
          ((double) box[0] + box[3]) / 2, ((double) box[1] + box[4]) / 2, (box[2] + box[5]) / 2.0
        });
  }

  /// Turns positions about a place, and normals.
  ///
  /// @param axis 0 for x, 1 for y, 2 for z
  /// @param angle in radians
  /// @param center place that stays, `(3)`
  public static void rotate(ViewPoints points, int axis, double angle, double[] center) {
    rotate(points.coord(), axis, angle, center);
    rotate(points.normal(), axis, angle, new double[3]);
  }

  private static void rotate(float[] values, int axis, double angle, double[] center) {
    int a = (axis + 1) % 3; // turns towards b
    int b = (axis + 2) % 3;
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    for (int i = 0; i < values.length; i += 3) {
      double u = values[i + a] - center[a];
      double v = values[i + b] - center[b];
      values[i + a] = (float) (cos * u - sin * v + center[a]);
      values[i + b] = (float) (sin * u + cos * v + center[b]);
    }
  }

  /// Mirrors positions and normals.
  ///
  /// @param axis whose sign changes
  public static void flip(ViewPoints points, int axis) {
    for (int i = axis; i < points.coord().length; i += 3) {
      points.coord()[i] = -points.coord()[i];
      points.normal()[i] = -points.normal()[i];
    }
  }

  /// Moves every coordinate by a little.
  ///
  /// @param normals normal numbers, `(points, 3)`
  /// @param deviation in metres
  /// @param most farthest move in metres
  public static void jitter(float[] coord, float[] normals, double deviation, double most) {
    for (int i = 0; i < coord.length; i++) {
      coord[i] = (float) (coord[i] + Math.clamp(deviation * normals[i], -most, most));
    }
  }
}
