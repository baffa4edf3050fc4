package cadenza.app.project;

import cadenza.app.labels.Edit;
import cadenza.app.labels.EditSink.Counters;
import cadenza.app.labels.LabelState;
import cadenza.app.labels.LabelledScan;
import cadenza.app.labels.RestoredLabels;
import java.util.List;
import java.util.Map;

/// Everything a project holds.
///
/// @param scans by number
/// @param origins how each scan is found again, by its number
/// @param edits the history
/// @param done how many edits are in force
/// @param settings anything else by name
public record ProjectContents(
    List<LabelledScan> scans,
    Map<Integer, ScanOrigin> origins,
    List<Edit> edits,
    int done,
    Counters counters,
    List<StoredProbe> probes,
    Map<String, String> settings) {
  public ProjectContents {
    scans = List.copyOf(scans);
    origins = Map.copyOf(origins);
    edits = List.copyOf(edits);
    probes = List.copyOf(probes);
    settings = Map.copyOf(settings);
  }

  /// What a new project holds.
  public static ProjectContents none() {
    return new ProjectContents(
        List.of(), Map.of(), List.of(), 0, Counters.START, List.of(), Map.of());
  }

  /// The state that the edits in force make, by doing all of them.
  ///
  /// @throws IllegalArgumentException if an edit does not fit its scan
  public RestoredLabels replayed() {
    LabelState state = new LabelState();
    scans.forEach(state::put);
    edits.subList(0, done).forEach(state::apply);
    return new RestoredLabels(state, edits, done, counters);
  }
}
