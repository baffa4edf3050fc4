package cadenza.app.look;

import cadenza.app.widgets.Rows;
import cadenza.app.widgets.Section;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.beans.InvalidationListener;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Chooses how points are coloured and drawn.
public final class LookPane extends Section {
  private static final int COLUMNS = 3;

  private final LookModel model;
  private final Map<ColorMode, Choice> choices = new EnumMap<>(ColorMode.class);
  private final InvalidationListener availability = observable -> updateAvailability();

  /// A button with the tooltip of the cell around it: a disabled button shows none of its own.
  private record Choice(ToggleButton button, Tooltip tip) {}

  public LookPane(LookModel model, Workspace workspace) {
    super("Look", Feather.DROPLET);
    this.model = model;
    setId("look-pane");

    HBox adaptive =
        Rows.slider(
            "Point size",
            "point-size",
            0.4,
            4,
            model.adaptiveScaleProperty(),
            value -> String.format(Locale.ROOT, "%.1f ×", value));
    HBox fixed =
        Rows.slider(
            "Point size",
            "point-size-pixels",
            1,
            12,
            model.fixedPixelsProperty(),
            value -> String.format(Locale.ROOT, "%.0f px", value));
    adaptive.visibleProperty().bind(model.adaptiveSizeProperty());
    fixed.visibleProperty().bind(model.adaptiveSizeProperty().not());
    HBox light =
        Rows.slider(
            "Depth shade",
            "edl-strength",
            0.2,
            3,
            model.eyeDomeStrengthProperty(),
            value -> String.format(Locale.ROOT, "%.1f", value));
    light.disableProperty().bind(model.eyeDomeLightingProperty().not());

    addRows(
        Rows.heading("Colour by"),
        modes(),
        new LegendView(model),
        Rows.heading("Points"),
        new StackPane(adaptive, fixed),
        Rows.check(
            "Grow with the spacing of the points",
            "adaptive-size",
            "On: as large as the gap to the neighbours. Off: a fixed number of pixels.",
            model.adaptiveSizeProperty()),
        light,
        Rows.check(
            "Eye-dome lighting",
            "edl",
            "Shades edges by depth, so that shapes stand out without colours",
            model.eyeDomeLightingProperty()),
        Rows.check(
            "See through walls",
            "see-through",
            "Leaves out walls, floor and ceiling where one looks at them from outside",
            model.seeThroughWallsProperty()),
        Rows.named("Background", backdrop()));

    workspace
        .currentProperty()
        .addListener((property, old, now) -> {
          unwatch(old);
          watch(now);
        });
    watch(workspace.current());
    model.layersVersionProperty().addListener(availability);
  }

  private GridPane modes() {
    ToggleGroup group = new ToggleGroup();
    GridPane grid = new GridPane(6, 6);
    for (int i = 0; i < COLUMNS; i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(100.0 / COLUMNS);
      grid.getColumnConstraints().add(column);
    }
    int cellCount = 0;
    for (ColorMode mode : ColorMode.values()) {
      ToggleButton button = new ToggleButton(mode.title(), new FontIcon(icon(mode)));
      button.setId("mode-" + mode.name().toLowerCase(Locale.ROOT));
      button.getStyleClass().addAll("mode-button", "small");
      button.setMaxWidth(Double.MAX_VALUE);
      button.setToggleGroup(group);
      button.setSelected(model.modeProperty().get() == mode);
      button.setOnAction(event -> {
        model.modeProperty().set(mode);
        button.setSelected(true); // a click on the chosen mode must not clear the choice
      });
      Tooltip tip = new Tooltip();
      choices.put(mode, new Choice(button, tip));
      StackPane cell = new StackPane(button);
      Tooltip.install(cell, tip);
      grid.add(cell, cellCount % COLUMNS, cellCount / COLUMNS);
      GridPane.setHgrow(cell, Priority.ALWAYS);
      cellCount++;
    }
    model.modeProperty().addListener(observable -> updateAvailability());
    return grid;
  }

  private static Feather icon(ColorMode mode) {
    return switch (mode) {
      case RGB -> Feather.IMAGE;
      case HEIGHT -> Feather.BAR_CHART_2;
      case NORMAL -> Feather.COMPASS;
      case INTENSITY -> Feather.SUN;
      case LABEL -> Feather.TAG;
      case PCA -> Feather.CPU;
      case SIMILARITY -> Feather.TARGET;
      case ANNOTATION -> Feather.EDIT_2;
      case PREDICTION -> Feather.LAYERS;
      case PROBABILITY -> Feather.PERCENT;
      case UNCERTAINTY -> Feather.HELP_CIRCLE;
      case ERROR -> Feather.ALERT_TRIANGLE;
    };
  }

  private ComboBox<Backdrop> backdrop() {
    ComboBox<Backdrop> box = new ComboBox<>();
    box.setId("backdrop");
    box.getItems().setAll(Backdrop.values());
    box.getStyleClass().add("small");
    box.setMaxWidth(Double.MAX_VALUE);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Backdrop choice) {
            return choice == null ? "" : choice.title();
          }

          @Override
          public Backdrop fromString(String text) {
            throw new UnsupportedOperationException("the box is not editable");
          }
        });
    box.valueProperty().bindBidirectional(model.backdropProperty());
    HBox.setHgrow(box, Priority.ALWAYS);
    return box;
  }

  private void watch(@Nullable OpenScan scan) {
    if (scan != null) {
      scan.cloudProperty().addListener(availability);
      scan.encodingProperty().addListener(availability);
    }
    updateAvailability();
  }

  private void unwatch(@Nullable OpenScan scan) {
    if (scan != null) {
      scan.cloudProperty().removeListener(availability);
      scan.encodingProperty().removeListener(availability);
    }
  }

  private void updateAvailability() {
    choices.forEach((mode, choice) -> {
      String missing = model.missing(mode);
      choice.button().setDisable(!missing.isEmpty());
      choice.button().setSelected(model.modeProperty().get() == mode);
      choice.tip().setText(missing.isEmpty() ? tip(mode) : missing);
    });
  }

  private static String tip(ColorMode mode) {
    return switch (mode) {
      case RGB -> "The colours of the file";
      case HEIGHT -> "Height along z";
      case NORMAL -> "Direction of the surface";
      case INTENSITY -> "Strength of the returned signal";
      case LABEL -> "Classes that the file brings";
      case PCA -> "What the encoder finds alike has a like colour";
      case SIMILARITY -> "How alike everything is to the places you clicked";
      case ANNOTATION -> "What you labelled, over the colours of the scan";
      case PREDICTION -> "What the probe makes of your labels, everywhere";
      case PROBABILITY -> "How likely the predicted class is";
      case UNCERTAINTY -> "Where the probe hesitates: bright is unsure";
      case ERROR -> "Where the prediction differs from the labels of the file";
    };
  }
}
