package cadenza.app.widgets;

import java.util.function.DoubleFunction;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// Rows of a pane: a name on the left, what it sets on the right, all of them aligned.
public final class Rows {
  private static final double NAME_WIDTH = 88;

  private Rows() {}

  /// A name and any node.
  public static HBox named(String name, Node... nodes) {
    Label label = new Label(name);
    label.getStyleClass().add("row-name");
    label.setMinWidth(NAME_WIDTH);
    label.setPrefWidth(NAME_WIDTH);
    HBox row = new HBox(8, label);
    row.getChildren().addAll(nodes);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /// A slider whose value is written beside it.
  public static HBox slider(
      String name,
      String id,
      double min,
      double max,
      DoubleProperty value,
      DoubleFunction<String> words) {
    Slider slider = new Slider(min, max, value.get());
    slider.setId(id);
    slider.getStyleClass().add("small");
    slider.valueProperty().bindBidirectional(value);
    HBox.setHgrow(slider, Priority.ALWAYS);
    Label figure = new Label();
    figure.getStyleClass().add("figure");
    figure.setMinWidth(46);
    figure.textProperty().bind(value.map(number -> words.apply(number.doubleValue())));
    return named(name, slider, figure);
  }

  /// A check box with its text.
  public static CheckBox check(String text, String id, String tip, BooleanProperty value) {
    CheckBox box = new CheckBox(text);
    box.setId(id);
    box.setTooltip(new Tooltip(tip));
    box.selectedProperty().bindBidirectional(value);
    return box;
  }

  /// A heading inside a pane.
  public static Label heading(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("row-heading");
    return label;
  }
}
