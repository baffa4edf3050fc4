package cadenza.scan.io.arrays;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What arrays are called by those who write them: Pointcept, Open3D-ML, PointNet's and ScanNet's
/// scripts. Of several the first in a list is taken.
final class ArrayNames {
  static final List<String> COORDINATES =
      List.of("coord", "coords", "xyz", "points", "positions", "position", "pos", "vertices");
  static final List<String> COLORS = List.of("color", "colors", "colour", "colours", "rgb", "rgbs");
  static final List<String> NORMALS = List.of("normal", "normals");
  static final List<String> LABELS =
      List.of(
          "segment",
          "segment20",
          "semantic_gt",
          "semantic_gt20",
          "label",
          "labels",
          "semantic",
          "semantics",
          "semantic_label",
          "semantic_labels",
          "sem_label",
          "sem_labels",
          "segment200",
          "semantic_gt200");
  static final List<String> INSTANCES =
      List.of(
          "instance",
          "instances",
          "instance_gt",
          "instance_label",
          "instance_labels",
          "instance_id",
          "instance_ids");
  static final List<String> INTENSITIES =
      List.of("intensity", "intensities", "strength", "reflectance");

  /// Names of arrays that hold whatever is known of each point.
  static final Set<String> TABLES =
      Set.of(
          "arr_0",
          "arr",
          "array",
          "data",
          "pts",
          "pc",
          "pcl",
          "pcd",
          "cloud",
          "pointcloud",
          "point_cloud",
          "scan",
          "scene",
          "room");

  private static final Set<String> AXES = Set.of("x", "y", "z", "nx", "ny", "nz");

  private ArrayNames() {}

  /// True if a reader would take an array of this name for more than an attribute.
  static boolean isSpoken(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return COORDINATES.contains(lower)
        || COLORS.contains(lower)
        || NORMALS.contains(lower)
        || LABELS.contains(lower)
        || INSTANCES.contains(lower)
        || INTENSITIES.contains(lower)
        || AXES.contains(lower)
        || lower.equals(ScanNotes.NAME);
  }
}
