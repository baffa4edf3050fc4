package cadenza.app.labels;

import cadenza.app.settings.SavedView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Classes, labels and views as they are after some edits: what edits are applied to and taken back
/// from. The same code makes the state of a window and that of a file that is opened.
///
/// Belongs to one thread at a time.
public final class LabelState {
  private final Map<Integer, LabelledScan> scans = new TreeMap<>();
  private final Map<Integer, Labels> labels = new HashMap<>();
  private final Map<Integer, List<SavedView>> views = new HashMap<>();
  private List<LabelClass> classes = List.of();

  /// Adds a scan without labels, or says that a known one has another name or place.
  public void put(LabelledScan scan) {
    LabelledScan known = scans.put(scan.id(), scan);
    if (known == null || known.pointCount() != scan.pointCount()) {
      labels.put(scan.id(), new Labels(scan.pointCount()));
    }
  }

  /// By id.
  public Collection<LabelledScan> scans() {
    return Collections.unmodifiableCollection(scans.values());
  }

  /// @throws IllegalArgumentException if there is no scan of this id
  public LabelledScan scan(int id) {
    return known(scans.get(id), id);
  }

  /// @throws IllegalArgumentException if there is no scan of this id
  public Labels labels(int scan) {
    return known(labels.get(scan), scan);
  }

  /// In their order.
  public List<LabelClass> classes() {
    return classes;
  }

  /// Saved views of a scan; empty if it has none.
  public List<SavedView> views(int scan) {
    return views.getOrDefault(scan, List.of());
  }

  /// Whether an edit was about the views of a scan, done or undone.
  boolean hasViews(int scan) {
    return views.containsKey(scan);
  }

  private static <T> T known(@Nullable T value, int scan) {
    if (value == null) {
      throw new IllegalArgumentException("no scan with the id " + scan);
    }
    return value;
  }

  /// Does an edit.
  public void apply(Edit edit) {
    go(edit, true);
  }

  /// Takes an edit back that was the last one done.
  public void revert(Edit edit) {
    go(edit, false);
  }

  private void go(Edit edit, boolean forward) {
    for (LabelChange change : edit.labels()) {
      Labels of = labels(change.scan());
      LabelChange.Points all = change.points(of.pointCount());
      int[] points = all.points();
      short[] ids = forward ? all.classesAfter() : all.classesBefore();
      int[] strokes = forward ? all.strokesAfter() : all.strokesBefore();
      for (int i = 0; i < points.length; i++) {
        of.set(points[i], ids[i], strokes[i]);
      }
      of.changed();
    }
    ListChange<LabelClass> ofClasses = edit.classes();
    if (ofClasses != null) {
      classes = forward ? ofClasses.after() : ofClasses.before();
    }
    ViewChange ofViews = edit.views();
    if (ofViews != null) {
      views.put(ofViews.scan(), forward ? ofViews.views().after() : ofViews.views().before());
    }
  }

  /// The changes that give the points of a class another one, or none, over all scans.
  List<LabelChange> relabelling(int from, int into) {
    List<LabelChange> changes = new ArrayList<>();
    for (LabelledScan scan : scans.values()) {
      Labels of = labels(scan.id());
      int n = of.count(from);
      if (n > 0) {
        int[] points = new int[n];
        short[] before = new short[n];
        int[] strokes = new int[n];
        int at = 0;
        for (int point = of.nextLabelled(0); point >= 0; point = of.nextLabelled(point + 1)) {
          if (of.classOf(point) == from) {
            points[at] = point;
            before[at] = (short) from;
            strokes[at++] = of.strokeOf(point);
          }
        }
        short[] after = new short[n];
        Arrays.fill(after, (short) into);
        int[] strokesAfter = into == 0 ? new int[n] : strokes;
        changes.add(
            LabelChange.of(
                scan.id(), new LabelChange.Points(points, before, strokes, after, strokesAfter)));
      }
    }
    return changes;
  }
}
