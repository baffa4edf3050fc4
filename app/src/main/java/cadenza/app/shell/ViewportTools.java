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
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
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
  private static final double BARS_BOTTOM = 54;
  private static final double AXES_SIZE = 108;
  private static final double NARROW = 640;

  private final WalkModel walk;
  private final ClipModel clip;
  private final MeasureModel measure;
  private final MeasureTool measureTool;
  private final SavedViewsModel views;
  private final List<Node> below;
  private final List<Node> above;
  private final Button walkButton = new Button(null, new FontIcon(Feather.NAVIGATION));
  private final BooleanBinding plain;
  private final VBox bars;

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

    bars =
        new VBox(
            6, new WalkBar(walk), new MeasureBar(measure, measureTool, tools), new ClipBar(clip));
    bars.setAlignment(Pos.BOTTOM_CENTER);
    bars.setPickOnBounds(false);
    bars.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    StackPane.setAlignment(bars, Pos.BOTTOM_CENTER);
    pane.widthProperty().addListener((property, old, now) -> arrange(bars, now.doubleValue()));
    arrange(bars, pane.getWidth());
    below =
        List.of(
            new MeasureLayer(model, measure),
            new LegendOverlay(look.coloringProperty(), settings.legendInPictureProperty()));
    above = List.of(new ClipHandles(model, clip, pane), bars);
    walkButton.setId("view-walk");
    walkButton.getStyleClass().addAll("overlay-button", "small");
    walkButton.setFocusTraversable(false);
    walkButton.setTooltip(new Tooltip("Walk through the scan  (Shift+W)"));
    walkButton.setOnAction(event -> walk.toggle());
    plain = Bindings.isNull(tools.activeProperty()).and(walk.activeProperty().not());
  }

  /// Beside the axes, or above them where the picture is narrow.
  private static void arrange(Region bars, double width) {
    StackPane.setMargin(
        bars,
        width < NARROW
            ? new Insets(0, 8, AXES_SIZE, 8)
            : new Insets(0, AXES_SIZE, BARS_BOTTOM, 12));
  }

  /// Puts more bars below the others.
  void addBars(List<Node> more) {
    bars.getChildren().addAll(more);
  }

  /// To be laid over the picture, below the view buttons.
  Node[] below() {
    return below.toArray(Node[]::new);
  }

  /// To be laid over the picture, above the view buttons.
  Node[] above() {
    return above.toArray(Node[]::new);
  }

  /// To stand beside the view buttons.
  Button walkButton() {
    return walkButton;
  }

  /// Whether the mouse moves the camera as usual: no tool is chosen, and nobody walks.
  ObservableBooleanValue plainProperty() {
    return plain;
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
