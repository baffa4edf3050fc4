package cadenza.app.viewport.tool;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// The tools as a column of buttons at the edge of the picture; the chosen one is lit.
public final class ToolRail extends VBox {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

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
    Button button = new Button(null, new FontIcon(icon));
    button.setId("tool-" + (tool == null ? "camera" : tool.id()));
    button.getStyleClass().add("tool-button");
    button.setFocusTraversable(false);
    button.setTooltip(new Tooltip(title + "  (" + keys + ")"));
    button.setOnAction(event -> tools.choose(tool));
    tools
        .activeProperty()
        .addListener((property, old, now) -> button.pseudoClassStateChanged(CHOSEN, now == tool));
    button.pseudoClassStateChanged(CHOSEN, tools.active() == tool);
    getChildren().add(button);
    return this;
  }

  public ToolRail addSeparator() {
    getChildren().add(new Separator());
    return this;
  }
}
