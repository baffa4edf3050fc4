package cadenza.app.labels;

import cadenza.app.settings.SavedView;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.UndoOrder;
import cadenza.render.Selection;
import cadenza.scan.Attribute;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Classes and labels of the project that is open, with an unlimited history. Lives on the window's
/// thread.
///
/// # How it works
///
/// Each edit is a value that says what was before and what is after ([Edit]). It is applied to the
/// [LabelState] and given to the [EditSink], which writes it down. Scans are known by a number; an
/// open scan finds its labels by its file and its number of points, and labels stay when it is
/// closed.
public final class LabelModel {
  private final ObservableList<LabelClass> classes = FXCollections.observableArrayList();
  private final ObservableList<LabelClass> classesView =
      FXCollections.unmodifiableObservableList(classes);
  private final History history = new History();
  private final List<LabelListener> listeners = new ArrayList<>();
  private final OpenScans open = new OpenScans();
  private final Set<Integer> told = new HashSet<>();
  private LabelState state = new LabelState();
  private EditSink sink = EditSink.NONE;
  private EditSink.Counters counters = EditSink.Counters.START;

  /// Goes on with what a project file held.
  ///
  /// @param keeper keeps the edits that are made from now on
  public void open(RestoredLabels restored, EditSink keeper) {
    state = restored.state();
    sink = keeper;
    counters = restored.counters();
    told.clear();
    state.scans().forEach(scan -> told.add(scan.id()));
    List<OpenScan> before = open.all();
    open.reset(state);
    history.reset(restored.edits(), restored.done());
    classesChanged();
    for (OpenScan scan : before) {
      each(one -> one.labelsChanged(scan));
      each(one -> one.viewsChanged(scan));
    }
  }

  /// In order; unmodifiable.
  public ObservableList<LabelClass> classes() {
    return classesView;
  }

  /// The class of this id, or null.
  public @Nullable LabelClass classOf(int id) {
    return classes.stream().filter(one -> one.id() == id).findFirst().orElse(null);
  }

  /// The labels of a scan; the same object until the scan is read anew or a project is opened. A
  /// scan of which only a first look is there has none, and gets none.
  public Labels labels(OpenScan scan) {
    return scan.isComplete() ? state.labels(idOf(scan)) : new Labels(scan.cloud().pointCount());
  }

  /// All scans that have, had or may have labels, open or not.
  public List<LabelledScan> scans() {
    return List.copyOf(state.scans());
  }

  /// Labels of a scan that need not be open.
  public Labels labels(LabelledScan scan) {
    return state.labels(scan.id());
  }

  /// A scan that is not open was found at another place.
  public void moved(LabelledScan scan, Path file) {
    state.put(state.scan(scan.id()).at(file));
  }

  /// What the model knows an open scan as; it becomes known by that.
  public LabelledScan known(OpenScan scan) {
    return open.of(scan, state);
  }

  /// A closed scan is forgotten; its labels stay for when it is opened again.
  public void closed(OpenScan scan) {
    open.close(scan);
  }

  private int idOf(OpenScan scan) {
    return open.of(scan, state).id();
  }

  public void addListener(LabelListener listener) {
    listeners.add(listener);
  }

  public void removeListener(LabelListener listener) {
    listeners.remove(listener);
  }

  /// Adds a class behind the others.
  public LabelClass addClass(String name, int argb) {
    LabelClass added = LabelClass.of(counters.nextClass(), name, argb);
    List<LabelClass> after = new ArrayList<>(classes);
    after.add(added);
    setClasses("Add class " + added.name(), after);
    return added;
  }

  /// Gives the class of the same id another name, colour or state.
  public void change(LabelClass changed) {
    List<LabelClass> after = new ArrayList<>(classes);
    after.replaceAll(one -> one.id() == changed.id() ? changed : one);
    setClasses("Change class " + changed.name(), after);
  }

  /// Takes a class away with its labels in all scans, locked or not.
  public void removeClass(int id) {
    LabelClass gone = classOf(id);
    if (gone != null) {
      dissolve("Delete class " + gone.name(), id, 0);
    }
  }

  /// Gives the labels of a class to another one and takes the class away, locked or not.
  public void mergeClasses(int from, int into) {
    LabelClass gone = classOf(from);
    LabelClass kept = classOf(into);
    if (gone != null && kept != null && from != into) {
      dissolve("Merge " + gone.name() + " into " + kept.name(), from, into);
    }
  }

  private void dissolve(String name, int from, int into) {
    List<LabelClass> after = new ArrayList<>(classes);
    after.removeIf(one -> one.id() == from);
    perform(
        new Edit(name, new ListChange<>(classes, after), state.relabelling(from, into), null),
        counters);
  }

  /// Puts a class at another place of the order.
  public void moveClass(int id, int toIndex) {
    LabelClass moved = classOf(id);
    if (moved != null) {
      List<LabelClass> after = new ArrayList<>(classes);
      after.remove(moved);
      after.add(Math.clamp(toIndex, 0, after.size()), moved);
      setClasses("Move class " + moved.name(), after);
    }
  }

  /// Takes other classes. No label is lost: a class of the same name keeps its labels, and other
  /// classes that have labels stay behind the new ones.
  public void setPalette(List<LabelClass> palette) {
    setClasses("Change classes", Palettes.adopted(palette, classes, this::isUsed, counters));
  }

  private boolean isUsed(int classId) {
    return state.scans().stream().anyMatch(scan -> state.labels(scan.id()).count(classId) > 0);
  }

  private void setClasses(String name, List<LabelClass> after) {
    if (!after.equals(classes)) {
      perform(Edit.ofClasses(name, classes, after), countersOf(after, counters.nextStroke()));
    }
  }

  // Not below those there are: numbers are never given twice.
  private EditSink.Counters countersOf(List<LabelClass> after, int nextStroke) {
    int next = counters.nextClass();
    for (LabelClass one : after) {
      next = Math.max(next, one.id() + 1);
    }
    return new EditSink.Counters(next, nextStroke);
  }

  /// Gives points a class; those whose present class is locked stay.
  ///
  /// @param classId 0 takes labels away
  /// @param how such as "Brush"; names the step
  /// @return how many points changed; if none, there is no step
  /// @throws IllegalArgumentException if there is no such class
  public int paint(OpenScan scan, int classId, Selection points, String how) {
    LabelClass wanted = classOf(classId);
    if (wanted == null && classId != 0) {
      throw new IllegalArgumentException("no class with the id " + classId);
    }
    if (!scan.isComplete() || points.pointCount() != scan.cloud().pointCount()) {
      return 0;
    }
    int stroke = counters.nextStroke();
    Assignment assignment = new Assignment(labels(scan), locked());
    for (int point = points.next(0); point >= 0; point = points.next(point + 1)) {
      assignment.offer(point, (short) classId, stroke);
    }
    String name = wanted == null ? how : how + ": " + wanted.name();
    return assign(scan, name, null, assignment, stroke + 1);
  }

  /// Gives each point the class in `classIds`, such as that of a prediction; 0 leaves it as it is.
  /// Points whose class is locked stay.
  ///
  /// @param classIds one a point
  /// @param replace whether points that have a label get the other one
  /// @param how names the step
  /// @return how many points changed; if none, there is no step
  public int assign(OpenScan scan, short[] classIds, boolean replace, String how) {
    return assign(scan, classIds, replace, how, null);
  }

  /// Labels of the scan's own attribute become labels here, in one step with the classes they need:
  /// classes are matched by name, or added. 0 (unless it has a name), negative values and 255 are
  /// no label.
  ///
  /// @param names what the values are called, see [OpenScan#labelNames()]
  /// @param replace whether points that have a label get the imported one
  /// @return how many points changed
  /// @throws IllegalArgumentException if the attribute has too many values to be classes
  public int importLabels(
      OpenScan scan, Attribute labels, Map<Integer, String> names, boolean replace) {
    LabelImport.Matched matched = LabelImport.match(labels, names, classes, counters.nextClass());
    short[] classIds = new short[labels.size()];
    for (int i = 0; i < classIds.length; i++) {
      classIds[i] = matched.byValue().getOrDefault(labels.getInt(i), 0).shortValue();
    }
    return assign(scan, classIds, replace, "Import " + labels.name(), matched.classes());
  }

  private int assign(
      OpenScan scan,
      short[] classIds,
      boolean replace,
      String how,
      @Nullable List<LabelClass> classesAfter) {
    if (!scan.isComplete() || classIds.length != scan.cloud().pointCount()) {
      return 0;
    }
    Labels now = labels(scan);
    int[] strokes = LabelImport.strokes(scan.cloud(), classIds, counters.nextStroke());
    int nextStroke = counters.nextStroke();
    Assignment assignment = new Assignment(now, locked());
    for (int point = 0; point < classIds.length; point++) {
      if (classIds[point] != 0 && (replace || now.classOf(point) == 0)) {
        assignment.offer(point, classIds[point], strokes[point]);
        nextStroke = Math.max(nextStroke, strokes[point] + 1);
      }
    }
    return assign(scan, how, classesAfter, assignment, nextStroke);
  }

  private int assign(
      OpenScan scan,
      String name,
      @Nullable List<LabelClass> classesAfter,
      Assignment assignment,
      int nextStroke) {
    if (assignment.size() == 0) {
      return 0;
    }
    List<LabelClass> after = classesAfter == null ? classes : classesAfter;
    perform(
        new Edit(
            name,
            after.equals(classes) ? null : new ListChange<>(classes, after),
            List.of(LabelChange.of(idOf(scan), assignment.points())),
            null),
        countersOf(after, nextStroke));
    return assignment.size();
  }

  private BitSet locked() {
    BitSet locked = new BitSet();
    classes.stream().filter(LabelClass::locked).forEach(one -> locked.set(one.id()));
    return locked;
  }

  /// Views kept of a scan.
  public List<SavedView> views(OpenScan scan) {
    return scan.isComplete() ? state.views(idOf(scan)) : List.of();
  }

  /// Whether views of a scan are kept here, if only as none.
  public boolean hasViews(OpenScan scan) {
    return scan.isComplete() && state.hasViews(idOf(scan));
  }

  /// Keeps other views of a scan: a step of the history as any other.
  ///
  /// @param before the views so far, here or elsewhere
  public void setViews(OpenScan scan, List<SavedView> before, List<SavedView> views, String name) {
    if (scan.isComplete() && !views.equals(before)) {
      ViewChange change = new ViewChange(idOf(scan), new ListChange<>(before, views));
      perform(Edit.ofViews(name, change), counters);
    }
  }

  private void perform(Edit edit, EditSink.Counters afterwards) {
    state.apply(edit);
    counters = afterwards;
    int number = history.add(edit);
    for (int scan : edit.scans()) {
      if (told.add(scan)) {
        sink.scanAdded(state.scan(scan));
      }
    }
    sink.edited(number, edit, counters);
    tell(edit);
  }

  public void undo() {
    Edit edit = history.back();
    if (edit != null) {
      state.revert(edit);
      sink.moved(history.done());
      tell(edit);
    }
  }

  public void redo() {
    Edit edit = history.forth();
    if (edit != null) {
      state.apply(edit);
      sink.moved(history.done());
      tell(edit);
    }
  }

  /// From now on undoing has its place among other histories.
  public void follow(UndoOrder order) {
    history.follow(
        order.track(this::undo, this::redo, history.undoName::get, history.redoName::get));
  }

  private void tell(Edit edit) {
    if (edit.classes() != null) {
      classesChanged();
    }
    for (OpenScan scan : open.openAs(edit.scans())) {
      if (edit.views() == null) {
        each(one -> one.labelsChanged(scan));
      } else {
        each(one -> one.viewsChanged(scan));
      }
    }
  }

  private void classesChanged() {
    classes.setAll(state.classes());
    each(LabelListener::classesChanged);
  }

  private void each(Consumer<LabelListener> action) {
    List.copyOf(listeners).forEach(action);
  }

  /// Edits that can be undone or redone, in order.
  public List<Edit> edits() {
    return history.edits();
  }

  /// How many of [#edits()] are in force.
  public int doneCount() {
    return history.done();
  }

  public ReadOnlyBooleanProperty canUndoProperty() {
    return history.canUndo.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty canRedoProperty() {
    return history.canRedo.getReadOnlyProperty();
  }

  /// What would be undone; empty if nothing.
  public ReadOnlyStringProperty undoNameProperty() {
    return history.undoName.getReadOnlyProperty();
  }

  /// What would be done again; empty if nothing.
  public ReadOnlyStringProperty redoNameProperty() {
    return history.redoName.getReadOnlyProperty();
  }
}
