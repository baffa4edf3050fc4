package cadenza.app.shell;

import cadenza.app.look.LookModel;
import cadenza.app.settings.Settings;
import cadenza.app.viewport.LegendOverlay;
import cadenza.app.viewport.ViewportModel;
import cadenza.app.viewport.ViewportPane;
import cadenza.app.viewport.clip.ClipBar;
import cadenza.app.viewport.clip.ClipHandles;
import cadenza.app.viewport.clip.ClipModel;
import cadenza.app.viewport.measure.MeasureBar;
import cadenza.app.viewport.measure.MeasureLayer;
import cadenza.app.viewport.measure.MeasureModel;
import cadenza.app.viewport.measure.MeasureTool;
import cadenza.app.viewport.tool.ToolModel;
import cadenza.app.viewport.views.SavedViewsModel;
import cadenza.app.viewport.walk.WalkBar;
import cadenza.app.viewport.walk.WalkControl;
import cadenza.app.viewport.walk.WalkModel;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What one does in the picture beyond turning it: walk, cut, measure, keep views.
///
/// Makes their models and joins their layers; the window lays those over the picture.
public final class ViewportTools {
  // Above the line that tells the point under the pointer.
  private static final double BARS_BOTTOM = 46;
  private static final double AXES_WIDTH = 108;

  private final WalkModel walk;
  private final ClipModel clip;
  private final MeasureModel measure;
  private final MeasureTool measureTool;
  private final SavedViewsModel views;
  private final List<Node> below;
  private final List<Node> above;
  private final List<Node> buttons;

  ViewportTools(
      ViewportModel model,
      ViewportPane pane,
      ToolModel tools,
      LookModel look,
      Settings settings,
      Runnable saveSettings) {
    walk = new WalkModel(model);
    clip = new ClipModel(model);
    measure = new MeasureModel(model);
    measureTool = new MeasureTool(measure);
    views = new SavedViewsModel(model, settings, saveSettings);
    tools.add(measureTool);
    model.orbitAtPointerProperty().bindBidirectional(settings.orbitAtPointerProperty());
    new WalkControl(pane, walk, tools).install();

    VBox bars =
        new VBox(
            6, new WalkBar(walk), new MeasureBar(measure, measureTool, tools), new ClipBar(clip));
    bars.setAlignment(Pos.BOTTOM_CENTER);
    bars.setPickOnBounds(false);
    bars.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    StackPane.setAlignment(bars, Pos.BOTTOM_CENTER);
    StackPane.setMargin(bars, new Insets(0, AXES_WIDTH, BARS_BOTTOM, 12));
    below =
        List.of(
            new MeasureLayer(model, measure),
            new LegendOverlay(look.coloringProperty(), settings.legendInPictureProperty()));
    above = List.of(new ClipHandles(model, clip, pane), bars);
    Button walking = new Button(null, new FontIcon(Feather.NAVIGATION));
    walking.setId("view-walk");
    walking.getStyleClass().addAll("overlay-button", "small");
    walking.setFocusTraversable(false);
    walking.setTooltip(new Tooltip("Walk through the scan  (Shift+W)"));
    walking.setOnAction(event -> walk.toggle());
    buttons = List.of(walking);
  }

  /// To be laid over the picture, below the view buttons.
  List<Node> below() {
    return below;
  }

  /// To be laid over the picture, above the view buttons.
  List<Node> above() {
    return above;
  }

  /// To stand beside the view buttons.
  List<Node> buttons() {
    return buttons;
  }

  WalkModel walk() {
    return walk;
  }

  ClipModel clip() {
    return clip;
  }

  MeasureModel measure() {
    return measure;
  }

  MeasureTool measureTool() {
    return measureTool;
  }

  SavedViewsModel views() {
    return views;
  }
}
