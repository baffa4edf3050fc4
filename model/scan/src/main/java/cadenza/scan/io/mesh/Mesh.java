package cadenza.scan.io.mesh;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Triangles with what is known of their surface.
///
/// @param vertices coordinates, three a vertex, in the file's unit
/// @param normals three each; may be of any length
/// @param textureCoordinates u and v each
/// @param vertexColors red, green, blue from 0 to 1, three a vertex; null if there are none
/// @param corners the vertices of the triangles, three each
/// @param normalCorners the normal of each corner, or -1; null if there are none
/// @param textureCorners the texture coordinate of each corner, or -1; null if there are none
/// @param triangleMaterials the material of each triangle, or -1
/// @param materials what the surface is made of
/// @param isLinear whether colours are proportional to light, as in glTF, and not as shown
record Mesh(
    double[] vertices,
    float[] normals,
    float[] textureCoordinates,
    float @Nullable [] vertexColors,
    int[] corners,
    int @Nullable [] normalCorners,
    int @Nullable [] textureCorners,
    int[] triangleMaterials,
    List<Material> materials,
    boolean isLinear) {
  int vertexCount() {
    return vertices.length / 3;
  }

  int triangleCount() {
    return corners.length / 3;
  }

  /// True if any colour is known.
  boolean hasColors() {
    return vertexColors != null || materials.stream().anyMatch(Material::hasColor);
  }
}
