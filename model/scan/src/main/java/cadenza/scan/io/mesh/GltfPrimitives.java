package cadenza.scan.io.mesh;

import cadenza.scan.io.Json;
import cadenza.scan.io.ScanException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Collects the parts of glTF meshes (specification, 3.7.2): triangles in one mesh, points in
/// another.
///
/// A small file can use its meshes so often that no memory holds the result; that is refused as
/// soon as it is too much.
final class GltfPrimitives {
  private static final int POINTS = 0;
  private static final int TRIANGLES = 4;
  private static final int STRIP = 5;
  private static final int FAN = 6;
  private static final int MAX_PARTS = 5_000_000;

  /// What a vertex or a triangle takes while it is collected, about.
  private static final long BYTES_EACH = 150;

  /// Vertices of a part, which other parts may share.
  private record Vertices(int first, int count) {}

  private final GltfFile file;
  private final GltfAccessors accessors;
  private final List<GltfMaterials.Printed> materials;
  private final long mostBytes;
  private final MeshBuilder surface = new MeshBuilder(true);
  private final MeshBuilder points = new MeshBuilder(true);
  private final Map<String, Vertices> shared = new HashMap<>();
  private Placement place = Placement.upright();
  private long parts;
  private long passedOver;
  private long unreadable;

  /// @param mostBytes of memory that may be taken
  GltfPrimitives(GltfFile file, List<GltfMaterials.Printed> materials, long mostBytes) {
    this.file = file;
    this.accessors = new GltfAccessors(file);
    this.materials = materials;
    this.mostBytes = mostBytes;
  }

  MeshBuilder surface() {
    return surface;
  }

  MeshBuilder points() {
    return points;
  }

  /// How many parts are lines.
  long passedOver() {
    return passedOver;
  }

  /// How many parts have no coordinates that can be read.
  long unreadable() {
    return unreadable;
  }

  /// Says where the parts that follow are.
  void place(Placement placement) {
    place = placement;
    shared.clear();
  }

  void add(Json primitive) throws IOException {
    if (++parts > MAX_PARTS) {
      throw tooMuch(parts, "parts");
    }
    int mode = primitive.get("mode").whole(TRIANGLES);
    int material = primitive.get("material").whole(-1);
    int[] used = used(primitive.get("attributes"), material);
    if (mode == POINTS) {
      addVertices(points, used);
    } else if (mode == TRIANGLES || mode == STRIP || mode == FAN) {
      String key = used[0] + " " + used[1] + " " + used[2] + " " + used[3];
      Vertices vertices = shared.get(key);
      if (vertices == null) {
        vertices = addVertices(surface, used);
        shared.put(key, vertices);
      }
      if (vertices.count() > 0) {
        addTriangles(primitive.get("indices"), mode, vertices, material);
      }
    } else {
      passedOver++;
    }
  }

  /// The accessors of coordinates, normals, texture coordinates and colours, or -1.
  private int[] used(Json attributes, int material) {
    int set =
        material >= 0 && material < materials.size()
            ? materials.get(material).textureCoordinates()
            : 0;
    return new int[] {
      attributes.get("POSITION").whole(-1),
      attributes.get("NORMAL").whole(-1),
      attributes.get("TEXCOORD_" + set).whole(-1),
      attributes.get("COLOR_0").whole(-1)
    };
  }

  /// Triangles that are left out count too: looking at them takes time.
  private void checkMemory(long more) throws ScanException {
    long count =
        more
            + surface.vertexCount()
            + surface.triangleCount()
            + surface.outside()
            + points.vertexCount();
    if (count * BYTES_EACH > mostBytes) {
      throw tooMuch(count, "vertices and triangles");
    }
  }

  private ScanException tooMuch(long count, String what) {
    return new ScanException(
        file.path(),
        String.format(
            Locale.ROOT,
            "its meshes, as often as they are used, have %,d %s, more than memory holds",
            count,
            what),
        "Open a part of it, or start Cadenza with a larger -Xmx.");
  }

  /// Adds vertices with their normals, texture coordinates and colours, one of each a vertex.
  private Vertices addVertices(MeshBuilder builder, int[] used) throws IOException {
    int first = builder.vertexCount();
    int count = accessors.width(used[0]) == 3 ? accessors.count(used[0]) : 0;
    if (count == 0) {
      unreadable++;
      return new Vertices(first, 0);
    }
    checkMemory(count);
    float[] xyz = accessors.floats(used[0], count);
    float[] normals = complete(used[1], 3, count);
    float[] places = complete(used[2], 2, count);
    int colorWidth = accessors.width(used[3]) == 4 ? 4 : 3;
    float[] colors = complete(used[3], colorWidth, count);
    double[] turn = place.cofactors();
    double side = place.isMirror() ? -1 : 1;
    for (int i = 0; i < count; i++) {
      float x = xyz[3 * i];
      float y = xyz[3 * i + 1];
      float z = xyz[3 * i + 2];
      builder.addVertex(place.place(0, x, y, z), place.place(1, x, y, z), place.place(2, x, y, z));
      if (colors.length > 0) {
        int at = i * colorWidth;
        builder.colorVertex(colors[at], colors[at + 1], colors[at + 2]);
      }
      addNormal(builder, normals, i, turn, side);
      builder.addTextureCoordinate(
          places.length > 0 ? places[2 * i] : Float.NaN,
          places.length > 0 ? places[2 * i + 1] : Float.NaN);
    }
    return new Vertices(first, count);
  }

  /// The numbers of an accessor if it has `width` of them for each vertex, else none.
  private float[] complete(int index, int width, int count) throws IOException {
    return accessors.width(index) == width && accessors.count(index) >= count
        ? accessors.floats(index, count)
        : new float[0];
  }

  private static void addNormal(
      MeshBuilder builder, float[] normals, int i, double[] turn, double side) {
    if (normals.length == 0) {
      builder.addNormal(Float.NaN, Float.NaN, Float.NaN);
      return;
    }
    double[] out = new double[3];
    double length = 0;
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        out[row] += side * turn[3 * row + column] * normals[3 * i + column];
      }
      length += out[row] * out[row];
    }
    double scale = length > 0 ? 1 / Math.sqrt(length) : Double.NaN;
    builder.addNormal((float) (out[0] * scale), (float) (out[1] * scale), (float) (out[2] * scale));
  }

  private void addTriangles(Json list, int mode, Vertices vertices, int material)
      throws IOException {
    Optional<int[]> listed =
        list.isMissing() ? Optional.empty() : accessors.indices(list.whole(-1));
    if (!list.isMissing() && listed.isEmpty()) {
      unreadable++;
      return;
    }
    int[] indices = listed.orElse(null);
    int length = indices == null ? vertices.count() : indices.length;
    int count = mode == TRIANGLES ? length / 3 : Math.max(0, length - 2);
    checkMemory(count);
    boolean isMirror = place.isMirror();
    for (int i = 0; i < count; i++) {
      int a = mode == TRIANGLES ? 3 * i : mode == FAN ? 0 : i;
      int b = mode == TRIANGLES ? 3 * i + 1 : mode == FAN ? i + 1 : i + 1 + i % 2;
      int c = mode == TRIANGLES ? 3 * i + 2 : mode == FAN ? i + 2 : i + 2 - i % 2;
      int second = isMirror ? c : b;
      int third = isMirror ? b : c;
      surface.addTriangle(
          corner(vertices, indices == null ? a : indices[a]),
          corner(vertices, indices == null ? second : indices[second]),
          corner(vertices, indices == null ? third : indices[third]),
          material);
    }
  }

  /// Normal and texture coordinate have the number of their vertex.
  private static MeshBuilder.Corner corner(Vertices vertices, int index) {
    int vertex = index < 0 || index >= vertices.count() ? -1 : vertices.first() + index;
    return new MeshBuilder.Corner(vertex, vertex, vertex);
  }
}
