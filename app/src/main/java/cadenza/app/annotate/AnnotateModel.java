package cadenza.app.annotate;

import cadenza.app.labels.LabelClass;
import cadenza.app.labels.LabelListener;
import cadenza.app.labels.LabelModel;
import cadenza.app.labels.LabelSnapshot;
import cadenza.app.look.ClassPalette;
import cadenza.app.look.ColorMode;
import cadenza.app.look.LookModel;
import cadenza.app.look.Tint;
import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.viewport.select.SelectionModel;
import cadenza.app.workspace.Notice;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.render.Selection;
import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Labelling by hand: while a brush is chosen, the tools of the picture paint it.
///
/// # How it works
///
/// What a tool finds goes to the [LabelModel] as one step that can be taken back. Labels are shown
/// at once over quiet colours of the scan; a newer picture of them supersedes an older one.
public final class AnnotateModel {
  private final Workspace workspace;
  private final LabelModel labels;
  private final LookModel look;
  private final SelectionModel selection;
  private final TaskRunner tasks;
  private final ReadOnlyObjectWrapper<Ink> ink = new ReadOnlyObjectWrapper<>(Ink.NONE);
  private final ObjectProperty<@Nullable PointCloud> quietOf = new SimpleObjectProperty<>();
  private int[] quiet = {};
  private @Nullable OpenScan bringToSight;

  public AnnotateModel(
      Workspace workspace,
      LabelModel labels,
      LookModel look,
      SelectionModel selection,
      TaskRunner tasks) {
    this.workspace = workspace;
    this.labels = labels;
    this.look = look;
    this.selection = selection;
    this.tasks = tasks;
    labels.addListener(
        new LabelListener() {
          @Override
          public void labelsChanged(OpenScan scan) {
            show(scan);
          }

          @Override
          public void classesChanged() {
            forgetLostInk();
            workspace.scans().forEach(AnnotateModel.this::show);
          }
        });
    workspace
        .currentProperty()
        .flatMap(OpenScan::cloudProperty)
        .addListener((property, old, now) -> showCurrent());
    ink.addListener(
        (property, old, now) -> selection.painterProperty().set(now.paints() ? this::paint : null));
    showCurrent();
  }

  public LabelModel labels() {
    return labels;
  }

  /// What tools paint with.
  public ReadOnlyObjectProperty<Ink> inkProperty() {
    return ink.getReadOnlyProperty();
  }

  public Ink ink() {
    return ink.get();
  }

  /// Tools paint with this from now on, or select again.
  public void choose(Ink wanted) {
    ink.set(wanted);
  }

  /// The class that is painted, if one is.
  public Optional<LabelClass> inkClass() {
    return labels.classes().stream().filter(one -> one.id() == ink.get().classId()).findFirst();
  }

  /// A new class with a name and a colour of its own; it is what is painted next.
  public LabelClass addClass() {
    int number = labels.classes().size() + 1;
    while (isTaken("class " + number)) {
      number++;
    }
    LabelClass added = labels.addClass("class " + number, freeColor());
    choose(Ink.of(added.id()));
    return added;
  }

  private boolean isTaken(String name) {
    return labels.classes().stream().anyMatch(one -> one.name().equalsIgnoreCase(name));
  }

  private int freeColor() {
    int number = 1;
    List<Integer> taken = labels.classes().stream().map(LabelClass::argb).toList();
    while (taken.contains(ClassPalette.argb(number))) {
      number++;
    }
    return ClassPalette.argb(number);
  }

  /// The points that are selected get this class (0 takes labels away); nothing stays selected.
  public void labelSelection(int classId) {
    Selection chosen = selection.selection();
    if (!chosen.isEmpty()) {
      apply(chosen, classId, "selection");
      selection.selectNone();
    }
  }

  /// In these modes a new label is seen, or what follows from it.
  private static Set<ColorMode> shownModes() {
    return EnumSet.of(
        ColorMode.ANNOTATION,
        ColorMode.PREDICTION,
        ColorMode.PROBABILITY,
        ColorMode.UNCERTAINTY,
        ColorMode.ERROR);
  }

  private void paint(Selection points, boolean erases, String how) {
    apply(points, erases ? 0 : ink.get().classId(), how);
  }

  private void apply(Selection points, int classId, String how) {
    OpenScan scan = workspace.current();
    if (scan == null || !scan.isComplete() || scan.cloud().pointCount() != points.pointCount()) {
      return;
    }
    int changed = labels.paint(scan, classId, points, how);
    if (changed == 0) {
      tellWhyNothing(scan, points, classId);
    } else if (!shownModes().contains(look.modeProperty().get())) {
      bringToSight = scan;
    }
  }

  private void tellWhyNothing(OpenScan scan, Selection points, int classId) {
    for (int point = points.next(0); point >= 0; point = points.next(point + 1)) {
      if (labels.labels(scan).classOf(point) != classId) {
        workspace.tell(
            Notice.info(
                "Labels", "Nothing was painted: what lies there has a class that is locked."));
        return;
      }
    }
  }

  /// Takes over the labels that the file of the shown scan brings; none of it is lost by that.
  public void importFileLabels() {
    OpenScan scan = workspace.current();
    Optional<Attribute> file = scan == null ? Optional.empty() : scan.labels();
    if (scan != null && file.isPresent()) {
      int changed = labels.importLabels(scan, file.get(), scan.labelNames(), false);
      if (changed > 0) {
        bringToSight = scan;
      }
    }
  }

  private void forgetLostInk() {
    if (ink.get().classId() > 0 && inkClass().isEmpty()) {
      ink.set(Ink.NONE);
    }
  }

  private void showCurrent() {
    OpenScan scan = workspace.current();
    if (scan == null) {
      quietOf.set(null);
      quiet = new int[0];
    } else {
      show(scan);
    }
  }

  private void show(OpenScan scan) {
    if (scan != workspace.current() || !scan.isComplete()) {
      look.drop(scan, ColorMode.ANNOTATION); // drawn again when it is shown
      return;
    }
    PointCloud cloud = scan.cloud();
    LabelSnapshot snapshot = labels.labels(scan).snapshot();
    if (snapshot.points().length == 0) {
      tasks.cancel(this);
      look.drop(scan, ColorMode.ANNOTATION);
      return;
    }
    List<LabelClass> classes = new ArrayList<>(labels.classes());
    int[] known = quietOf.get() == cloud ? quiet : null;
    record Painted(int[] quiet, cadenza.app.look.Coloring coloring) {}
    tasks.start(
        BackgroundTask.named(
                "Showing labels",
                progress -> {
                  int[] base = known == null ? Tint.quiet(cloud) : known;
                  return new Painted(base, LabelColors.of(cloud, base, snapshot, classes));
                })
            .superseding(this)
            .quiet()
            .onSuccess(painted -> {
              if (scan.cloud() == cloud && workspace.scans().contains(scan)) {
                quiet = painted.quiet();
                quietOf.set(cloud);
                look.put(scan, painted.coloring());
                if (scan == bringToSight) {
                  bringToSight = null;
                  look.modeProperty().set(ColorMode.ANNOTATION);
                }
              }
            }));
  }
}
