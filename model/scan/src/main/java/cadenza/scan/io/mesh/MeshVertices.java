package cadenza.scan.io.mesh;

import cadenza.scan.PointCloud;
import cadenza.scan.io.Origin;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Makes points of the vertices of a mesh.
final class MeshVertices {
  private static final int SAMPLE_VERTICES = 1000;

  private MeshVertices() {}

  /// The vertices with their colours, and with normals if there is one for each.
  static PointCloud of(Mesh mesh) {
    int count = mesh.vertexCount();
    double[] origin = Origin.choose(sample(mesh));
    float[] positions = new float[3 * count];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = (float) (mesh.vertices()[i] - origin[i % 3]);
    }
    PointCloud.Builder cloud =
        PointCloud.builder(positions).origin(origin[0], origin[1], origin[2]);
    cloud.colors(colors(mesh));
    if (count > 0 && mesh.normals().length == positions.length && hasNumbers(mesh.normals())) {
      cloud.normals(mesh.normals());
    }
    return cloud.build();
  }

  /// Some vertices, three coordinates each.
  static double[] sample(Mesh mesh) {
    int count = Math.min(mesh.vertexCount(), SAMPLE_VERTICES);
    double[] world = new double[3 * count];
    for (int i = 0; i < count; i++) {
      int vertex = (int) ((long) i * mesh.vertexCount() / count);
      System.arraycopy(mesh.vertices(), 3 * vertex, world, 3 * i, 3);
    }
    for (int i = 0; i < world.length; i++) {
      world[i] = Math.abs(world[i]) < MeshBuilder.FARTHEST ? world[i] : Double.NaN;
    }
    return world;
  }

  private static boolean hasNumbers(float[] values) {
    for (float value : values) {
      if (!Float.isNaN(value)) {
        return true;
      }
    }
    return false;
  }

  private static byte @Nullable [] colors(Mesh mesh) {
    float[] vertexColors = mesh.vertexColors();
    if (vertexColors == null) {
      return null;
    }
    byte[] colors = new byte[vertexColors.length];
    for (int i = 0; i < colors.length; i++) {
      float shown = mesh.isLinear() ? ColorScale.toShown(vertexColors[i]) : vertexColors[i];
      colors[i] = ColorScale.toByte(shown);
    }
    return colors;
  }

  /// The points of both, counted from the origin of the first. What only one of them has, the
  /// others have as white or unknown.
  static PointCloud joined(PointCloud first, PointCloud second) {
    double[] origin = first.origin();
    int before = 3 * first.pointCount();
    float[] positions = Arrays.copyOf(first.positions(), before + 3 * second.pointCount());
    for (int i = before; i < positions.length; i++) {
      int point = (i - before) / 3;
      positions[i] = (float) (second.world(point, i % 3) - origin[i % 3]);
    }
    PointCloud.Builder joined =
        PointCloud.builder(positions).origin(origin[0], origin[1], origin[2]);
    if (first.colors() != null || second.colors() != null) {
      byte[] colors = new byte[positions.length];
      Arrays.fill(colors, (byte) -1);
      copy(first.colors(), colors, 0);
      copy(second.colors(), colors, before);
      joined.colors(colors);
    }
    if (first.normals() != null || second.normals() != null) {
      float[] normals = new float[positions.length];
      Arrays.fill(normals, Float.NaN);
      copy(first.normals(), normals, 0);
      copy(second.normals(), normals, before);
      joined.normals(normals);
    }
    return joined.build();
  }

  private static void copy(@Nullable Object from, Object to, int at) {
    if (from != null) {
      System.arraycopy(from, 0, to, at, java.lang.reflect.Array.getLength(from));
    }
  }
}
