package cadenza.app.annotate;

import cadenza.app.labels.LabelClass;
import cadenza.app.labels.LabelSnapshot;
import cadenza.app.look.ColorMode;
import cadenza.app.look.Coloring;
import cadenza.app.look.Legend;
import cadenza.scan.PointCloud;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a person labelled, over the quiet colours of the scan.
public final class LabelColors {
  private LabelColors() {}

  /// Colours of labels.
  ///
  /// @param quiet the scan's quiet colours ([Tint#quiet]), left as they are
  /// @param classes those that are not shown leave points as they are
  public static Coloring of(
      PointCloud cloud, int[] quiet, LabelSnapshot labels, List<LabelClass> classes) {
    int[] argb = quiet.clone();
    Map<Integer, Integer> counts = paint(argb, labels, classes);
    List<Legend.Entry> entries = new ArrayList<>();
    for (LabelClass one : classes) {
      int count = counts.getOrDefault(one.id(), 0);
      if (count > 0) {
        entries.add(new Legend.Entry(one.name(), one.argb(), count));
      }
    }
    return new Coloring(cloud, ColorMode.ANNOTATION, argb, new Legend.Classes(entries));
  }

  /// Gives labelled points the colours of their classes.
  ///
  /// @return points of each class, by its id
  public static Map<Integer, Integer> paint(
      int[] argb, LabelSnapshot labels, List<LabelClass> classes) {
    Map<Integer, Integer> colors = new HashMap<>();
    classes.stream().filter(LabelClass::shown).forEach(one -> colors.put(one.id(), one.argb()));
    Map<Integer, Integer> counts = new HashMap<>();
    int[] points = labels.points();
    int id = -1;
    Integer color = null;
    int run = 0;
    for (int i = 0; i < points.length; i++) {
      if (labels.classIds()[i] != id) {
        counts.merge(id, run, Integer::sum);
        run = 0;
        id = labels.classIds()[i];
        color = colors.get(id);
      }
      run++;
      if (color != null) {
        argb[points[i]] = color;
      }
    }
    counts.merge(id, run, Integer::sum);
    counts.remove(-1);
    return counts;
  }
}
