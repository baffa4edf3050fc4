package cadenza.app.pretrain;

import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// Rows that the sections of this pane have in common.
final class PretrainRows {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("danger");

  private PretrainRows() {}

  /// Text over as many lines as it needs.
  static Label paragraph(String text, String style) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add(style);
    return label;
  }

  /// The same, following words and taking no room without any.
  static Label following(String id, ObservableValue<String> words, String... styles) {
    Label label = paragraph("", styles[0]);
    label.getStyleClass().setAll(styles);
    label.setId(id);
    label.textProperty().bind(words);
    shown(label, Bindings.createBooleanBinding(() -> !words.getValue().isEmpty(), words));
    return label;
  }

  /// Shows a node only sometimes; it takes no room otherwise.
  static <N extends Node> N shown(N node, ObservableValue<Boolean> when) {
    node.visibleProperty().bind(when);
    node.managedProperty().bind(node.visibleProperty());
    return node;
  }

  static Button button(String id, String text, Ikon icon, String tip, Runnable action) {
    Button button = new Button(text, new FontIcon(icon));
    button.setId(id);
    button.getStyleClass().add("small");
    button.setTooltip(new Tooltip(tip));
    button.setOnAction(event -> action.run());
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  /// A field of text, marked when it is not right.
  ///
  /// @param wrong whether it is not
  static TextField field(String id, StringProperty text, ObservableValue<Boolean> wrong) {
    TextField field = new TextField();
    field.setId(id);
    field.getStyleClass().add("small");
    field.textProperty().bindBidirectional(text);
    field.setMinWidth(40);
    wrong.subscribe(is -> field.pseudoClassStateChanged(WRONG, is));
    HBox.setHgrow(field, Priority.ALWAYS);
    return field;
  }
}
