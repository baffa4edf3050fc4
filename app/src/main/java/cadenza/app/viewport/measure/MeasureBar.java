package cadenza.app.viewport.measure;

import cadenza.app.viewport.tool.PointerTool;
import cadenza.app.viewport.tool.ToolModel;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Says what is measured while the tool is chosen, and how to go on.
public final class MeasureBar extends HBox {
  public MeasureBar(MeasureModel model, MeasureTool tool, ToolModel tools) {
    super(4);
    setId("measure-bar");
    getStyleClass().add("mode-bar");
    setAlignment(Pos.CENTER_LEFT);
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    Label words = new Label(null, new FontIcon(Feather.GIT_COMMIT));
    words.setId("measure-words");
    words.setMinWidth(Region.USE_PREF_SIZE);
    words.textProperty().bind(model.measurementsProperty().map(MeasureWords::summary));
    Label hint = new Label("Double-click or Enter ends, Backspace takes one back");
    hint.getStyleClass().add("mode-hint");
    BooleanBinding empty =
        Bindings.createBooleanBinding(
            () -> model.measurements().isEmpty(), model.measurementsProperty());
    Button copy = button(Feather.COPY, "measure-copy", "Copy as a table", () -> copy(model));
    copy.disableProperty().bind(empty);
    Button clear = button(Feather.TRASH_2, "measure-clear", "Clear all measurements", model::clear);
    clear.disableProperty().bind(empty);
    Button close =
        button(
            Feather.X,
            "measure-close",
            "Stop measuring; lengths stay  (Esc)",
            () -> {
              model.finish();
              tools.choose(null);
            });
    getChildren().addAll(words, hint, copy, clear, close);
    BooleanBinding chosen =
        Bindings.createBooleanBinding(
            () -> tools.activeProperty().get() == (PointerTool) tool, tools.activeProperty());
    visibleProperty().bind(chosen);
    managedProperty().bind(chosen);
  }

  /// Puts all measurements into the clipboard, as a table.
  public static void copy(MeasureModel model) {
    ClipboardContent content = new ClipboardContent();
    content.putString(MeasureWords.table(model.measurements()));
    Clipboard.getSystemClipboard().setContent(content);
  }

  private static Button button(Feather icon, String id, String tip, Runnable action) {
    Button button = new Button(null, new FontIcon(icon));
    button.setMinWidth(USE_PREF_SIZE);
    button.setId(id);
    button.getStyleClass().add("mode-button-small");
    button.setFocusTraversable(false);
    button.setTooltip(new Tooltip(tip));
    button.setOnAction(event -> action.run());
    return button;
  }
}
