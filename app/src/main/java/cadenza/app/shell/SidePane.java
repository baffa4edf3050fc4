package cadenza.app.shell;

import java.util.Locale;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The right side of the window: a tab for each part of the work, of which one is seen.
final class SidePane extends TabPane {
  SidePane() {
    setId("side-pane");
    getStyleClass().addAll("side-tabs");
    setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
    setTabDragPolicy(TabDragPolicy.FIXED);
  }

  /// Adds a tab of sections, one below the other.
  void add(String title, Feather icon, String tip, Node... sections) {
    VBox column = new VBox(sections);
    column.getStyleClass().add("sections");
    ScrollPane scroll = new ScrollPane(column);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().addAll("edge-to-edge", "side-pane");
    Tab tab = new Tab(title, scroll);
    tab.setId("tab-" + title.toLowerCase(Locale.ROOT));
    tab.setGraphic(new FontIcon(icon));
    tab.setTooltip(new Tooltip(tip));
    getTabs().add(tab);
  }

  /// Scrolls the tab of this title to its beginning, once what has changed in it has its place.
  void scrollToTop(String title) {
    Platform.runLater(() ->
        getTabs().stream()
            .filter(tab -> tab.getText().equals(title))
            .map(Tab::getContent)
            .forEach(content -> ((ScrollPane) content).setVvalue(0)));
  }

  /// Shows the tab of this title.
  void show(String title) {
    getTabs().stream()
        .filter(tab -> tab.getText().equals(title))
        .findFirst()
        .ifPresent(getSelectionModel()::select);
  }
}
