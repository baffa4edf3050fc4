package cadenza.app.labels;

import cadenza.app.workspace.OpenScan;
import java.util.Arrays;
import java.util.List;

/// All that edits can change, as a text to compare.
public final class StateText {
  private StateText() {}

  public static String of(LabelModel model, List<OpenScan> scans) {
    StringBuilder text = new StringBuilder(model.classes().toString()).append('\n');
    for (OpenScan scan : scans) {
      add(text, model.labels(scan));
      text.append(model.views(scan)).append('\n');
    }
    return text.toString();
  }

  public static String of(LabelState state) {
    StringBuilder text = new StringBuilder(state.classes().toString()).append('\n');
    for (LabelledScan scan : state.scans()) {
      add(text, state.labels(scan.id()));
      text.append(state.views(scan.id())).append('\n');
    }
    return text.toString();
  }

  private static void add(StringBuilder text, Labels labels) {
    LabelSnapshot now = labels.snapshot();
    text.append(Arrays.toString(now.points()))
        .append(Arrays.toString(now.classIds()))
        .append(Arrays.toString(now.strokes()))
        .append(labels.labelledCount());
    for (int id = 1; id < 60; id++) {
      text.append(' ').append(labels.count(id));
    }
    text.append('\n');
  }
}
