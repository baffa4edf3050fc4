package cadenza.app.labels;

import java.util.List;

/// What a project file held.
///
/// @param state after the edits that are in force; handed over, nobody else may use it
/// @param edits all that can be undone or redone, in order
/// @param done how many of them are in force
public record RestoredLabels(
    LabelState state, List<Edit> edits, int done, EditSink.Counters counters) {
  public RestoredLabels {
    edits = List.copyOf(edits);
    if (done < 0 || done > edits.size()) {
      throw new IllegalArgumentException(done + " of " + edits.size() + " edits in force");
    }
  }

  /// What a new project holds.
  public static RestoredLabels none() {
    return new RestoredLabels(new LabelState(), List.of(), 0, EditSink.Counters.START);
  }
}
