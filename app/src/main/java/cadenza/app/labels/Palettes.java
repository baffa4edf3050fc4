package cadenza.app.labels;

import cadenza.app.look.ClassNames;
import cadenza.scan.synthetic.SemanticClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/// Sets of classes to begin with.
public final class Palettes {
  /// The 20 classes of the ScanNet benchmark.
  public static final List<LabelClass> SCANNET20 =
      named(
          Arrays.stream(SemanticClass.values())
              .filter(one -> one != SemanticClass.UNLABELLED && one != SemanticClass.CEILING)
              .map(SemanticClass::displayName)
              .toList());

  /// The 13 classes of S3DIS.
  public static final List<LabelClass> S3DIS13 =
      named(
          List.of(
              "ceiling",
              "floor",
              "wall",
              "beam",
              "column",
              "window",
              "door",
              "table",
              "chair",
              "sofa",
              "bookcase",
              "board",
              "clutter"));

  /// No class yet.
  public static final List<LabelClass> EMPTY = List.of();

  private Palettes() {}

  /// The classes of a palette in the place of those there are: one of the same name keeps its id,
  /// and those that are in use stay, behind the new ones.
  static List<LabelClass> adopted(
      List<LabelClass> palette,
      List<LabelClass> present,
      IntPredicate isUsed,
      EditSink.Counters counters) {
    List<LabelClass> after = new ArrayList<>();
    List<LabelClass> rest = new ArrayList<>(present);
    int next = counters.nextClass();
    for (LabelClass wanted : palette) {
      LabelClass same =
          rest.stream().filter(one -> one.isCalled(wanted.name())).findFirst().orElse(null);
      if (same == null) {
        after.add(wanted.withId(next++));
      } else {
        rest.remove(same);
        after.add(wanted.withId(same.id()));
      }
    }
    rest.stream().filter(one -> isUsed.test(one.id())).forEach(after::add);
    return after;
  }

  private static List<LabelClass> named(List<String> names) {
    List<LabelClass> classes = new ArrayList<>();
    for (String name : names) {
      int id = classes.size() + 1;
      classes.add(LabelClass.of(id, name, ClassNames.named(Map.of(id, name)).argb(id)));
    }
    return List.copyOf(classes);
  }
}
