package cadenza.app.probing;

import cadenza.app.widgets.Rows;
import cadenza.app.widgets.Section;
import cadenza.probe.CrossValidation;
import cadenza.probe.Evaluation;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// How far the probe can be trusted: scores on strokes it did not see, and against the labels that
/// the file brings.
public final class TrustSection extends Section {
  private final ProbingModel model;
  private final Label validated = note("trust-validated");
  private final Label agreement = note("trust-agreement");
  private final VBox perClass = new VBox(4);
  private final CurveChart curve;
  private final Button confusion = new Button("Confusion matrix…", new FontIcon(Feather.GRID));

  /// @param showConfusion opens a picture of a confusion matrix; gets its title, too
  public TrustSection(ProbingModel model, BiConsumer<String, Evaluation> showConfusion) {
    super("Trust", Feather.SHIELD);
    this.model = model;
    setId("trust-section");
    perClass.setId("trust-classes");
    curve = new CurveChart(model.tuning().curve());
    confusion.setId("show-confusion");
    confusion.getStyleClass().add("small");
    confusion.setOnAction(event -> {
      Optional<Evaluation> truth = agreement();
      if (truth.isPresent()) {
        showConfusion.accept("Prediction against the labels of the file", truth.get());
      } else if (crossValidated() != null) {
        showConfusion.accept("Strokes that were held out", crossValidated().evaluation());
      }
    });
    addRows(
        Rows.heading("Cross-validated over strokes"),
        validated,
        perClass,
        Rows.heading("Against the labels of the file"),
        agreement,
        confusion,
        Rows.heading("Learning curve"),
        curve);
    InvalidationListener changed = observable -> update();
    model.outcomeProperty().addListener(changed);
    model.tuning().resultProperty().addListener(changed);
    update();
  }

  private static Label note(String id) {
    Label label = new Label();
    label.setId(id);
    label.getStyleClass().add("note");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private CrossValidation.@Nullable Result crossValidated() {
    return model.outcomeProperty().get() == null ? null : model.tuning().resultProperty().get();
  }

  private Optional<Evaluation> agreement() {
    ProbeOutcome now = model.outcomeProperty().get();
    return now == null ? Optional.empty() : now.agreement();
  }

  private void update() {
    CrossValidation.Result held = crossValidated();
    validated.setText(
        held == null
            ? "Known once each class has strokes in two places, a moment after the last one."
            : String.format(
                Locale.ROOT,
                "mIoU %s · accuracy %s, %d folds, strength %.2g%s",
                ProbeWords.percent(held.evaluation().meanIou()),
                ProbeWords.percent(held.evaluation().accuracy()),
                held.folds(),
                held.bestStrength(),
                held.useStatistics() ? ", with statistics" : ""));
    perClass.getChildren().clear();
    if (held != null) {
      Evaluation evaluation = held.evaluation();
      for (int k = 0; k < evaluation.classes().size(); k++) {
        perClass.getChildren().add(bar(evaluation.classes().get(k).name(), evaluation.accuracy(k)));
      }
    }
    Optional<Evaluation> truth = agreement();
    agreement.setText(
        truth
            .map(ProbeWords::agreement)
            .orElse(
                "Give two of your classes the names that the file's own labels have, and it is compared."));
    confusion.setDisable(truth.isEmpty() && held == null);
  }

  private static HBox bar(String name, OptionalDouble accuracy) {
    Label label = new Label(name);
    label.getStyleClass().add("note");
    label.setMinWidth(90);
    label.setPrefWidth(90);
    ProgressBar bar = new ProgressBar(accuracy.orElse(0));
    bar.getStyleClass().add("small");
    bar.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(bar, Priority.ALWAYS);
    Label figure =
        new Label(accuracy.isPresent() ? ProbeWords.percent(accuracy.getAsDouble()) : "–");
    figure.getStyleClass().add("figure");
    figure.setMinWidth(50);
    HBox row = new HBox(8, label, bar, figure);
    row.setAlignment(Pos.CENTER_LEFT);
    Tooltip.install(row, new Tooltip("Of the held-out voxels of this class, those found"));
    return row;
  }
}
