package cadenza.app.project;

import cadenza.app.labels.Edit;
import cadenza.app.labels.EditSink.Counters;
import cadenza.app.labels.LabelledScan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Everything a project holds, in memory, so that nothing is lost when its file cannot be written;
/// and the rows that each change of it needs.
final class ProjectLedger {
  private final Map<Integer, LabelledScan> scans = new TreeMap<>();
  private final Map<Integer, ScanOrigin> origins = new HashMap<>();
  private final List<Edit> edits;
  private int done;
  private Counters counters;
  private final Map<Integer, StoredProbe> probes = new TreeMap<>();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, Long> settingIds = new HashMap<>();

  ProjectLedger(ProjectContents contents) {
    contents.scans().forEach(scan -> scans.put(scan.id(), scan));
    origins.putAll(contents.origins());
    edits = new ArrayList<>(contents.edits());
    done = contents.done();
    counters = contents.counters();
    contents.probes().forEach(probe -> probes.put(probe.id(), probe));
    contents
        .settings()
        .forEach((name, value) -> {
          settings.put(name, value);
          settingIds.put(name, settingIds.size() + 1L);
        });
  }

  ProjectContents contents() {
    return new ProjectContents(
        List.copyOf(scans.values()),
        origins,
        edits,
        done,
        counters,
        List.copyOf(probes.values()),
        settings);
  }

  List<StoredProbe> probes() {
    return List.copyOf(probes.values());
  }

  @Nullable String setting(String name) {
    return settings.get(name);
  }

  ScanOrigin origin(int scan) {
    return origins.getOrDefault(scan, ScanOrigin.UNKNOWN);
  }

  List<LabelledScan> scans() {
    return List.copyOf(scans.values());
  }

  int editCount() {
    return edits.size();
  }

  ProjectDatabase.Change put(LabelledScan scan, ScanOrigin origin) {
    scans.put(scan.id(), scan);
    origins.put(scan.id(), origin);
    return change(List.of(RowCodec.scan(scan, origin)), -1);
  }

  ProjectDatabase.Change edited(int number, Edit edit, Counters now) {
    edits.subList(number, edits.size()).clear();
    edits.add(edit);
    done = number + 1;
    counters = now;
    List<StoredRow> rows =
        RowCodec.edit(
            number,
            edit,
            scan -> {
              LabelledScan known = scans.get(scan);
              return known == null ? 0 : known.pointCount();
            });
    return change(rows, number);
  }

  ProjectDatabase.Change moved(int inForce) {
    done = inForce;
    return change(List.of(), -1);
  }

  ProjectDatabase.Change put(StoredProbe probe) {
    probes.put(probe.id(), probe);
    return change(List.of(RowCodec.probe(probe)), -1);
  }

  ProjectDatabase.@Nullable Change removeProbe(int id) {
    StoredProbe gone = probes.remove(id);
    return gone == null
        ? null
        : new ProjectDatabase.Change(List.of(), -1, RowCodec.probe(gone), state());
  }

  ProjectDatabase.Change put(String name, String value) {
    settings.put(name, value);
    long id = settingIds.computeIfAbsent(name, added -> settingIds.size() + 1L);
    return change(List.of(RowCodec.setting(id, name, value)), -1);
  }

  int nextProbe() {
    return probes.keySet().stream().mapToInt(id -> id + 1).max().orElse(1);
  }

  private ProjectDatabase.Change change(List<StoredRow> rows, long forgetFrom) {
    return new ProjectDatabase.Change(rows, forgetFrom, null, state());
  }

  private StoredRow state() {
    return new RowCodec.State(
            done, edits.size(), counters, scans.size(), probes.size(), settings.size())
        .row();
  }
}
