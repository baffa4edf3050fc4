package cadenza.app.pictures;

import cadenza.app.tasks.TaskRunner;
import cadenza.render.Camera;
import java.util.List;
import java.util.function.BiFunction;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// The form of the dialogs of screenshot and turntable: the picture in small, rows of settings
/// beside it, what it will be or what is wrong below.
final class PictureDialog {
  private static final double ROWS_WIDTH = 350;

  private PictureDialog() {}

  /// Shows it and waits; true if the person wants the picture saved.
  ///
  /// @param camera where the picture is drawn from, for the picture in small
  /// @param problem empty while the picture can be saved
  static boolean confirm(
      Window owner,
      String title,
      PictureSettings settings,
      BiFunction<Subject, PictureSize, Camera> camera,
      TaskRunner tasks,
      List<? extends Node> settingRows,
      StringBinding summary,
      StringBinding problem) {
    Label note = new Label();
    note.setId("picture-note");
    note.setWrapText(true);
    note.setMinHeight(54);
    note.setMaxWidth(ROWS_WIDTH);
    note.getStyleClass().add("note");
    note.textProperty().bind(Bindings.when(problem.isEmpty()).then(summary).otherwise(problem));
    problem.addListener((property, old, now) -> markProblem(note, now));
    markProblem(note, problem.get());
    VBox rows = new VBox(10);
    rows.getChildren().addAll(settingRows);
    rows.getChildren().add(note);
    rows.setMinWidth(ROWS_WIDTH);
    rows.setPrefWidth(ROWS_WIDTH);
    PicturePreview preview = new PicturePreview(settings, camera, tasks);
    HBox content = new HBox(20, preview, rows);
    content.setPadding(new Insets(16, 18, 4, 18));

    ButtonType save = new ButtonType("Save…", ButtonData.OK_DONE);
    Dialog<ButtonType> dialog = new Dialog<>();
    dialog.initOwner(owner);
    dialog.setTitle(title);
    dialog.setHeaderText(title);
    dialog.getDialogPane().setContent(content);
    dialog.getDialogPane().getButtonTypes().setAll(ButtonType.CANCEL, save);
    dialog.getDialogPane().getStylesheets().setAll(owner.getScene().getStylesheets());
    Node button = dialog.getDialogPane().lookupButton(save);
    button.setId("picture-save");
    button.disableProperty().bind(problem.isNotEmpty());
    try {
      return dialog.showAndWait().orElse(ButtonType.CANCEL) == save;
    } finally {
      preview.close();
      note.textProperty().unbind();
      button.disableProperty().unbind();
    }
  }

  private static void markProblem(Label note, String problem) {
    note.getStyleClass().remove("note-problem");
    if (!problem.isEmpty()) {
      note.getStyleClass().add("note-problem");
    }
  }
}
