package cadenza.scan.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// All surfaces of a room as primitives: boxes, rounded boxes, cones, ellipsoids and triangles.
///
/// # How it works
///
/// A primitive is a row of 18 doubles. The analytic ones keep their `local from world` motion (12)
/// and up to four sizes; a triangle keeps a corner, two edges (9) and its corner normals (9), all
/// in world coordinates. Analytic shapes make a box one intersection instead of twelve, and give
/// cylinders true normals.
final class Solids {
  static final int STRIDE = 18;

  /// The kinds of primitive, with the meaning of the sizes at 12 to 15 of a row.
  static final byte BOX = 0; // half sizes x, y, z

  static final byte ROUNDED = 1; // half sizes x, y, z, edge radius
  static final byte CONE = 2; // half height along z, radius below, radius above
  static final byte ELLIPSOID = 3; // radii x, y, z
  static final byte TRIANGLE = 4;

  /// What a primitive belongs to and is made of.
  record Part(
      SemanticClass label, int instance, Material material, Pose textureFromWorld, int salt) {}

  private final List<Part> parts = new ArrayList<>();
  private byte[] kinds = new byte[1024];
  private int[] partOf = new int[1024];
  private double[] rows = new double[1024 * STRIDE];
  private float[] boxes = new float[1024 * 6];
  private int count;

  int count() {
    return count;
  }

  List<Part> parts() {
    return parts;
  }

  byte kind(int primitive) {
    return kinds[primitive];
  }

  int part(int primitive) {
    return partOf[primitive];
  }

  double[] rows() {
    return rows;
  }

  /// World boxes around the primitives: min x, y, z, max x, y, z each.
  float[] boxes() {
    return boxes;
  }

  int addPart(Part part) {
    parts.add(part);
    return parts.size() - 1;
  }

  /// Adds an analytic primitive that spans `halfX, halfY, halfZ` around the frame's origin.
  void add(
      byte kind,
      int part,
      Pose worldFromLocal,
      double[] sizes,
      double halfX,
      double halfY,
      double halfZ) {
    int at = newRow(kind, part);
    Pose local = worldFromLocal.inverse();
    for (int i = 0; i < 12; i++) {
      rows[at + i] = local.m(i);
    }
    System.arraycopy(sizes, 0, rows, at + 12, sizes.length);
    for (int axis = 0; axis < 3; axis++) {
      int r = 4 * axis;
      double reach =
          Math.abs(worldFromLocal.m(r)) * halfX
              + Math.abs(worldFromLocal.m(r + 1)) * halfY
              + Math.abs(worldFromLocal.m(r + 2)) * halfZ;
      boxes[6 * count + axis] = (float) (worldFromLocal.m(r + 3) - reach - 1e-5);
      boxes[6 * count + 3 + axis] = (float) (worldFromLocal.m(r + 3) + reach + 1e-5);
    }
    count++;
  }

  /// Adds a triangle from three corners and three normals, 3 numbers each, in world coordinates.
  void addTriangle(
      int part, double[] a, double[] b, double[] c, double[] na, double[] nb, double[] nc) {
    int at = newRow(TRIANGLE, part);
    for (int axis = 0; axis < 3; axis++) {
      rows[at + axis] = a[axis];
      rows[at + 3 + axis] = b[axis] - a[axis];
      rows[at + 6 + axis] = c[axis] - a[axis];
      rows[at + 9 + axis] = na[axis];
      rows[at + 12 + axis] = nb[axis];
      rows[at + 15 + axis] = nc[axis];
      boxes[6 * count + axis] = (float) (Math.min(a[axis], Math.min(b[axis], c[axis])) - 1e-5);
      boxes[6 * count + 3 + axis] = (float) (Math.max(a[axis], Math.max(b[axis], c[axis])) + 1e-5);
    }
    count++;
  }

  private int newRow(byte kind, int part) {
    if (count == kinds.length) {
      int larger = 2 * count;
      kinds = Arrays.copyOf(kinds, larger);
      partOf = Arrays.copyOf(partOf, larger);
      rows = Arrays.copyOf(rows, larger * STRIDE);
      boxes = Arrays.copyOf(boxes, larger * 6);
    }
    kinds[count] = kind;
    partOf[count] = part;
    return count * STRIDE;
  }
}
