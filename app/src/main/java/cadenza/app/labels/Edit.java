package cadenza.app.labels;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One step of the history, with what is needed to take it back: classes, labels of any number of
/// scans, and saved views of a scan.
///
/// @param name what the person did, such as "Brush: chair"
/// @param classes the classes before and after, or null if they stay
/// @param labels one change a scan
/// @param views the views before and after, or null if they stay
public record Edit(
    String name,
    @Nullable ListChange<LabelClass> classes,
    List<LabelChange> labels,
    @Nullable ViewChange views) {
  public Edit {
    labels = List.copyOf(labels);
  }

  /// Ids of the scans whose labels or views it changes.
  public Set<Integer> scans() {
    Set<Integer> scans = new TreeSet<>();
    labels.forEach(change -> scans.add(change.scan()));
    if (views != null) {
      scans.add(views.scan());
    }
    return scans;
  }

  static Edit ofClasses(String name, List<LabelClass> before, List<LabelClass> after) {
    return new Edit(name, new ListChange<>(before, after), List.of(), null);
  }

  static Edit ofLabels(String name, LabelChange change) {
    return new Edit(name, null, List.of(change), null);
  }

  static Edit ofViews(String name, ViewChange change) {
    return new Edit(name, null, List.of(), change);
  }
}
