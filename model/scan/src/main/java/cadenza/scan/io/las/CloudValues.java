package cadenza.scan.io.las;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.io.WideColors;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The numbers of a cloud by the names that fields of LAS have.
///
/// Colours are there as `red`, `green` and `blue`, normals as `nx`, `ny` and `nz`, everything else
/// under its own name.
final class CloudValues {
  private static final String[] COLORS = {"red", "green", "blue"};
  private static final String[] NORMALS = {"nx", "ny", "nz"};

  private static final Pattern NORMAL = Pattern.compile("(?:scalar_)?n(?:orm(?:al)?)?_?([xyz])");
  private static final Pattern COLOR =
      Pattern.compile("(?:(?:diffuse|color|ambient)_)?([rgb])(?:f|ed|reen|lue)?");

  private final PointCloud cloud;
  private final double colorFactor;
  private final Map<String, PointValues> values = new LinkedHashMap<>();

  /// @param colorFactor what 8-bit colours are multiplied with
  CloudValues(PointCloud cloud, double colorFactor) {
    this.cloud = cloud;
    this.colorFactor = colorFactor;
    Optional<WideColors> wide = WideColors.of(cloud);
    if (wide.isPresent()) {
      wide.get().channels().forEach(each -> values.put(each.name(), PointValues.of(each)));
    } else if (cloud.colors() != null) {
      for (int i = 0; i < 3; i++) {
        values.put(COLORS[i], shownColor(i));
      }
    }
    float[] normals = cloud.normals();
    if (normals != null) {
      for (int axis = 0; axis < 3; axis++) {
        values.put(NORMALS[axis], PointValues.normals(normals, axis));
      }
    }
    for (Attribute attribute : cloud.attributes().values()) {
      values.putIfAbsent(attribute.name(), PointValues.of(attribute));
    }
  }

  int pointCount() {
    return cloud.pointCount();
  }

  boolean hasColors() {
    return cloud.colors() != null;
  }

  /// All numbers, in the order in which extra fields are made of them.
  Map<String, PointValues> all() {
    return values;
  }

  PointValues shownCoordinates(int axis) {
    return PointValues.coordinates(cloud, axis);
  }

  /// World coordinates along an axis, as fine as they were in the file.
  PointValues coordinates(int axis, double[] fileScales) {
    return FineCoordinates.coordinates(cloud, axis, fileScales[axis], fileScales[3 + axis]);
  }

  /// Leaves out the integers that [#coordinates] come from.
  void dropFineCoordinates() {
    for (int axis = 0; axis < 3; axis++) {
      FineCoordinates.kept(cloud, axis).ifPresent(kept -> values.remove(kept.name()));
    }
  }

  /// A channel of the 8-bit colours, which may only stand in for wider ones.
  PointValues shownColor(int channel) {
    byte[] colors = cloud.colors();
    return colors == null
        ? PointValues.constant(0)
        : PointValues.colors(colors, channel, colorFactor);
  }

  boolean areCoordinatesFinite() {
    return cloud.finiteCount() == cloud.pointCount();
  }

  /// The name that the values of an extra field have here: its own, or, of a file that spells
  /// normals or colours in its own way, ours.
  String nameOf(String field) {
    if (cloud.attribute(field).isPresent() || values.containsKey(field)) {
      return field;
    }
    String lower = field.toLowerCase(Locale.ROOT);
    Matcher normal = NORMAL.matcher(lower);
    if (cloud.normals() != null && normal.matches()) {
      return "n" + normal.group(1);
    }
    Matcher color = COLOR.matcher(lower);
    if (cloud.colors() != null && color.matches()) {
      return switch (color.group(1)) {
        case "r" -> COLORS[0];
        case "g" -> COLORS[1];
        default -> COLORS[2];
      };
    }
    return field;
  }
}
