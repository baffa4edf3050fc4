package cadenza.app.labels;

import cadenza.app.look.ClassNames;
import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Makes classes and strokes for labels that come all at once, from a file or a prediction.
final class LabelImport {
  private static final int MOST_CLASSES = 1000;
  private static final Set<String> NOTHING =
      Set.of(
          "unlabelled", "unlabeled", "unannotated", "unassigned", "unclassified", "none", "void");

  private LabelImport() {}

  /// The classes of an attribute's values, matched by name or added behind those there are.
  ///
  /// @param classes afterwards
  /// @param byValue class id of each value; values without a class are not in it
  record Matched(List<LabelClass> classes, Map<Integer, Integer> byValue) {}

  /// @throws IllegalArgumentException if there are too many values for classes
  static Matched match(
      Attribute labels, Map<Integer, String> names, List<LabelClass> present, int nextClass) {
    Set<Integer> values = new TreeSet<>();
    int last = -1;
    for (int i = 0; i < labels.size(); i++) {
      int value = labels.getInt(i);
      if (value != last && values.add(value) && values.size() > MOST_CLASSES) {
        throw new IllegalArgumentException(
            labels.name()
                + " has more than "
                + MOST_CLASSES
                + " different values. — Import an attribute that holds classes.");
      }
      last = value;
    }
    List<LabelClass> classes = new ArrayList<>(present);
    Map<Integer, Integer> byValue = new HashMap<>();
    ClassNames colors = ClassNames.named(names);
    int next = nextClass;
    for (int value : values) {
      if (isNothing(value, names)) {
        continue;
      }
      String name = names.getOrDefault(value, "class " + value).replace('_', ' ');
      LabelClass found =
          classes.stream().filter(one -> one.isCalled(name)).findFirst().orElse(null);
      if (found == null) {
        found = LabelClass.of(next++, name, colors.argb(value));
        classes.add(found);
      }
      byValue.put(value, found.id());
    }
    return new Matched(classes, byValue);
  }

  private static boolean isNothing(int value, Map<Integer, String> names) {
    if (value < 0 || value == 255) {
      return true;
    }
    String name = names.get(value);
    return name == null ? value == 0 : NOTHING.contains(name.strip().toLowerCase(Locale.ROOT));
  }

  /// Numbers of strokes for points that were labelled all at once: one for each cube of a metre and
  /// class, so that a cross-validation over strokes has something to hold out. Points without a
  /// class get 0.
  ///
  /// @param first number of the first stroke
  static int[] strokes(PointCloud cloud, short[] classIds, int first) {
    record Cell(long x, long y, long z, short classId) {}
    Map<Cell, Integer> numbers = new HashMap<>();
    int[] strokes = new int[classIds.length];
    for (int point = 0; point < classIds.length; point++) {
      if (classIds[point] != 0) {
        Cell cell =
            new Cell(
                (long) Math.floor(cloud.world(point, 0)),
                (long) Math.floor(cloud.world(point, 1)),
                (long) Math.floor(cloud.world(point, 2)),
                classIds[point]);
        strokes[point] = numbers.computeIfAbsent(cell, one -> first + numbers.size());
      }
    }
    return strokes;
  }
}
