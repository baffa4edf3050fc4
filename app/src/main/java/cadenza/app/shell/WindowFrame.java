package cadenza.app.shell;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Where the parts of the window are: menu above, scans left, picture in the middle, work right,
/// status below.
final class WindowFrame extends BorderPane {
  private static final double LEFT_WIDTH = 250;
  private static final double RIGHT_WIDTH = 372;

  /// @param width of the window at first
  WindowFrame(
      MainMenu menu,
      CommandPalette palette,
      Region left,
      StackPane center,
      Region right,
      Node statusBar,
      double width) {
    left.setPrefWidth(LEFT_WIDTH);
    left.setMinWidth(180);
    right.setPrefWidth(RIGHT_WIDTH);
    right.setMinWidth(290);
    center.setMinSize(0, 0);
    center.getStyleClass().add("center");
    SplitPane split = new SplitPane(left, center, right);
    split.getStyleClass().add("main-split");
    SplitPane.setResizableWithParent(left, false);
    SplitPane.setResizableWithParent(right, false);
    split.setDividerPositions(LEFT_WIDTH / width, 1 - RIGHT_WIDTH / width);
    setCenter(split);
    setTop(top(menu, palette));
    setBottom(statusBar);
    setMinSize(Region.USE_COMPUTED_SIZE, 0);
  }

  private static HBox top(MainMenu menu, CommandPalette palette) {
    Button search = new Button("Search commands", new FontIcon(Feather.SEARCH));
    search.setId("search-commands");
    search.getStyleClass().addAll("search-button", "small");
    search.setFocusTraversable(false);
    search.setOnAction(event -> palette.show());
    Label keys = new Label("Ctrl+K");
    keys.getStyleClass().add("keys");
    HBox.setHgrow(menu, Priority.ALWAYS);
    HBox top = new HBox(8, menu, search, keys);
    top.setAlignment(Pos.CENTER_LEFT);
    top.getStyleClass().add("top-bar");
    return top;
  }
}
