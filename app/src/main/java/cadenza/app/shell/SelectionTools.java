package cadenza.app.shell;

import cadenza.app.tasks.TaskRunner;
import cadenza.app.viewport.ViewportModel;
import cadenza.app.viewport.ViewportPane;
import cadenza.app.viewport.select.BoxTool;
import cadenza.app.viewport.select.BrushTool;
import cadenza.app.viewport.select.LassoTool;
import cadenza.app.viewport.select.PointTool;
import cadenza.app.viewport.select.PolygonTool;
import cadenza.app.viewport.select.RegionTool;
import cadenza.app.viewport.select.SelectTool;
import cadenza.app.viewport.select.SelectionBar;
import cadenza.app.viewport.select.SelectionModel;
import cadenza.app.viewport.tool.PointerTool;
import cadenza.app.viewport.tool.ToolModel;
import cadenza.app.viewport.tool.ToolRail;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Selecting points: makes model, tools and views, and tells the window's commands.
public final class SelectionTools {
  private static final String GROUP = "Select";
  private static final double DEFAULT_REACH_METERS = 0.03;

  // Feather has neither.
  private static final String BRUSH =
      "M21 3 L12 12 M10 11 C7 11 5 13 5 16 C5 18 4 20 2 20.5 C6 23 14 22 14 15 C13 13 12 12 10 11 Z";
  private static final String LASSO =
      "M12 3 C6.5 3 2 6 2 10 S6.5 17 12 17 S22 14 22 10 S17.5 3 12 3 Z"
          + " M6.5 16 C4.5 16.5 4.5 19.5 7 19.5 C9 19.5 9 22 6.5 22.5";

  private final ToolModel tools;
  private final SelectionModel model;
  private final ToolRail rail;
  private final List<Command> commands = new ArrayList<>();
  private final BooleanBinding open;
  private double reachMeters = DEFAULT_REACH_METERS;

  /// @param shown the shown scan or anything else that is null while nothing is open
  SelectionTools(
      ViewportModel viewport,
      ViewportPane pane,
      ToolModel tools,
      TaskRunner tasks,
      ReadOnlyObjectProperty<?> shown) {
    this.tools = tools;
    this.open = Bindings.isNotNull(shown);
    model = new SelectionModel(viewport, tasks, pane.loop()::ask);
    rail = new ToolRail(tools);
    rail.visibleProperty().bind(open);
    StackPane.setAlignment(rail, Pos.CENTER_LEFT);
    StackPane.setMargin(rail, new Insets(0, 0, 0, 12));
    rail.add(null, "Move the camera", Feather.MOUSE_POINTER, "Esc").addSeparator();
    addToolWithIcon(new PointTool(model, () -> reachMeters), Feather.CROSSHAIR, "K");
    PointerTool brush = new BrushTool(model, viewport);
    rail.add(brush, brush.title(), BRUSH, "B");
    addTool(brush, Feather.EDIT_2, "B");
    PointerTool lasso = new LassoTool(model);
    rail.add(lasso, lasso.title(), LASSO, "O");
    addTool(lasso, Feather.EDIT_3, "O");
    addToolWithIcon(new PolygonTool(model), Feather.PEN_TOOL, "P");
    addToolWithIcon(new BoxTool(model), Feather.SQUARE, "M");
    addToolWithIcon(new RegionTool(model), Feather.TARGET, "G");
    tools.activeProperty().addListener(observable -> prepare());
    viewport.sceneProperty().addListener(observable -> prepare());
    addCommands();
  }

  private void prepare() {
    if (tools.active() instanceof SelectTool) {
      model.prepare();
    }
  }

  private void addToolWithIcon(PointerTool tool, Feather icon, String keys) {
    rail.add(tool, tool.title(), icon, keys);
    addTool(tool, icon, keys);
  }

  private void addTool(PointerTool tool, Feather icon, String keys) {
    tools.add(tool);
    add("tool." + tool.id(), tool.title(), icon, keys, open, () -> tools.toggle(tool));
  }

  private void addCommands() {
    BooleanBinding some =
        Bindings.createBooleanBinding(
            () -> !model.selectionProperty().get().isEmpty(), model.selectionProperty());
    add(
        "select.reach",
        "Visible only or through",
        Feather.LAYERS,
        "V",
        open,
        () -> model.visibleOnlyProperty().set(!model.visibleOnlyProperty().get()));
    add("select.all", "Select all", Feather.CHECK_SQUARE, "Shortcut+A", open, model::selectAll);
    add("select.none", "Select nothing", Feather.X_CIRCLE, "Shortcut+D", some, model::selectNone);
    add("select.invert", "Invert selection", Feather.REPEAT, "Shortcut+I", open, model::invert);
    add("select.hide", "Hide selected", Feather.EYE_OFF, "Shift+H", some, model::hideSelected);
    add(
        "select.only",
        "Show only selected",
        Feather.FILTER,
        "Shift+O",
        some,
        model::showOnlySelected);
    add(
        "select.show",
        "Show all points",
        Feather.EYE,
        "Alt+H",
        model.hiddenCountProperty().greaterThan(0),
        model::showAll);
    add("select.fit", "Fit selection", Feather.MAXIMIZE, "Shift+F", some, model::fit);
  }

  private void add(
      String id,
      String title,
      Feather icon,
      @Nullable String keys,
      ObservableBooleanValue enabled,
      Runnable action) {
    KeyCombination shortcut = keys == null ? null : KeyCombination.keyCombination(keys);
    commands.add(new Command(id, GROUP, title, icon, shortcut, enabled, action));
  }

  List<Command> commands() {
    return commands;
  }

  /// A click takes the points within the grid that the shown scan was encoded at.
  void clickReach(double meters) {
    reachMeters = meters > 0 ? meters : DEFAULT_REACH_METERS;
  }

  SelectionModel model() {
    return model;
  }

  /// The column of tools, to be laid over the picture; other tools may join it.
  ToolRail rail() {
    return rail;
  }

  /// What tells about the selection, to stand with the bars of the other tools.
  List<Node> bars() {
    return List.of(SelectionBar.hint(tools), new SelectionBar(model, tools));
  }
}
