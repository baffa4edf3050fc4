package cadenza.app.shell;

import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/// Asks what the columns of a text are.
final class ColumnsDialog {
  private static final double WIDTH = 520;

  private final Dialog<String> dialog = new Dialog<>();
  private final TextField names;

  /// @param now what the columns were read as
  ColumnsDialog(Stage owner, String now) {
    names = new TextField(now);
    names.setId("columns");
    Label meaning =
        new Label(
            "A name for each column, in their order: x y z, red green blue, nx ny nz, intensity,"
                + " label, or any other. A - leaves the column out.");
    meaning.setWrapText(true);
    meaning.setPrefWidth(WIDTH);
    ButtonType read = new ButtonType("Read again", ButtonBar.ButtonData.OK_DONE);
    DialogPane pane = dialog.getDialogPane();
    pane.getButtonTypes().setAll(read, ButtonType.CANCEL);
    pane.lookupButton(read).disableProperty().bind(names.textProperty().map(String::isBlank));
    pane.setContent(new VBox(12, meaning, names));
    dialog.initOwner(owner);
    dialog.setTitle("Columns");
    dialog.setHeaderText("What the columns of this text are");
    // later: the dialog itself gives the focus to its button
    dialog.setOnShown(shown -> Platform.runLater(names::requestFocus));
    dialog.setResultConverter(button -> read.equals(button) ? names.getText() : null);
  }

  /// What the person says; empty if nothing is to change.
  Optional<String> ask() {
    return dialog.showAndWait();
  }
}
