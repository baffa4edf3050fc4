package cadenza.app.viewport.select;

import cadenza.app.viewport.tool.PointerTool;
import cadenza.app.viewport.tool.ToolModel;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// How many points are selected and hidden, what can be done with them, and how the chosen tool is
/// used. There while a selecting tool is chosen, or anything is selected or hidden.
public final class SelectionBar extends HBox {
  public SelectionBar(SelectionModel model, ToolModel tools) {
    super(4);
    setId("selection-bar");
    getStyleClass().add("mode-bar");
    setAlignment(Pos.CENTER_LEFT);
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);

    ObservableBooleanValue choosing =
        Bindings.createBooleanBinding(
            () -> tools.activeProperty().get() instanceof SelectTool, tools.activeProperty());
    BooleanBinding some =
        Bindings.createBooleanBinding(
            () -> !model.selectionProperty().get().isEmpty(), model.selectionProperty());

    Label count = new Label();
    count.setId("selection-count");
    count.setMinWidth(Region.USE_PREF_SIZE);
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model.preparingProperty().get()
                        ? "Sorting points…"
                        : SelectionWords.count(model.selectionProperty().get().size()),
                model.selectionProperty(),
                model.preparingProperty()));

    showWhen(count, Bindings.or(model.painterProperty().isNull(), some));

    Button brush = textButton("brush-size", "Brush size; click for pixels or metres");
    brush.textProperty().bind(model.brushProperty().map(SelectionWords::brush));
    brush.setOnAction(event -> model.changeBrushUnit());
    showWhen(brush, isChosen(tools, BrushTool.class));
    Label bends = new Label();
    bends.setId("region-likeness");
    bends.getStyleClass().add("mode-hint");
    bends.setMinWidth(Region.USE_PREF_SIZE);
    bends.textProperty().bind(model.likenessProperty().map(SelectionWords::likeness));
    showWhen(bends, isChosen(tools, RegionTool.class));

    Button reach = textButton("selection-reach", "Only what is seen, or all that lies behind  (V)");
    reach
        .textProperty()
        .bind(model.visibleOnlyProperty().map(only -> only ? "Visible only" : "Through"));
    reach
        .graphicProperty()
        .bind(
            model
                .visibleOnlyProperty()
                .map(only -> new FontIcon(only ? Feather.EYE : Feather.LAYERS)));
    reach.setOnAction(event -> model.visibleOnlyProperty().set(!model.visibleOnlyProperty().get()));
    ObservableBooleanValue onScreen =
        Bindings.and(
            Bindings.createBooleanBinding(choosing::get, choosing),
            isChosen(tools, RegionTool.class).not());
    showWhen(reach, onScreen);

    Button fit =
        iconButton(Feather.MAXIMIZE, "selection-fit", "Fit selection  (Shift+F)", model::fit);
    Button hide =
        iconButton(
            Feather.EYE_OFF, "selection-hide", "Hide selected  (Shift+H)", model::hideSelected);
    Button only =
        iconButton(
            Feather.FILTER,
            "selection-only",
            "Show only selected  (Shift+O)",
            model::showOnlySelected);
    Button none =
        iconButton(
            Feather.X_CIRCLE, "selection-none", "Select nothing  (Ctrl+D)", model::selectNone);
    for (Button button : new Button[] {fit, hide, only, none}) {
      showWhen(button, some);
    }
    Button hidden = textButton("selection-show-all", "Show all points  (Alt+H)");
    hidden.setGraphic(new FontIcon(Feather.EYE));
    hidden
        .textProperty()
        .bind(
            model
                .hiddenCountProperty()
                .map(points -> SelectionWords.hidden(points.intValue()) + " · Show all"));
    hidden.setOnAction(event -> model.showAll());
    BooleanBinding anyHidden = model.hiddenCountProperty().greaterThan(0);
    showWhen(hidden, anyHidden);

    Button close =
        iconButton(
            Feather.X,
            "selection-close",
            "Back to moving the camera; the selection stays  (Esc)",
            () -> tools.choose(null));
    showWhen(close, choosing);

    getChildren().addAll(count, brush, bends, reach, fit, hide, only, none, hidden, close);
    showWhen(this, Bindings.or(Bindings.or(some, anyHidden), binding(choosing)));
  }

  /// The words of how the chosen tool is used, to be shown above the bar.
  public static Label hint(ToolModel tools) {
    Label hint = new Label();
    hint.setId("tool-hint");
    hint.getStyleClass().addAll("overlay-chip", "hint");
    hint.setMouseTransparent(true);
    hint.textProperty().bind(tools.activeProperty().map(tool -> tool.hint() + "  ·  Esc ends"));
    showWhen(
        hint,
        Bindings.createBooleanBinding(
            () -> tools.activeProperty().get() instanceof SelectTool, tools.activeProperty()));
    return hint;
  }

  private static BooleanBinding binding(ObservableBooleanValue value) {
    return Bindings.createBooleanBinding(value::get, value);
  }

  private static BooleanBinding isChosen(ToolModel tools, Class<? extends PointerTool> kind) {
    return Bindings.createBooleanBinding(
        () -> kind.isInstance(tools.activeProperty().get()), tools.activeProperty());
  }

  private static void showWhen(Node node, ObservableBooleanValue condition) {
    node.visibleProperty().bind(condition);
    node.managedProperty().bind(condition);
  }

  private static Button textButton(String id, String tip) {
    return button(null, id, tip);
  }

  private static Button iconButton(Feather icon, String id, String tip, Runnable action) {
    Button button = button(icon, id, tip);
    button.setOnAction(event -> action.run());
    return button;
  }

  private static Button button(@Nullable Feather icon, String id, String tip) {
    Button button = new Button(null, icon == null ? null : new FontIcon(icon));
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.getStyleClass().add("mode-button-small");
    button.setFocusTraversable(false);
    button.setTooltip(new Tooltip(tip));
    return button;
  }
}
