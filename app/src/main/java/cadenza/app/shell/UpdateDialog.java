package cadenza.app.shell;

import cadenza.app.tasks.TaskRunner;
import cadenza.app.update.Releases;
import cadenza.app.update.UpdateModel;
import java.net.URI;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/// Asks for the latest release when it is opened, and says what came out.
final class UpdateDialog {
  private static final double WIDTH = 420;
  private static final double HEIGHT = 168;

  private final UpdateModel model = new UpdateModel();
  private final Consumer<URI> browser;

  /// @param browser shows a page in the browser
  UpdateDialog(Consumer<URI> browser) {
    this.browser = browser;
  }

  void show(Stage owner, Releases releases, TaskRunner tasks) {
    Label words = paragraph("update-words");
    words.textProperty().bind(model.wordsProperty());
    Label advice = paragraph("update-advice");
    advice.getStyleClass().add("note");
    advice.textProperty().bind(model.adviceProperty());
    advice.visibleProperty().bind(model.adviceProperty().isNotEmpty());
    advice.managedProperty().bind(advice.visibleProperty());
    ProgressBar bar = new ProgressBar();
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.visibleProperty().bind(model.askingProperty());
    bar.managedProperty().bind(bar.visibleProperty());
    Button page = new Button("Open its page");
    page.setId("update-page");
    page.getStyleClass().add("accent");
    page.visibleProperty().bind(Bindings.isNotNull(model.pageProperty()));
    page.managedProperty().bind(page.visibleProperty());
    page.setOnAction(event -> {
      URI at = model.pageProperty().get();
      if (at != null) {
        browser.accept(at);
      }
    });
    Label privacy = paragraph("update-privacy");
    privacy.getStyleClass().add("note");
    privacy.setText(
        "Asked only when you choose this command. Nothing is sent but the one request.");
    Region space = new Region();
    VBox.setVgrow(space, Priority.ALWAYS);
    VBox content = new VBox(10, words, advice, bar, page, space, privacy);
    // One size for question and answer: the window does not jump.
    content.setPrefSize(WIDTH, HEIGHT);

    Alert dialog = new Alert(Alert.AlertType.NONE, "", ButtonType.CLOSE);
    dialog.initOwner(owner);
    dialog.setTitle("Updates");
    dialog.setHeaderText("Updates");
    dialog.getDialogPane().setContent(content);
    dialog.setOnHidden(event -> model.cancel());
    dialog.show();
    model.ask(releases, tasks);
  }

  private static Label paragraph(String id) {
    Label label = new Label();
    label.setId(id);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }
}
