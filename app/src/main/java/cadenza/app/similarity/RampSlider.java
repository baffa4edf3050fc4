package cadenza.app.similarity;

import cadenza.app.widgets.GradientBar;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The legend of the heat map and its threshold in one: what is left of the thumb is dimmed.
final class RampSlider extends VBox {
  private static final double BAR_HEIGHT = 10;
  private static final double THUMB_HALF = 7;

  /// @param id of the slider
  /// @param textStyle of the words at the ends
  RampSlider(SimilarityModel model, String id, String textStyle) {
    super(1);
    GradientBar bar = new GradientBar(BAR_HEIGHT);
    bar.setMouseTransparent(true);
    StackPane.setMargin(bar, new Insets(0, THUMB_HALF, 0, THUMB_HALF));
    Slider slider = new Slider(0, 1, 0);
    slider.setId(id);
    slider.getStyleClass().add("ramp-slider");
    slider.setBlockIncrement(0.02);
    slider.setFocusTraversable(true);
    slider.valueProperty().bindBidirectional(model.thresholdProperty());
    slider.setTooltip(
        new Tooltip("Threshold: what is less alike is dimmed, and the rest can be selected"));
    Label low = label(textStyle);
    Label high = label(textStyle);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox words = new HBox(low, gap, high);
    words.setPadding(new Insets(0, THUMB_HALF, 0, THUMB_HALF));
    model
        .scaleProperty()
        .subscribe(choice -> {
          bar.show(choice.ramp());
          low.setText(choice.low());
          high.setText(choice.high());
        });
    getChildren().addAll(new StackPane(bar, slider), words);
  }

  private static Label label(String style) {
    Label label = new Label();
    label.getStyleClass().add(style);
    return label;
  }
}
