package cadenza.scan.io.mesh;

import cadenza.scan.Progress;
import cadenza.scan.io.FileBytes;
import cadenza.scan.io.NumberParser;
import cadenza.scan.io.TextStyle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the lines of an OBJ file (Wavefront, Appendix B1): vertices with or without colours,
/// texture coordinates, normals, polygons and the materials they name. Everything else, such as
/// curves and groups, is passed over.
final class ObjParser {
  private static final int LINES_BETWEEN_LOOKS = 1 << 14;

  private final TextLines lines;
  private final NumberParser numbers = new NumberParser(TextStyle.PLAIN);
  private final double[] values = new double[8];
  private final MeshBuilder mesh = new MeshBuilder(false);
  private final List<MeshBuilder.Corner> polygon = new ArrayList<>();
  private final Map<String, Integer> materialNumbers = new LinkedHashMap<>();
  private final Set<String> libraries = new LinkedHashSet<>();
  private int material = -1;
  private float brightest;
  private long damaged;
  private String firstDamaged = "";

  ObjParser(FileBytes file) {
    lines = new TextLines(file);
  }

  /// Reads to the end of the file.
  void read(Progress progress) throws IOException {
    for (long count = 0; lines.nextLine(); count++) {
      if (count % LINES_BETWEEN_LOOKS == 0) {
        progress.checkCancelled();
        progress.report(lines.share(), "reading the mesh");
      }
      if (lines.nextWord() && !line()) {
        firstDamaged = damaged++ == 0 ? lines.shown() : firstDamaged;
      }
    }
  }

  MeshBuilder mesh() {
    return mesh;
  }

  /// Names of materials in the order in which they are numbered.
  Set<String> materials() {
    return materialNumbers.keySet();
  }

  /// Files of materials.
  Set<String> libraries() {
    return libraries;
  }

  /// The largest component of a vertex's colour; some writers let them run to 255.
  float brightest() {
    return brightest;
  }

  /// How many lines make no sense.
  long damaged() {
    return damaged;
  }

  /// The first of them.
  String firstDamaged() {
    return firstDamaged;
  }

  /// False if the line makes no sense.
  private boolean line() {
    if (lines.isWord("v")) {
      return vertex();
    } else if (lines.isWord("f") || lines.isWord("fo")) {
      return face();
    } else if (lines.isWord("vt")) {
      int count = numbers();
      mesh.addTextureCoordinate(
          (float) values[0], count > 1 ? 1 - (float) values[1] : 0); // v runs upwards
      return count > 0;
    } else if (lines.isWord("vn")) {
      int count = numbers();
      mesh.addNormal((float) values[0], (float) values[1], (float) values[2]);
      return count >= 3;
    } else if (lines.isWord("usemtl")) {
      material = materialNumbers.computeIfAbsent(lines.rest(), name -> materialNumbers.size());
    } else if (lines.isWord("mtllib")) {
      libraries.add(lines.rest());
    }
    return true;
  }

  /// Reads at most eight numbers into `values`, the rest of which become NaN.
  ///
  /// @return how many are good
  private int numbers() {
    TextLines.Slice slice = lines.slice();
    numbers.line(slice.bytes(), slice.from(), slice.to());
    int count = 0;
    while (count < values.length && numbers.next()) {
      double value = numbers.doubleValue();
      if (numbers.isMalformed()) {
        break;
      }
      values[count++] = value;
    }
    for (int i = count; i < values.length; i++) {
      values[i] = Double.NaN;
    }
    return count;
  }

  /// A vertex that makes no sense is kept without coordinates: faces count vertices.
  private boolean vertex() {
    int count = numbers();
    mesh.addVertex(values[0], values[1], values[2]);
    if (count >= 6) { // x y z r g b; with seven numbers x y z w r g b
      int at = count == 6 ? 3 : 4;
      mesh.colorVertex((float) values[at], (float) values[at + 1], (float) values[at + 2]);
      for (int i = at; i < at + 3; i++) {
        brightest = Math.max(brightest, (float) values[i]);
      }
    }
    return count >= 3;
  }

  private boolean face() {
    polygon.clear();
    boolean isGood = true;
    while (isGood && lines.nextWord()) {
      if (lines.charAt(0) == '#') {
        break;
      }
      isGood = corner();
    }
    if (!isGood || polygon.size() < 3) {
      return false;
    }
    boolean isInside =
        polygon.stream().allMatch(c -> c.vertex() >= 0 && c.vertex() < mesh.vertexCount());
    if (!isInside) {
      mesh.leaveOut(polygon.size() - 2);
      return true;
    }
    Polygon.cut(
        polygon.size(),
        (corner, axis) -> mesh.coordinate(polygon.get(corner).vertex(), axis),
        (a, b, c) -> mesh.addTriangle(polygon.get(a), polygon.get(b), polygon.get(c), material));
    return true;
  }

  /// Reads a corner, such as `7`, `7/2`, `7//3` or `-1/-1/-1`; false if it makes no sense.
  private boolean corner() {
    int[] indices = new int[3];
    int part = 0;
    boolean isNegative = false;
    boolean hasDigit = false;
    long index = 0;
    for (int i = 0; i <= lines.length(); i++) {
      byte c = i < lines.length() ? lines.charAt(i) : (byte) '/';
      if (c == '/') {
        if (part > 2 || part == 0 && !hasDigit) {
          return false;
        }
        indices[part++] = (int) (isNegative ? -index : index);
        index = 0;
        isNegative = false;
        hasDigit = false;
      } else if (c == '-' && !hasDigit && !isNegative) {
        isNegative = true;
      } else if (c >= '0' && c <= '9') {
        index = Math.min(Integer.MAX_VALUE, 10 * index + c - '0');
        hasDigit = true;
      } else {
        return false;
      }
    }
    polygon.add(
        new MeshBuilder.Corner(
            counted(indices[0], mesh.vertexCount()),
            counted(indices[1], mesh.textureCoordinateCount()),
            counted(indices[2], mesh.normalCount())));
    return true;
  }

  /// Indices count from 1, or backwards from the last one there is so far; 0 is none.
  private static int counted(int index, int size) {
    return index > 0 ? index - 1 : index < 0 ? Math.max(-1, size + index) : -1;
  }
}
