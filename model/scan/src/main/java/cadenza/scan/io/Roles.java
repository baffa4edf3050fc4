package cadenza.scan.io;

import cadenza.scan.Attribute;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which fields of a file are coordinates, colours and normals, judged by their names.
///
/// @param positions indices of x, y and z; null if one is missing
/// @param colors indices of red, green and blue; null if one is missing
/// @param normals indices of the normal's x, y and z; null if one is missing
record Roles(int @Nullable [] positions, int @Nullable [] colors, int @Nullable [] normals) {
  // Spellings by those who write them: the PLY paper, MeshLab, Blender, CloudCompare, PCL, Open3D.
  private static final String[][] POSITIONS = {
    {"x", "y", "z"},
    {"pos_x", "pos_y", "pos_z"},
    {"position_x", "position_y", "position_z"},
    {"point_x", "point_y", "point_z"},
    {"coord_x", "coord_y", "coord_z"},
  };
  private static final String[][] COLORS = {
    {"red", "green", "blue"},
    {"r", "g", "b"},
    {"diffuse_red", "diffuse_green", "diffuse_blue"},
    {"diffuse_r", "diffuse_g", "diffuse_b"},
    {"color_red", "color_green", "color_blue"},
    {"color_r", "color_g", "color_b"},
    {"rf", "gf", "bf"},
    {"ambient_red", "ambient_green", "ambient_blue"},
  };
  private static final String[][] NORMALS = {
    {"nx", "ny", "nz"},
    {"normal_x", "normal_y", "normal_z"},
    {"normalx", "normaly", "normalz"},
    {"n_x", "n_y", "n_z"},
    {"norm_x", "norm_y", "norm_z"},
    {"scalar_nx", "scalar_ny", "scalar_nz"},
  };
  private static final Set<String> KNOWN =
      Set.of(Attribute.LABEL, Attribute.INSTANCE, Attribute.INTENSITY);

  /// Judges the names in the order of the file; case does not matter.
  static Roles of(List<Field> fields) {
    List<String> names =
        fields.stream().map(field -> field.name().toLowerCase(Locale.ROOT)).toList();
    return new Roles(find(names, POSITIONS), find(names, COLORS), find(names, NORMALS));
  }

  private static int @Nullable [] find(List<String> names, String[][] spellings) {
    for (String[] spelling : spellings) {
      int[] found = Arrays.stream(spelling).mapToInt(names::indexOf).toArray();
      if (found[0] >= 0 && found[1] >= 0 && found[2] >= 0) {
        return found;
      }
    }
    return null;
  }

  /// @throws IllegalStateException if there are no coordinates
  int[] requirePositions() {
    if (positions == null) {
      throw new IllegalStateException("no coordinates");
    }
    return positions;
  }

  boolean contains(int field) {
    return isIn(positions, field) || isIn(colors, field) || isIn(normals, field);
  }

  private static boolean isIn(int @Nullable [] indices, int field) {
    return indices != null && (indices[0] == field || indices[1] == field || indices[2] == field);
  }

  /// The attribute's name for each field: the file's own, but label, instance and intensity in
  /// lower case and without CloudCompare's `scalar_`; a name that occurs twice gets a number.
  static String[] attributeNames(List<Field> fields) {
    Set<String> taken = new HashSet<>();
    String[] names = new String[fields.size()];
    for (int i = 0; i < names.length; i++) {
      String name = fields.get(i).name();
      String lower = name.toLowerCase(Locale.ROOT);
      String bare = lower.startsWith("scalar_") ? lower.substring(7) : lower;
      String base = KNOWN.contains(bare) ? bare : name;
      String unique = base;
      for (int n = 2; !taken.add(unique); n++) {
        unique = base + "_" + n;
      }
      names[i] = unique;
    }
    return names;
  }
}
