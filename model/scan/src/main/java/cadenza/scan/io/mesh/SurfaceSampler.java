package cadenza.scan.io.mesh;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.Blocks;
import cadenza.scan.io.Origin;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Puts points on the surface of a mesh, evenly by area.
///
/// # How it works
///
/// The areas of the triangles are laid behind one another and a point is set at equal steps, so
/// that each triangle gets its share to within one point. Within a triangle the points follow a
/// sequence that fills a parallelogram evenly (R2: Roberts, The unreasonable effectiveness of
/// quasirandom sequences, 2018), folded at the diagonal. The same mesh gives the same points.
final class SurfaceSampler {
  private static final int BLOCK_POINTS = 1 << 15;

  // powers of the inverse of the plastic number
  private static final double R2_U = 0.7548776662466927;
  private static final double R2_V = 0.5698402909980532;

  private final Mesh mesh;
  private final double[] areaBefore;
  private long withoutArea;
  private long notNumbers;

  SurfaceSampler(Mesh mesh) {
    this.mesh = mesh;
    this.areaBefore = new double[mesh.triangleCount() + 1];
    for (int triangle = 0; triangle < mesh.triangleCount(); triangle++) {
      double area = area(triangle);
      if (!(area < MeshBuilder.FARTHEST * MeshBuilder.FARTHEST)) {
        notNumbers++;
        area = 0;
      } else if (area == 0) {
        withoutArea++;
      }
      areaBefore[triangle + 1] = areaBefore[triangle] + area;
    }
  }

  /// Area of the whole surface, in the square of the file's unit.
  double area() {
    return areaBefore[areaBefore.length - 1];
  }

  /// Triangles that have no area.
  long withoutArea() {
    return withoutArea;
  }

  /// Triangles whose coordinates are no numbers, or beyond any sense.
  long notNumbers() {
    return notNumbers;
  }

  /// The points on the surface, with normals, and with colours if any are known.
  PointCloud sample(int points, Progress progress) throws IOException {
    double[] origin = Origin.choose(MeshVertices.sample(mesh));
    float[] positions = new float[3 * points];
    float[] normals = new float[3 * points];
    byte[] colors = mesh.hasColors() ? new byte[3 * points] : null;
    Blocks.forEach(
        Math.ceilDiv(points, BLOCK_POINTS),
        progress,
        "sampling the surface",
        block -> {
          int from = block * BLOCK_POINTS;
          int to = Math.min(points, from + BLOCK_POINTS);
          new Sampling(points, origin, positions, normals, colors).points(from, to);
        });
    return PointCloud.builder(positions)
        .origin(origin[0], origin[1], origin[2])
        .normals(normals)
        .colors(colors)
        .build();
  }

  /// A sentence that tells what was done.
  String told(int points) {
    return String.format(
        Locale.ROOT, "the surface of %s m² was sampled with %,d points.", shown(area()), points);
  }

  private static String shown(double area) {
    return area >= 100
        ? String.format(Locale.ROOT, "%,.0f", area)
        : String.format(Locale.ROOT, "%.3g", area);
  }

  private double area(int triangle) {
    double[] normal = new double[3];
    cross(triangle, normal);
    return 0.5 * length(normal);
  }

  /// The cross product of two edges: along the normal, twice the area long.
  private void cross(int triangle, double[] out) {
    double[] all = mesh.vertices();
    int a = 3 * mesh.corners()[3 * triangle];
    int b = 3 * mesh.corners()[3 * triangle + 1];
    int c = 3 * mesh.corners()[3 * triangle + 2];
    for (int axis = 0; axis < 3; axis++) {
      int j = (axis + 1) % 3;
      int k = (axis + 2) % 3;
      out[axis] =
          (all[b + j] - all[a + j]) * (all[c + k] - all[a + k])
              - (all[b + k] - all[a + k]) * (all[c + j] - all[a + j]);
    }
  }

  private static double length(double[] vector) {
    return Math.sqrt(vector[0] * vector[0] + vector[1] * vector[1] + vector[2] * vector[2]);
  }

  /// Sets the points of some triangles.
  private final class Sampling {
    private final int points;
    private final double[] origin;
    private final float[] positions;
    private final float[] normals;
    private final byte @Nullable [] colors;
    private final Shading shading = new Shading(mesh);
    private final double[] weights = new double[3];
    private final double[] faceNormal = new double[3];
    private final double[] normal = new double[3];

    Sampling(
        int points, double[] origin, float[] positions, float[] normals, byte @Nullable [] colors) {
      this.points = points;
      this.origin = origin;
      this.positions = positions;
      this.normals = normals;
      this.colors = colors;
    }

    /// Number of the first point behind all triangles before this one.
    private int first(int triangle) {
      double share = areaBefore[triangle] / area();
      return (int) Math.clamp(Math.ceil(share * points - 0.5), 0, points);
    }

    void points(int from, int to) {
      int triangle = triangleOf(from);
      for (int point = from; point < to; ) {
        int first = first(triangle);
        int end = Math.min(to, first(triangle + 1));
        if (point < end) {
          cross(triangle, faceNormal);
          normalize(faceNormal);
        }
        for (; point < end; point++) {
          place(triangle, point - first);
          point(triangle, point);
        }
        triangle++;
      }
    }

    /// The triangle a point lies on.
    private int triangleOf(int point) {
      int low = 0;
      int high = mesh.triangleCount() - 1;
      while (low < high) {
        int middle = (low + high + 1) >>> 1;
        if (first(middle) <= point) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return low;
    }

    /// Weighs the corners for the point of this number within its triangle.
    private void place(int triangle, int number) {
      // where the sequence begins differs from triangle to triangle
      double u = fraction((triangle + 1) * R2_V + (number + 1) * R2_U);
      double v = fraction((triangle + 1) * R2_U + (number + 1) * R2_V);
      boolean isFolded = u + v > 1;
      weights[1] = isFolded ? 1 - u : u;
      weights[2] = isFolded ? 1 - v : v;
      weights[0] = 1 - weights[1] - weights[2];
    }

    private void point(int triangle, int point) {
      for (int axis = 0; axis < 3; axis++) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
          int vertex = mesh.corners()[3 * triangle + i];
          sum += weights[i] * (mesh.vertices()[3 * vertex + axis] - origin[axis]);
        }
        positions[3 * point + axis] = (float) sum;
      }
      double[] direction = interpolated(triangle) ? normal : faceNormal;
      for (int axis = 0; axis < 3; axis++) {
        normals[3 * point + axis] = (float) direction[axis];
      }
      if (colors != null) {
        shading.shade(triangle, weights, colors, 3 * point);
      }
    }

    /// Puts what lies between the normals of the corners into `normal`; false without them.
    private boolean interpolated(int triangle) {
      int[] corners = mesh.normalCorners();
      if (corners == null) {
        return false;
      }
      Arrays.fill(normal, 0);
      for (int i = 0; i < 3; i++) {
        int corner = corners[3 * triangle + i];
        if (corner < 0) {
          return false;
        }
        for (int axis = 0; axis < 3; axis++) {
          normal[axis] += weights[i] * mesh.normals()[3 * corner + axis];
        }
      }
      return normalize(normal);
    }

    private static boolean normalize(double[] vector) {
      double length = length(vector);
      if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
        return false;
      }
      for (int axis = 0; axis < 3; axis++) {
        vector[axis] /= length;
      }
      return true;
    }

    private static double fraction(double value) {
      return value - Math.floor(value);
    }
  }

  /// What was left out, a sentence each.
  ///
  /// @param outside triangles with corners that do not exist
  static void tellLeftOut(long outside, long notNumbers, long withoutArea, List<String> warnings) {
    tell(outside, "with corners that do not exist", warnings);
    tell(notNumbers, "whose coordinates are no numbers or beyond any sense", warnings);
    tell(withoutArea, "without area", warnings);
  }

  private static void tell(long count, String what, List<String> warnings) {
    if (count > 0) {
      String triangles = count == 1 ? "triangle" : "triangles";
      warnings.add(String.format(Locale.ROOT, "%,d %s %s left out.", count, triangles, what));
    }
  }
}
