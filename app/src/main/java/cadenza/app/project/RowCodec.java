package cadenza.app.project;

import cadenza.app.labels.Edit;
import cadenza.app.labels.EditSink.Counters;
import cadenza.app.labels.LabelledScan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/// What is kept, as rows.
final class RowCodec {
  private RowCodec() {}

  /// The one row of the state.
  record State(int done, int edits, Counters counters, int scans, int probes, int settings) {
    StoredRow row() {
      return StoredRow.of(
          Table.STATE,
          1,
          (long) ProjectSchema.VERSION,
          (long) done,
          (long) edits,
          (long) counters.nextClass(),
          (long) counters.nextStroke(),
          (long) scans,
          (long) probes,
          (long) settings);
    }
  }

  static StoredRow scan(LabelledScan scan, ScanOrigin origin) {
    Path file = scan.file();
    return StoredRow.of(
        Table.SCANS,
        scan.id(),
        scan.name(),
        file == null ? null : file.toString(),
        origin.relative(),
        origin.fingerprint(),
        (long) scan.pointCount());
  }

  /// @param pointCount of each scan
  static List<StoredRow> edit(long number, Edit edit, IntUnaryOperator pointCount) {
    List<StoredRow> rows = new ArrayList<>();
    rows.add(
        StoredRow.of(
            Table.EDITS,
            number,
            edit.name(),
            EditJson.ofClasses(edit.classes()),
            EditJson.ofViews(edit.views()),
            edit.labels().stream()
                .map(change -> Integer.toString(change.scan()))
                .collect(Collectors.joining(" "))));
    edit.labels()
        .forEach(change ->
            rows.add(
                StoredRow.of(
                    Table.CHANGES,
                    Table.changeId(number, change.scan()),
                    (long) pointCount.applyAsInt(change.scan()),
                    change.packed())));
    return rows;
  }

  static StoredRow probe(StoredProbe probe) {
    return StoredRow.of(
        Table.PROBES,
        probe.id(),
        probe.name(),
        probe.madeAt().toEpochMilli(),
        probe.provenance(),
        probe.bytes());
  }

  static StoredRow setting(long id, String name, String value) {
    return StoredRow.of(Table.SETTINGS, id, name, value);
  }
}
