package cadenza.app.scans;

import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The list of open scans.
public final class ScansPane extends BorderPane {
  /// @param openFiles asks for files and opens them
  public ScansPane(Workspace workspace, ScansModel model, Runnable openFiles) {
    getStyleClass().addAll("side-pane", "scans-pane");
    setId("scans-pane");

    Label title = new Label("Scans");
    title.getStyleClass().add("pane-title");
    Label count = new Label();
    count.getStyleClass().add("count-badge");
    count.textProperty().bind(Bindings.size(workspace.scans()).asString());
    count.visibleProperty().bind(Bindings.isNotEmpty(workspace.scans()));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button add = new Button(null, new FontIcon(Feather.PLUS));
    add.getStyleClass().addAll("flat", "button-icon", "small");
    add.setTooltip(new Tooltip("Open scans…"));
    add.setId("add-scan");
    add.setFocusTraversable(false);
    add.setOnAction(event -> openFiles.run());
    HBox header = new HBox(8, title, count, gap, add);
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("pane-header");
    setTop(header);

    ListView<OpenScan> list = new ListView<>(workspace.scans());
    list.setId("scan-list");
    list.getStyleClass().addAll("edge-to-edge", "scan-list");
    list.setCellFactory(view -> new ScanCell(model::close));
    Label nothing = new Label("No scan is open.\nDrop files here, or press  +");
    nothing.getStyleClass().add("placeholder");
    nothing.setWrapText(true);
    list.setPlaceholder(nothing);
    setCenter(list);

    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((property, old, now) -> {
          if (now != null) {
            workspace.currentProperty().set(now);
          }
        });
    workspace.currentProperty().addListener((property, old, now) -> select(list, now));
    select(list, workspace.current());
  }

  private static void select(ListView<OpenScan> list, @Nullable OpenScan scan) {
    if (scan == null) {
      list.getSelectionModel().clearSelection();
    } else if (list.getSelectionModel().getSelectedItem() != scan) {
      list.getSelectionModel().select(scan);
      list.scrollTo(scan);
    }
  }
}
