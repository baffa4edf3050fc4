package cadenza.app.pretrain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/// What a run is and needs, in figures.
final class RunFacts extends GridPane {
  private static final double NAME_WIDTH = 88;
  private static final double GIGABYTE = 1e9;
  private static final int MOST_MENDED = 5;

  private final RunState state;

  private record Fact(String name, String value) {}

  RunFacts(RunState state) {
    super(8, 4);
    this.state = state;
    setId("pretrain-facts");
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    getColumnConstraints().addAll(new ColumnConstraints(NAME_WIDTH), values);
    InvalidationListener changed = observable -> show();
    List.of(
            state.beginProperty(),
            state.stepProperty(),
            state.savedStepProperty(),
            state.phaseProperty())
        .forEach(property -> property.addListener(changed));
    show();
  }

  private void show() {
    List<Fact> facts = facts();
    getChildren().clear();
    for (int row = 0; row < facts.size(); row++) {
      Label name = new Label(facts.get(row).name());
      name.getStyleClass().add("note");
      Label value = PretrainRows.paragraph(facts.get(row).value(), "card-text");
      addRow(row, name, value);
    }
    setVisible(!facts.isEmpty());
    setManaged(isVisible());
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    RunEvent.Step step = state.stepProperty().get();
    boolean isAlive = state.phaseProperty().get().isAlive();
    if (step != null) {
      if (isAlive) {
        add(facts, "Remaining", step.remainingSeconds(), RunFacts::duration);
      }
      facts.add(new Fact("A step", pace(step)));
    }
    facts.add(new Fact("Memory", memory(step, isAlive)));
    RunEvent.Begin begin = state.beginProperty().get();
    if (begin != null) {
      add(
          facts,
          "Parameters",
          begin.parameters(),
          count -> String.format(Locale.US, "%,.1f million", count / 1e6));
      facts.add(new Fact("Preset", begin.preset() + ", seed " + begin.seed()));
      facts.add(new Fact("Mended", mended(begin.mended())));
    }
    if (state.savedStepProperty().get() > 0) {
      facts.add(
          new Fact(
              "Saved",
              String.format(Locale.US, "until step %,d", state.savedStepProperty().get())));
    }
    facts.removeIf(fact -> fact.value().isEmpty());
    return facts;
  }

  private static String mended(List<String> scans) {
    String first = String.join("\n", scans.subList(0, Math.min(MOST_MENDED, scans.size())));
    return scans.size() <= MOST_MENDED
        ? first
        : first + "\nand %d more".formatted(scans.size() - MOST_MENDED);
  }

  private interface Wording {
    String of(double value);
  }

  private static void add(List<Fact> facts, String name, double value, Wording wording) {
    if (Double.isFinite(value)) {
      facts.add(new Fact(name, wording.of(value)));
    }
  }

  private static String pace(RunEvent.Step step) {
    String seconds = String.format(Locale.US, "%.2f s", step.stepSeconds());
    String wait =
        step.waitSeconds() > 0.05 * step.stepSeconds()
            ? String.format(Locale.US, " and %.2f s waiting for data", step.waitSeconds())
            : "";
    return Double.isFinite(step.pointsPerSecond())
        ? seconds
            + wait
            + String.format(Locale.US, ", %,.0f voxels a second", step.pointsPerSecond())
        : seconds + wait;
  }

  private String memory(RunEvent.@Nullable Step step, boolean isAlive) {
    RunEvent.Begin begin = state.beginProperty().get();
    String need =
        begin == null || !Double.isFinite(begin.memoryBytes())
            ? ""
            : String.format(Locale.US, "%.1f GB predicted", begin.memoryBytes() / GIGABYTE);
    String now =
        step == null || !(step.memoryBytes() > 0)
            ? ""
            : String.format(Locale.US, "%.2f GB in use", step.memoryBytes() / GIGABYTE);
    String used = isAlive ? now : now.replace("in use", "at the end");
    return used.isEmpty() || need.isEmpty() ? used + need : used + ", " + need;
  }

  /// Seconds in words, such as "1 h 20 min".
  static String duration(double seconds) {
    long minutes = Math.round(seconds / 60);
    if (seconds < 90) {
      return String.format(Locale.US, "%.0f s", seconds);
    }
    return minutes < 60
        ? minutes + " min"
        : String.format(Locale.US, "%d h %d min", minutes / 60, minutes % 60);
  }
}
