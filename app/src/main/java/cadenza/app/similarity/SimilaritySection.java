package cadenza.app.similarity;

import cadenza.app.widgets.Rows;
import java.util.Locale;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Rows for the side of the window: what is asked about, on which scale the answer is shown, and
/// selecting by it.
public final class SimilaritySection extends VBox {
  private static final String HOW =
      "Click something in the picture to find what is like it. Shift+click adds a place it should be"
          + " like, Ctrl+click one it should not.";

  private final SimilarityModel model;
  private final VBox places = new VBox(2);

  public SimilaritySection(SimilarityModel model) {
    super(10);
    this.model = model;
    setId("similarity-section");

    Label state = new Label();
    state.setId("similarity-state");
    state.setWrapText(true);
    state.setMinHeight(Region.USE_PREF_SIZE);
    state.getStyleClass().add("note");
    state
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> model.stateProperty().get().isEmpty() ? HOW : model.stateProperty().get(),
                model.stateProperty()));

    Button clear = new Button("Clear", new FontIcon(Feather.TRASH_2));
    clear.setId("similarity-clear");
    clear.getStyleClass().addAll("flat", "small");
    clear.setTooltip(new Tooltip("Forget all places and go back to the colours before  (Esc)"));
    clear.setOnAction(event -> model.clear());
    Label placesHeading = new Label("Places");
    placesHeading.getStyleClass().add("row-name");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox heading = new HBox(placesHeading, gap, clear);
    heading.setAlignment(Pos.CENTER_LEFT);
    VBox asked = new VBox(4, heading, places);
    asked.visibleProperty().bind(Bindings.isNotEmpty(model.places()));
    asked.managedProperty().bind(asked.visibleProperty());

    Label count = new Label();
    count.textProperty().bind(SimilarityBar.countBinding(model));
    count.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(count, Priority.ALWAYS);
    Button select = new Button("Select these", new FontIcon(Feather.CHECK_SQUARE));
    select.setId("similarity-section-select");
    select.getStyleClass().add("small");
    select.setMinWidth(Region.USE_PREF_SIZE);
    select.setOnAction(event -> model.selectAbove());
    select.disableProperty().bind(SimilarityBar.isNothingAbove(model));
    HBox below = new HBox(8, count, select);
    below.setAlignment(Pos.CENTER_LEFT);
    VBox threshold = new VBox(4, new RampSlider(model, "similarity-threshold", "note"), below);
    threshold.disableProperty().bind(Bindings.isNull(model.shownProperty()));

    getChildren()
        .addAll(
            Rows.heading("Similarity"),
            state,
            asked,
            Rows.named("Scale", scales()),
            Rows.check(
                "Smooth between voxels",
                "similarity-smooth",
                "On: interpolated, easy on the eye. Off: exactly what each voxel has.",
                model.smoothProperty()),
            threshold);
    InvalidationListener changed = observable -> showPlaces();
    model.places().addListener(changed);
    model.shownProperty().addListener(changed);
    showPlaces();
    visibleProperty().bind(model.readyProperty().or(Bindings.isNotEmpty(model.places())));
    managedProperty().bind(visibleProperty());
  }

  private HBox scales() {
    ToggleGroup group = new ToggleGroup();
    HBox row = new HBox();
    for (ScaleChoice choice : ScaleChoice.values()) {
      ToggleButton button = new ToggleButton(choice.title());
      button.setId("similarity-scale-" + choice.name().toLowerCase(Locale.ROOT));
      button.setToggleGroup(group);
      button
          .getStyleClass()
          .addAll("small", choice == ScaleChoice.HEAT ? "left-pill" : "right-pill");
      button.setTooltip(new Tooltip(tip(choice)));
      button.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(button, Priority.ALWAYS);
      button.setSelected(model.scaleProperty().get() == choice);
      button.setOnAction(event -> {
        model.scaleProperty().set(choice);
        button.setSelected(true); // a click on the chosen one must not clear the choice
      });
      model.scaleProperty().addListener((property, old, now) -> button.setSelected(now == choice));
      row.getChildren().add(button);
    }
    HBox.setHgrow(row, Priority.ALWAYS);
    return row;
  }

  private static String tip(ScaleChoice choice) {
    return switch (choice) {
      case HEAT ->
          "As Sonata's authors show it: the warm half is the tenth of this scan that is most alike";
      case COSINE -> "The cosine between features as it is, from 0 to 1, to compare scans by";
    };
  }

  private void showPlaces() {
    places.getChildren().setAll(model.places().stream().map(this::row).toList());
  }

  private HBox row(Place place) {
    FontIcon icon = new FontIcon(place.alike() ? Feather.PLUS_CIRCLE : Feather.MINUS_CIRCLE);
    icon.getStyleClass().add(place.alike() ? "icon-ok" : "icon-warning");
    Label where = new Label(SimilarityWords.place(place, model.isHere(place)), icon);
    where.setGraphicTextGap(8);
    where.setMaxWidth(Double.MAX_VALUE);
    where.setTooltip(
        new Tooltip(
            (place.alike() ? "Like this place of " : "Not like this place of ")
                + place.scanName()));
    HBox.setHgrow(where, Priority.ALWAYS);
    Button remove = new Button(null, new FontIcon(Feather.X));
    remove.getStyleClass().addAll("flat", "button-icon", "small", "similarity-remove");
    remove.setTooltip(new Tooltip("Ask without this place"));
    remove.setOnAction(event -> model.remove(place));
    HBox row = new HBox(6, where, remove);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("similarity-place");
    return row;
  }
}
