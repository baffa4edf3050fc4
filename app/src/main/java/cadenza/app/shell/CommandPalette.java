package cadenza.app.shell;

import java.util.List;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// A search over all commands, above the window: type some letters, Enter does the first.
final class CommandPalette extends StackPane {
  private static final double WIDTH = 540;
  private static final double ROW_HEIGHT = 34;
  private static final int ROWS = 11;

  private final TextField query = new TextField();
  private final ListView<Command> list = new ListView<>();
  private final List<Command> commands;
  private final ObservableList<Command> source = FXCollections.observableArrayList();
  private final FilteredList<Command> matching = new FilteredList<>(source);
  private Supplier<List<Command>> more = List::of;
  private Runnable onClosed = () -> {};

  CommandPalette(List<Command> commands) {
    this.commands = List.copyOf(commands);
    getStyleClass().add("palette-veil");
    setVisible(false);
    setId("command-palette");
    query.setPromptText("Search commands");
    query.setId("palette-query");
    query.getStyleClass().add("palette-query");
    query.textProperty().addListener(observable -> filter());
    list.setItems(matching);
    list.setId("palette-list");
    list.setFocusTraversable(false);
    list.setFixedCellSize(ROW_HEIGHT);
    list.getStyleClass().add("edge-to-edge");
    list.setCellFactory(view -> new Cell());
    list.setPlaceholder(new Label("No command has these words."));
    list.setOnMouseClicked(event -> runSelected());

    VBox box = new VBox(query, list);
    box.getStyleClass().add("palette");
    box.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    list.setPrefHeight(ROWS * ROW_HEIGHT + 2);
    getChildren().add(box);
    setAlignment(Pos.TOP_CENTER);

    setOnMousePressed(event -> hide());
    box.setOnMousePressed(event -> event.consume());
    query.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
  }

  /// Told when the palette goes, to give the focus back.
  void setOnClosed(Runnable action) {
    onClosed = action;
  }

  /// @param commands asked each time for those that come and go
  void setMore(Supplier<List<Command>> commands) {
    more = commands;
  }

  void show() {
    query.clear();
    source.setAll(commands);
    source.addAll(more.get());
    filter();
    setVisible(true);
    query.requestFocus();
  }

  void hide() {
    if (isVisible()) {
      setVisible(false);
      onClosed.run();
    }
  }

  private void filter() {
    String words = query.getText();
    matching.setPredicate(command -> command.enabled().get() && command.matches(words));
    list.setPrefHeight(Math.clamp(matching.size(), 1, ROWS) * ROW_HEIGHT + 2);
    list.getSelectionModel().selectFirst();
    list.scrollTo(0);
  }

  private void key(KeyEvent event) {
    KeyCode code = event.getCode();
    switch (code) {
      case ESCAPE -> hide();
      case ENTER -> runSelected();
      case DOWN -> move(1);
      case UP -> move(-1);
      case PAGE_DOWN -> move(ROWS - 1);
      case PAGE_UP -> move(1 - ROWS);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void move(int rows) {
    int last = matching.size() - 1;
    if (last >= 0) {
      int index = Math.clamp((long) list.getSelectionModel().getSelectedIndex() + rows, 0, last);
      list.getSelectionModel().select(index);
      list.scrollTo(Math.max(0, index - ROWS + 2));
    }
  }

  private void runSelected() {
    Command chosen = list.getSelectionModel().getSelectedItem();
    hide();
    if (chosen != null) {
      chosen.run();
    }
  }

  /// Icon, words, group and keys of a command.
  private static final class Cell extends ListCell<Command> {
    Cell() {
      setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Command command, boolean empty) {
      super.updateItem(command, empty);
      if (empty || command == null) {
        setGraphic(null);
        return;
      }
      Label title = new Label(command.words(), new FontIcon(command.icon()));
      title.setGraphicTextGap(10);
      Label group = new Label(command.group());
      group.getStyleClass().add("palette-group");
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      HBox row = new HBox(10, title, group, gap);
      row.setAlignment(Pos.CENTER_LEFT);
      if (command.shortcut() != null) {
        Label keys = new Label(command.shortcut().getDisplayText());
        keys.getStyleClass().add("keys");
        row.getChildren().add(keys);
      }
      setGraphic(row);
    }
  }
}
