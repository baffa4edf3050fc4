package cadenza.app.project;

import cadenza.app.labels.Edit;
import cadenza.app.labels.EditSink.Counters;
import cadenza.app.labels.LabelChange;
import cadenza.app.labels.LabelClass;
import cadenza.app.labels.LabelState;
import cadenza.app.labels.LabelledScan;
import cadenza.app.labels.Labels;
import cadenza.app.labels.ListChange;
import cadenza.app.labels.ViewChange;
import cadenza.app.look.ClassPalette;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes a project of the rows that a damage left.
///
/// Each edit that is whole is done again on what those before it made. One that is lost is left out
/// and told: the labels it gave are missing, and those it took away are there again. What had been
/// undone is kept only if nothing is missing before it.
final class Recovery {
  private final ProjectRows rows;
  private final List<String> losses = new ArrayList<>();
  private final LabelState state = new LabelState();
  private final Map<Integer, LabelledScan> scans = new LinkedHashMap<>();
  private final Map<Integer, ScanOrigin> origins = new HashMap<>();

  private Recovery(ProjectRows rows) {
    this.rows = rows;
  }

  /// What was recovered.
  ///
  /// @param losses what was lost, a sentence each; empty if nothing was
  record Recovered(ProjectContents contents, List<String> losses) {}

  static Recovered of(ProjectRows rows) {
    return new Recovery(rows).recover();
  }

  private Recovered recover() {
    StoredRow stateRow = rows.find(Table.STATE, 1);
    if (stateRow != null && stateRow.serial() < rows.lastSerial()) {
      stateRow = null; // an old writing; each transaction writes it
    }
    long last = rows.of(Table.EDITS).isEmpty() ? -1 : rows.of(Table.EDITS).lastKey();
    long expected = last + 1;
    long done = expected;
    Counters counters = Counters.START;
    try {
      if (stateRow == null) {
        throw new DamagedProjectException("no state");
      }
      expected = stateRow.count(2);
      done = stateRow.count(1);
      counters = ProjectAssembly.counters(stateRow);
    } catch (DamagedProjectException noState) {
      losses.add("How many edits there were is not known; edits may be missing at the end.");
    }
    readScans(stateRow);
    List<Edit> edits = readEdits(Math.min(done, last + 1), done);
    int inForce = edits.size();
    addMissingClasses(edits);
    if (losses.isEmpty() && edits.size() == inForce) {
      addUndone(edits, expected);
    } else {
      inForce = edits.size();
    }
    List<StoredProbe> probes = probes(stateRow);
    ProjectContents contents =
        new ProjectContents(
            List.copyOf(scans.values()),
            origins,
            edits,
            inForce,
            countersBeyond(counters, edits),
            probes,
            settings(stateRow));
    return new Recovered(contents, losses);
  }

  private void readScans(@Nullable StoredRow stateRow) {
    for (StoredRow row : rows.of(Table.SCANS).values()) {
      try {
        put(ProjectAssembly.scan(row), ProjectAssembly.origin(row));
      } catch (DamagedProjectException wrong) {
        // Counted as missing below.
      }
    }
    tellMissing(stateRow, 5, scans.size(), "scan");
  }

  private void put(LabelledScan scan, ScanOrigin origin) {
    state.put(scan);
    scans.put(scan.id(), scan);
    origins.put(scan.id(), origin);
  }

  private void tellMissing(@Nullable StoredRow stateRow, int column, int there, String what) {
    try {
      long expected = stateRow == null ? there : stateRow.count(column);
      if (there < expected) {
        losses.add("%d of %d %ss are lost.".formatted(expected - there, expected, what));
      }
    } catch (DamagedProjectException noCount) {
      // Told already.
    }
  }

  private List<Edit> readEdits(long upTo, long expected) {
    List<Edit> edits = new ArrayList<>();
    int lost = 0;
    long serial = 0;
    for (long number = 0; number < upTo; number++) {
      StoredRow row = rows.find(Table.EDITS, number);
      // An older edit of this number was replaced by one that is lost.
      Edit read = row == null || row.serial() < serial ? null : read(row);
      if (read == null) {
        lost++;
        continue;
      }
      serial = row == null ? serial : row.serial();
      edits.add(done(read));
    }
    long missing = lost + Math.max(0, expected - upTo);
    if (missing > 0) {
      losses.add(
          "%d of %d edits are lost, and with them the labels they gave."
              .formatted(missing, expected));
    }
    return edits;
  }

  private @Nullable Edit read(StoredRow row) {
    try {
      for (int scan : ProjectAssembly.scansOf(row)) {
        StoredRow change = rows.find(Table.CHANGES, Table.changeId(row.id(), scan));
        if (change == null || change.serial() != row.serial()) {
          return null;
        }
        if (!scans.containsKey(scan)) {
          String name = LabelledScan.LOST + " " + scan;
          put(new LabelledScan(scan, name, null, (int) change.count(0)), ScanOrigin.UNKNOWN);
        }
        if (change.count(0) != state.scan(scan).pointCount()) {
          return null;
        }
      }
      Edit edit = ProjectAssembly.edit(row, rows);
      if (edit != null) {
        edit.labels().forEach(change -> change.points(state.scan(change.scan()).pointCount()));
      }
      return edit;
    } catch (DamagedProjectException | IllegalArgumentException wrong) {
      return null;
    }
  }

  /// Does an edit on what there is now, which becomes what was before it.
  private Edit done(Edit read) {
    List<LabelChange> changes = new ArrayList<>();
    for (LabelChange change : read.labels()) {
      Labels now = state.labels(change.scan());
      LabelChange.Points old = change.points(now.pointCount());
      int[] points = old.points();
      short[] classes = new short[points.length];
      int[] strokes = new int[points.length];
      for (int i = 0; i < points.length; i++) {
        classes[i] = now.classOf(points[i]);
        strokes[i] = now.strokeOf(points[i]);
      }
      changes.add(
          LabelChange.of(
              change.scan(),
              new LabelChange.Points(
                  points, classes, strokes, old.classesAfter(), old.strokesAfter())));
    }
    ListChange<LabelClass> classes = read.classes();
    ViewChange views = read.views();
    Edit edit =
        new Edit(
            read.name(),
            classes == null ? null : new ListChange<>(state.classes(), classes.after()),
            changes,
            views == null
                ? null
                : new ViewChange(
                    views.scan(),
                    new ListChange<>(state.views(views.scan()), views.views().after())));
    state.apply(edit);
    return edit;
  }

  /// Labels whose class is lost get one that only has a number.
  private void addMissingClasses(List<Edit> edits) {
    TreeSet<Integer> used = new TreeSet<>();
    for (LabelledScan scan : scans.values()) {
      for (short id : state.labels(scan.id()).snapshot().classIds()) {
        used.add((int) id);
      }
    }
    List<LabelClass> classes = new ArrayList<>(state.classes());
    classes.forEach(one -> used.remove(one.id()));
    if (!used.isEmpty()) {
      used.forEach(id -> classes.add(LabelClass.of(id, "class " + id, ClassPalette.argb(id))));
      losses.add("The names of %d classes are lost.".formatted(used.size()));
      Edit edit =
          new Edit("Recover classes", new ListChange<>(state.classes(), classes), List.of(), null);
      state.apply(edit);
      edits.add(edit);
    }
  }

  private void addUndone(List<Edit> edits, long expected) {
    long serial = -1;
    for (long number = edits.size(); number < expected; number++) {
      StoredRow row = rows.find(Table.EDITS, number);
      Edit edit = row == null || row.serial() < serial ? null : read(row);
      if (row == null || edit == null) {
        losses.add("%d edits that had been undone are lost.".formatted(expected - number));
        return;
      }
      serial = row.serial();
      edits.add(edit);
    }
  }

  private List<StoredProbe> probes(@Nullable StoredRow stateRow) {
    List<StoredProbe> probes = new ArrayList<>();
    for (StoredRow row : rows.of(Table.PROBES).values()) {
      try {
        probes.add(ProjectAssembly.probe(row));
      } catch (DamagedProjectException wrong) {
        // Counted as missing below.
      }
    }
    tellMissing(stateRow, 6, probes.size(), "probe");
    return probes;
  }

  private Map<String, String> settings(@Nullable StoredRow stateRow) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (StoredRow row : rows.of(Table.SETTINGS).values()) {
      try {
        settings.put(row.text(0), row.text(1));
      } catch (DamagedProjectException wrong) {
        // Counted as missing below.
      }
    }
    tellMissing(stateRow, 7, settings.size(), "setting");
    return settings;
  }

  private static Counters countersBeyond(Counters counters, List<Edit> edits) {
    int nextClass = counters.nextClass();
    int nextStroke = Math.max(counters.nextStroke(), 1);
    for (Edit edit : edits) {
      ListChange<LabelClass> classes = edit.classes();
      if (classes != null) {
        for (LabelClass one : classes.after()) {
          nextClass = Math.max(nextClass, one.id() + 1);
        }
      }
    }
    return new Counters(nextClass, nextStroke);
  }
}
