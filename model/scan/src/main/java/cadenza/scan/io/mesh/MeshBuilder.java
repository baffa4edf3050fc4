package cadenza.scan.io.mesh;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects the parts of a mesh; what is odd is left out and counted.
final class MeshBuilder {
  /// Beyond this a coordinate is a damaged number, and an area no number at all.
  static final double FARTHEST = 1e12;

  private final Doubles vertices = new Doubles();
  private final Floats normals = new Floats();
  private final Floats textureCoordinates = new Floats();
  private final Floats vertexColors = new Floats();
  private final Ints corners = new Ints();
  private final Ints normalCorners = new Ints();
  private final Ints textureCorners = new Ints();
  private final Ints triangleMaterials = new Ints();
  private final boolean isLinear;
  private boolean hasVertexColors;
  private long outside;

  /// @param isLinear whether colours are proportional to light
  MeshBuilder(boolean isLinear) {
    this.isLinear = isLinear;
  }

  int vertexCount() {
    return vertices.size() / 3;
  }

  int normalCount() {
    return normals.size() / 3;
  }

  int textureCoordinateCount() {
    return textureCoordinates.size() / 2;
  }

  int triangleCount() {
    return corners.size() / 3;
  }

  void addVertex(double x, double y, double z) {
    vertices.add(x);
    vertices.add(y);
    vertices.add(z);
  }

  /// A component of a vertex that was added.
  double coordinate(int vertex, int axis) {
    return vertices.get(3 * vertex + axis);
  }

  /// Gives the vertex added last a colour; others without one are white.
  void colorVertex(float red, float green, float blue) {
    hasVertexColors = true;
    vertexColors.fill(vertices.size() - 3, 1);
    vertexColors.add(red);
    vertexColors.add(green);
    vertexColors.add(blue);
  }

  void addNormal(float x, float y, float z) {
    normals.add(x);
    normals.add(y);
    normals.add(z);
  }

  void addTextureCoordinate(float u, float v) {
    textureCoordinates.add(u);
    textureCoordinates.add(v);
  }

  /// A corner of a triangle: a vertex, and a texture coordinate and a normal or -1.
  record Corner(int vertex, int texture, int normal) {}

  /// Adds a triangle; one with a corner that does not exist is counted only.
  void addTriangle(Corner a, Corner b, Corner c, int material) {
    if (!isInside(a) || !isInside(b) || !isInside(c)) {
      outside++;
      return;
    }
    addCorner(a);
    addCorner(b);
    addCorner(c);
    triangleMaterials.add(material);
  }

  private boolean isInside(Corner corner) {
    return corner.vertex >= 0 && corner.vertex < vertexCount();
  }

  private void addCorner(Corner corner) {
    int before = corners.size();
    corners.add(corner.vertex);
    if (corner.texture >= 0 && corner.texture < textureCoordinateCount()) {
      textureCorners.fill(before, -1);
      textureCorners.add(corner.texture);
    }
    if (corner.normal >= 0 && corner.normal < normalCount()) {
      normalCorners.fill(before, -1);
      normalCorners.add(corner.normal);
    }
  }

  /// Counts triangles that have corners that do not exist.
  void leaveOut(int triangles) {
    outside += triangles;
  }

  /// How many triangles have corners that do not exist.
  long outside() {
    return outside;
  }

  Mesh build(List<Material> materials) {
    if (hasVertexColors) {
      vertexColors.fill(vertices.size(), 1);
    }
    return new Mesh(
        vertices.toArray(),
        normals.toArray(),
        textureCoordinates.toArray(),
        hasVertexColors ? vertexColors.toArray() : null,
        corners.toArray(),
        filled(normalCorners),
        filled(textureCorners),
        triangleMaterials.toArray(),
        new ArrayList<>(materials),
        isLinear);
  }

  private int @Nullable [] filled(Ints indices) {
    if (indices.size() == 0) {
      return null;
    }
    indices.fill(corners.size(), -1);
    return indices.toArray();
  }
}
