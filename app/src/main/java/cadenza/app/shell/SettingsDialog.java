package cadenza.app.shell;

import cadenza.app.pipeline.AppFolders;
import cadenza.app.settings.RendererKind;
import cadenza.app.settings.Settings;
import cadenza.app.settings.ThemeChoice;
import java.nio.file.Path;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.Property;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javafx.util.StringConverter;

/// What concerns the whole program, in one place. Every change counts at once, so there is nothing
/// to apply or to take back.
final class SettingsDialog {
  private static final double WIDTH = 520;

  private final Settings settings;
  private final AppFolders folders;
  private final ObservableValue<String> cacheSize;
  private final Actions actions;

  /// What its buttons do.
  ///
  /// @param clearCaches asks whether to, then does
  /// @param gpuLibraries shows where they are fetched and removed
  record Actions(Runnable clearCaches, Runnable gpuLibraries) {}

  /// @param cacheSize in words; changes when it is known
  SettingsDialog(
      Settings settings, AppFolders folders, ObservableValue<String> cacheSize, Actions actions) {
    this.settings = settings;
    this.folders = folders;
    this.cacheSize = cacheSize;
    this.actions = actions;
  }

  void show(Stage owner) {
    Alert dialog = new Alert(Alert.AlertType.NONE, "", ButtonType.CLOSE);
    dialog.initOwner(owner);
    dialog.setTitle("Settings");
    dialog.setHeaderText("Settings");
    dialog.getDialogPane().setContent(content(dialog));
    dialog.show();
  }

  private GridPane content(Alert dialog) {
    GridPane grid = new GridPane(14, 9);
    grid.setId("settings");
    grid.setPrefWidth(WIDTH);
    ColumnConstraints wide = new ColumnConstraints();
    wide.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().addAll(new ColumnConstraints(112), wide);
    int row = 0;
    row = title(grid, row, "Window");
    grid.addRow(
        row++,
        new Label("Theme"),
        choice(
            "settings-theme", settings.themeProperty(), ThemeChoice.values(), ThemeChoice::title));
    row = title(grid, row, "Picture");
    grid.addRow(
        row++,
        new Label("Drawn by"),
        choice(
            "settings-renderer",
            settings.rendererProperty(),
            RendererKind.values(),
            RendererKind::title));
    grid.add(
        check(
            "settings-orbit",
            "Turn about the point that was pressed",
            settings.orbitAtPointerProperty()),
        1,
        row++);
    grid.add(
        check(
            "settings-legend",
            "List the classes over the picture",
            settings.legendInPictureProperty()),
        1,
        row++);
    row = title(grid, row, "On the disk");
    Label size = new Label();
    size.setId("settings-cache-size");
    size.textProperty().bind(cacheSize);
    grid.addRow(
        row++,
        new Label("Caches"),
        line(size, button("settings-clear", "Clear caches…", dialog, actions.clearCaches())));
    grid.add(place("settings-cache", folders.cache()), 1, row++);
    grid.addRow(row++, new Label("Settings in"), place("settings-config", folders.config()));
    grid.addRow(row++, new Label("Own data in"), place("settings-data", folders.data()));
    Label gpu = new Label("For an NVIDIA GPU");
    gpu.getStyleClass().add("note");
    grid.addRow(
        row,
        new Label("GPU"),
        line(gpu, button("settings-gpu", "GPU libraries…", dialog, actions.gpuLibraries())));
    grid.getChildren()
        .forEach(node -> {
          if (node instanceof Label label) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
          }
        });
    return grid;
  }

  private static int title(GridPane grid, int row, String words) {
    Label title = new Label(words);
    title.getStyleClass().add("notice-title");
    grid.add(title, 0, row, 2, 1);
    return row + 1;
  }

  private static <T> ComboBox<T> choice(
      String id, ObjectProperty<T> property, T[] all, Function<T, String> words) {
    ComboBox<T> box = new ComboBox<>(FXCollections.observableArrayList(all));
    box.setId(id);
    box.setMaxWidth(Double.MAX_VALUE);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(T value) {
            return value == null ? "" : words.apply(value);
          }

          @Override
          public T fromString(String text) {
            throw new UnsupportedOperationException("nothing is typed here");
          }
        });
    box.valueProperty().bindBidirectional(property);
    return box;
  }

  private static CheckBox check(String id, String words, Property<Boolean> property) {
    CheckBox box = new CheckBox(words);
    box.setId(id);
    box.selectedProperty().bindBidirectional(property);
    return box;
  }

  // What they show or ask is behind this dialog.
  private static Button button(String id, String words, Alert dialog, Runnable action) {
    Button button = new Button(words);
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(event -> {
      dialog.close();
      action.run();
    });
    return button;
  }

  private static HBox line(Label words, Button button) {
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox line = new HBox(8, words, button);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  // A field, so that it can be copied.
  private static TextField place(String id, Path folder) {
    TextField field = new TextField(folder.toString());
    field.setId(id);
    field.setEditable(false);
    field.setFocusTraversable(false);
    return field;
  }
}
