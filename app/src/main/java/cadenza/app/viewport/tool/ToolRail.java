package cadenza.app.viewport.tool;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// The tools as a column of buttons at the edge of the picture; the chosen one is lit.
public final class ToolRail extends VBox {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private static final double OUTLINE_SCALE = 16.0 / 24;
  private static final double BUTTON = 32;

  private final ToolModel tools;

  public ToolRail(ToolModel tools) {
    super(2);
    this.tools = tools;
    setId("tool-rail");
    getStyleClass().add("tool-rail");
    setAlignment(Pos.CENTER);
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
  }

  /// Adds a button that chooses a tool.
  ///
  /// @param tool null for moving the camera
  public ToolRail add(@Nullable PointerTool tool, String title, Ikon icon, String keys) {
    return add(tool, title, new FontIcon(icon), keys);
  }

  /// As above.
  ///
  /// @param outline an SVG path within 24 by 24, drawn as a line
  public ToolRail add(@Nullable PointerTool tool, String title, String outline, String keys) {
    SVGPath path = new SVGPath();
    path.setContent(outline);
    path.getStyleClass().add("tool-outline");
    path.getTransforms().add(new Scale(OUTLINE_SCALE, OUTLINE_SCALE));
    return add(tool, title, new Group(path), keys);
  }

  private ToolRail add(@Nullable PointerTool tool, String title, Node icon, String keys) {
    Button button = new Button(null, icon);
    button.setId("tool-" + (tool == null ? "camera" : tool.id()));
    button.getStyleClass().add("tool-button");
    button.setFocusTraversable(false);
    button.setTooltip(new Tooltip(title + "  (" + keys + ")"));
    button.setOnAction(event -> tools.choose(tool));
    tools
        .activeProperty()
        .addListener((property, old, now) -> button.pseudoClassStateChanged(CHOSEN, now == tool));
    button.pseudoClassStateChanged(CHOSEN, tools.active() == tool);
    button.setMinSize(BUTTON, BUTTON);
    button.setPrefSize(BUTTON, BUTTON);
    getChildren().add(button);
    return this;
  }

  public ToolRail addSeparator() {
    getChildren().add(new Separator());
    return this;
  }
}
