package cadenza.scan.io.arrays;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.ScalarType;
import cadenza.scan.io.ScanContents;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The arrays a scan is written as, by Pointcept's names.
///
/// `coord` `(points, 3)` float64 if the cloud has an origin, else float32; `color` `(points, 3)`
/// uint8, the wider colours that some scans have beside them as `red`, `green`, `blue`; `normal`
/// `(points, 3)` float32; the attribute label as `segment`, all others under their own names,
/// `(points,)`, each in its own type. An attribute whose name means something else as an array, or
/// cannot be the name of a file, gets another, and [ScanNotes] say which.
///
/// @param arrays in the order they are to be written
record CloudArrays(List<OutArray> arrays, ScanNotes notes) {
  private static final int MAX_NAME = 100;

  /// @param intensity name of the array for the attribute intensity
  static CloudArrays of(ScanContents contents, String intensity) {
    Map<String, String> spoken =
        Map.of(
            Attribute.LABEL, "segment",
            Attribute.INSTANCE, "instance",
            Attribute.INTENSITY, intensity);
    PointCloud cloud = contents.cloud();
    int points = cloud.pointCount();
    List<OutArray> arrays = new ArrayList<>();
    arrays.add(coordinates(cloud));
    byte[] colors = cloud.colors();
    if (colors != null) {
      arrays.add(OutArray.of("color", ScalarType.UINT8, points, 3, colors));
    }
    float[] normals = cloud.normals();
    if (normals != null) {
      arrays.add(OutArray.of("normal", ScalarType.FLOAT32, points, 3, normals));
    }
    Map<String, String> renamed = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    for (Attribute attribute : cloud.attributes().values()) {
      String wanted = spoken.get(attribute.name());
      String name = unique(wanted == null ? plain(attribute.name()) : wanted, taken);
      if (!name.equals(wanted) && !name.equals(attribute.name())) {
        renamed.put(name, attribute.name());
      }
      arrays.add(OutArray.of(name, attribute));
    }
    return new CloudArrays(arrays, ScanNotes.of(contents, renamed));
  }

  private static OutArray coordinates(PointCloud cloud) {
    double[] origin = cloud.origin();
    float[] positions = cloud.positions();
    if (origin[0] == 0 && origin[1] == 0 && origin[2] == 0) {
      return OutArray.of("coord", ScalarType.FLOAT32, cloud.pointCount(), 3, positions);
    }
    return new OutArray(
        "coord",
        ScalarType.FLOAT64,
        cloud.pointCount(),
        3,
        (out, row, count) -> {
          for (int i = 3 * row; i < 3 * (row + count); i += 3) {
            out.putDouble(origin[0] + positions[i]);
            out.putDouble(origin[1] + positions[i + 1]);
            out.putDouble(origin[2] + positions[i + 2]);
          }
        });
  }

  /// A name that is an attribute's to every reader, and a file's on every system.
  private static String plain(String attribute) {
    String plain = attribute.replaceAll("[^\\p{IsAlphabetic}\\p{IsDigit}_.() +-]", "_").strip();
    String cut = plain.substring(0, Math.min(MAX_NAME, plain.length()));
    boolean isOdd = plain.isEmpty() || plain.startsWith(".") || plain.endsWith(".");
    return isOdd || ArrayNames.isSpoken(plain) ? "attribute_" + cut : cut;
  }

  private static String unique(String base, Set<String> taken) {
    String unique = base;
    for (int n = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); n++) {
      unique = base + "_" + n;
    }
    return unique;
  }
}
