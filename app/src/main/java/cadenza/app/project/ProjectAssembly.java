package cadenza.app.project;

import cadenza.app.labels.Edit;
import cadenza.app.labels.EditSink.Counters;
import cadenza.app.labels.LabelChange;
import cadenza.app.labels.LabelledScan;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes a project of its rows. Anything that is missing is damage: the state row counts the
/// others.
final class ProjectAssembly {
  private ProjectAssembly() {}

  /// @throws DamagedProjectException if a row is missing or does not say what it should
  static ProjectContents of(ProjectRows rows) throws DamagedProjectException {
    StoredRow state = rows.find(Table.STATE, 1);
    if (state == null) {
      throw new DamagedProjectException("the row of the state is missing");
    }
    int done = (int) state.count(1);
    int edits = (int) state.count(2);
    check(rows, Table.EDITS, edits);
    check(rows, Table.SCANS, state.count(5));
    check(rows, Table.PROBES, state.count(6));
    check(rows, Table.SETTINGS, state.count(7));
    if (done > edits) {
      throw new DamagedProjectException(done + " of " + edits + " edits in force");
    }
    List<LabelledScan> scans = new ArrayList<>();
    Map<Integer, ScanOrigin> origins = new HashMap<>();
    for (StoredRow row : rows.of(Table.SCANS).values()) {
      scans.add(scan(row));
      origins.put((int) row.id(), origin(row));
    }
    List<Edit> all = new ArrayList<>();
    for (int number = 0; number < edits; number++) {
      StoredRow row = rows.find(Table.EDITS, number);
      Edit edit = row == null ? null : edit(row, rows);
      if (edit == null) {
        throw new DamagedProjectException("edit " + number + " is missing");
      }
      all.add(edit);
    }
    List<StoredProbe> probes = new ArrayList<>();
    for (StoredRow row : rows.of(Table.PROBES).values()) {
      probes.add(probe(row));
    }
    return new ProjectContents(scans, origins, all, done, counters(state), probes, settings(rows));
  }

  private static void check(ProjectRows rows, Table table, long expected)
      throws DamagedProjectException {
    int there = rows.of(table).size();
    if (there != expected) {
      throw new DamagedProjectException(there + " of " + expected + " " + table.sqlName());
    }
  }

  static Counters counters(StoredRow state) throws DamagedProjectException {
    return new Counters((int) state.count(3), (int) state.count(4));
  }

  static LabelledScan scan(StoredRow row) throws DamagedProjectException {
    String file = row.optionalText(1);
    try {
      return new LabelledScan(
          (int) row.id(), row.text(0), file == null ? null : Path.of(file), (int) row.count(4));
    } catch (InvalidPathException otherSystem) {
      // The path of another system: the scan is looked for by its content.
      return new LabelledScan(
          (int) row.id(), row.text(0), Path.of(row.text(0)), (int) row.count(4));
    } catch (IllegalArgumentException wrong) {
      throw new DamagedProjectException("scan " + row.id() + " cannot be", wrong);
    }
  }

  static ScanOrigin origin(StoredRow row) {
    return new ScanOrigin(row.optionalText(2), row.optionalText(3));
  }

  /// The edit of a row with its changes; null if one of those is missing.
  static @Nullable Edit edit(StoredRow row, ProjectRows rows) throws DamagedProjectException {
    List<LabelChange> changes = new ArrayList<>();
    for (int scan : scansOf(row)) {
      StoredRow change = rows.find(Table.CHANGES, Table.changeId(row.id(), scan));
      if (change == null) {
        return null;
      }
      try {
        changes.add(LabelChange.unpack(scan, change.bytes(1), (int) change.count(0)));
      } catch (IllegalArgumentException wrong) {
        throw new DamagedProjectException("changes of edit " + row.id() + " cannot be read", wrong);
      }
    }
    return new Edit(
        row.text(0),
        EditJson.classes(row.optionalText(1)),
        changes,
        EditJson.views(row.optionalText(2)));
  }

  /// The scans whose labels the edit of a row changes.
  static List<Integer> scansOf(StoredRow edit) throws DamagedProjectException {
    try {
      return Stream.of(edit.text(3).split(" "))
          .filter(number -> !number.isEmpty())
          .map(Integer::valueOf)
          .toList();
    } catch (NumberFormatException wrong) {
      throw new DamagedProjectException("scans of edit " + edit.id() + " cannot be read", wrong);
    }
  }

  static StoredProbe probe(StoredRow row) throws DamagedProjectException {
    return new StoredProbe(
        (int) row.id(), row.text(0), Instant.ofEpochMilli(row.count(1)), row.text(2), row.bytes(3));
  }

  static Map<String, String> settings(ProjectRows rows) throws DamagedProjectException {
    Map<String, String> settings = new LinkedHashMap<>();
    for (StoredRow row : rows.of(Table.SETTINGS).values()) {
      settings.put(row.text(0), row.text(1));
    }
    return settings;
  }
}
