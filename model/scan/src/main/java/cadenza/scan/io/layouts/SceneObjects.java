package cadenza.scan.io.layouts;

import cadenza.scan.io.FileBytes;
import cadenza.scan.io.Json;
import cadenza.scan.io.ScanException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The objects of a ScanNet scene: which vertex belongs to which, and what they are called.
///
/// @param instances for each vertex the number of its object, or -1
/// @param labels for each vertex the number of its object's name in [#names()], or 0
/// @param names in alphabetical order from 1 on; 0 is unlabelled
/// @param count how many objects there are
record SceneObjects(int[] instances, int[] labels, Map<Integer, String> names, int count) {
  private static final int MAX_BYTES = 1 << 28;

  /// @param points how many vertices the mesh has
  /// @throws ScanException if the files are damaged or belong to another mesh
  static SceneObjects read(Path segments, Path aggregation, int points) throws IOException {
    double[] segmentOfPoint = parse(segments).get("segIndices").numbers();
    if (segmentOfPoint.length != points) {
      throw new ScanException(
          segments,
          "it has %d segments for %d points".formatted(segmentOfPoint.length, points),
          "Copy it again, with the mesh it belongs to.");
    }
    Json groups = parse(aggregation).get("segGroups");
    List<String> names = names(groups);
    int[] numberOfGroup = new int[groups.size()];
    int[] labelOfGroup = new int[groups.size()];
    Map<Integer, Integer> groupOfSegment = new HashMap<>();
    for (int group = 0; group < numberOfGroup.length; group++) {
      numberOfGroup[group] = groups.at(group).get("objectId").whole(group);
      labelOfGroup[group] = 1 + names.indexOf(name(groups.at(group)));
      for (double segment : groups.at(group).get("segments").numbers()) {
        groupOfSegment.put((int) segment, group);
      }
    }
    int[] instances = new int[points];
    int[] labels = new int[points];
    for (int i = 0; i < points; i++) {
      Integer group = groupOfSegment.get((int) segmentOfPoint[i]);
      instances[i] = group == null ? -1 : numberOfGroup[group];
      labels[i] = group == null ? 0 : labelOfGroup[group];
    }
    Map<Integer, String> numbered = new TreeMap<>(Map.of(0, "unlabelled"));
    names.forEach(name -> numbered.put(1 + names.indexOf(name), name));
    return new SceneObjects(instances, labels, numbered, groups.size());
  }

  private static List<String> names(Json groups) {
    TreeSet<String> names = new TreeSet<>();
    for (int group = 0; group < groups.size(); group++) {
      names.add(name(groups.at(group)));
    }
    return new ArrayList<>(names);
  }

  private static String name(Json group) {
    return group.get("label").text("object");
  }

  private static Json parse(Path file) throws IOException {
    try (FileBytes bytes = FileBytes.open(file)) {
      if (bytes.size() > MAX_BYTES) {
        throw new ScanException(
            file,
            "it is larger than any scene's, %d MB".formatted(bytes.size() >> 20),
            "Copy it again.");
      }
      return Json.parse(bytes.read(0, MAX_BYTES));
    } catch (IllegalArgumentException e) {
      throw new ScanException(
          file, "it is damaged at " + e.getMessage(), "Copy or download it again.", e);
    }
  }
}
