package cadenza.app.probing;

import cadenza.app.look.ColorMode;
import cadenza.app.look.LookModel;
import cadenza.app.widgets.Rows;
import cadenza.app.widgets.Section;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Turns the live probe on and off, says what it is at, and chooses what of it is seen.
public final class ProbeSection extends Section {
  private static final Map<ColorMode, String> SEEN =
      Map.of(
          ColorMode.ANNOTATION, "My labels",
          ColorMode.PREDICTION, "Prediction",
          ColorMode.PROBABILITY, "Probability",
          ColorMode.UNCERTAINTY, "Uncertainty",
          ColorMode.ERROR, "Error");

  private static final List<ColorMode> SHOWN =
      List.of(
          ColorMode.ANNOTATION,
          ColorMode.PREDICTION,
          ColorMode.PROBABILITY,
          ColorMode.UNCERTAINTY,
          ColorMode.ERROR);

  private final ProbingModel model;
  private final LookModel look;

  /// @param next flies to where a label helps most
  public ProbeSection(ProbingModel model, LookModel look, NextModel next) {
    super("Live probe", Feather.ZAP);
    this.model = model;
    this.look = look;
    setId("probe-section");
    Label state = new Label();
    state.setId("probe-state");
    state.getStyleClass().add("note");
    state.setWrapText(true);
    state.textProperty().bind(model.stateProperty());
    addRows(
        Rows.check(
            "Predict after every stroke",
            "probe-live",
            "Trains a linear probe on your labels and shows what it says everywhere",
            model.liveProperty()),
        state,
        Rows.heading("Show"),
        seen(),
        Rows.slider(
            "Opacity",
            "probe-strength",
            0.1,
            1,
            model.strengthProperty(),
            value -> String.format(Locale.ROOT, "%.0f %%", 100 * value)),
        Rows.named("Smooth", smoothing()),
        Rows.named("Doubt", doubt()),
        Rows.named("Statistics", statistics()),
        nextRow(next));
  }

  private Node seen() {
    FlowPane row = new FlowPane(4, 4);
    for (ColorMode mode : SHOWN) {
      ToggleButton button = new ToggleButton(SEEN.get(mode));
      button.setId("probe-show-" + mode.name().toLowerCase(Locale.ROOT));
      button.getStyleClass().addAll("small", "mode-button");
      button.setPrefWidth(88);
      button.setOnAction(event -> {
        look.modeProperty().set(mode);
        button.setSelected(true);
      });
      Runnable update =
          () -> {
            button.setDisable(!look.missing(mode).isEmpty());
            button.setSelected(look.modeProperty().get() == mode);
          };
      look.modeProperty().addListener(observable -> update.run());
      look.layersVersionProperty().addListener(observable -> update.run());
      look.coloringProperty().addListener(observable -> update.run());
      update.run();
      row.getChildren().add(button);
    }
    return row;
  }

  private ComboBox<Integer> smoothing() {
    ComboBox<Integer> box = new ComboBox<>();
    box.setId("probe-smoothing");
    box.getStyleClass().add("small");
    box.setMaxWidth(Double.MAX_VALUE);
    box.getItems().setAll(0, 1, 3);
    box.setTooltip(
        new Tooltip("Averages the probabilities of neighbouring voxels; scores then are of that"));
    box.setConverter(
        words(rounds -> rounds == 0 ? "Raw" : rounds == 1 ? "Neighbours" : "Wider (3 rounds)"));
    box.setValue(model.smoothingProperty().get());
    box.valueProperty()
        .addListener((property, old, now) -> model.smoothingProperty().set(now == null ? 0 : now));
    HBox.setHgrow(box, Priority.ALWAYS);
    return box;
  }

  private ComboBox<Doubt> doubt() {
    ComboBox<Doubt> box = new ComboBox<>();
    box.setId("probe-doubt");
    box.getStyleClass().add("small");
    box.setMaxWidth(Double.MAX_VALUE);
    box.getItems().setAll(Doubt.values());
    box.setTooltip(
        new Tooltip(
            "What “Uncertainty” shows: the entropy of all probabilities,"
                + "\nor how near the second class comes to the first"));
    box.setConverter(words(Doubt::title));
    box.valueProperty().bindBidirectional(model.doubtProperty());
    HBox.setHgrow(box, Priority.ALWAYS);
    return box;
  }

  private ComboBox<StatisticsChoice> statistics() {
    ComboBox<StatisticsChoice> box = new ComboBox<>();
    box.setId("probe-statistics");
    box.getStyleClass().add("small");
    box.setMaxWidth(Double.MAX_VALUE);
    box.getItems().setAll(StatisticsChoice.values());
    box.setTooltip(
        new Tooltip(
            "Colour, normal and height around a voxel beside the features."
                + "\nAutomatic: where cross-validation says they help"));
    box.setConverter(words(StatisticsChoice::title));
    box.valueProperty().bindBidirectional(model.statisticsProperty());
    HBox.setHgrow(box, Priority.ALWAYS);
    return box;
  }

  private static <T> StringConverter<T> words(Function<T, String> words) {
    return new StringConverter<>() {
      @Override
      public String toString(@Nullable T choice) {
        return choice == null ? "" : words.apply(choice);
      }

      @Override
      public T fromString(String text) {
        throw new UnsupportedOperationException("the box is not editable");
      }
    };
  }

  private static Node nextRow(NextModel next) {
    Button fly = new Button("Label here next", new FontIcon(Feather.NAVIGATION));
    fly.setId("label-next");
    fly.getStyleClass().add("small");
    fly.setMaxWidth(Double.MAX_VALUE);
    fly.setTooltip(
        new Tooltip("Flies to where the probe is most in doubt; again for the next place  (N)"));
    fly.setOnAction(event -> next.fly());
    fly.disableProperty().bind(Bindings.not(next.availableProperty()));
    HBox.setHgrow(fly, Priority.ALWAYS);
    Button accept = new Button("Accept…", new FontIcon(Feather.CHECK));
    accept.setId("accept-predictions");
    accept.getStyleClass().add("small");
    accept.setTooltip(
        new Tooltip("What is predicted with 90 % or more becomes labels where there are none"));
    accept.setOnAction(event -> next.acceptPredictions());
    accept.disableProperty().bind(Bindings.not(next.availableProperty()));
    return new HBox(8, fly, accept);
  }
}
