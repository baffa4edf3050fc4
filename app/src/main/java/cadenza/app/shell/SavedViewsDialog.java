package cadenza.app.shell;

import cadenza.app.settings.SavedView;
import cadenza.app.viewport.views.SavedViewsModel;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The list of a scan's saved views, to rename, visit and delete them.
final class SavedViewsDialog {
  private final SavedViewsModel model;
  private final VBox rows = new VBox(6);

  SavedViewsDialog(SavedViewsModel model) {
    this.model = model;
  }

  void show(Stage owner) {
    Alert dialog = new Alert(Alert.AlertType.NONE, "", ButtonType.CLOSE);
    dialog.initOwner(owner);
    dialog.setTitle("Saved views");
    dialog.setHeaderText("Saved views");
    ScrollPane scroll = new ScrollPane(rows);
    scroll.setFitToWidth(true);
    scroll.setPrefViewportHeight(300);
    scroll.setPrefViewportWidth(440);
    scroll.getStyleClass().add("edge-to-edge");
    dialog.getDialogPane().setContent(scroll);
    ChangeListener<Object> changed = (property, old, now) -> fill();
    model.viewsProperty().addListener(changed);
    dialog.setOnHidden(event -> model.viewsProperty().removeListener(changed));
    fill();
    dialog.show();
  }

  private void fill() {
    rows.getChildren().setAll(model.views().stream().map(this::row).toList());
    if (rows.getChildren().isEmpty()) {
      rows.getChildren().add(new Label("No views of this scan are kept."));
    }
  }

  private Node row(SavedView view) {
    TextField name = new TextField(view.name());
    name.setOnAction(event -> model.rename(view, name.getText()));
    name.focusedProperty()
        .addListener((property, old, focused) -> {
          if (!focused && model.views().contains(view) && !name.getText().equals(view.name())) {
            model.rename(view, name.getText());
          }
        });
    HBox.setHgrow(name, Priority.ALWAYS);
    Label keys = new Label(view.slot() == 0 ? "" : "Ctrl+" + view.slot());
    keys.getStyleClass().add("keys");
    keys.setVisible(view.slot() != 0);
    keys.setMinWidth(52);
    Button go = button(Feather.EYE, "Go there", () -> model.goTo(view));
    Button delete = button(Feather.TRASH_2, "Delete", () -> model.delete(view));
    HBox row = new HBox(8, keys, name, go, delete);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private static Button button(Feather icon, String tip, Runnable action) {
    Button button = new Button(null, new FontIcon(icon));
    button.getStyleClass().addAll("flat", "button-icon");
    button.setTooltip(new Tooltip(tip));
    button.setOnAction(event -> action.run());
    return button;
  }
}
