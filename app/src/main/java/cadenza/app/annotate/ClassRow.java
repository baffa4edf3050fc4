package cadenza.app.annotate;

import cadenza.app.labels.LabelClass;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ColorPicker;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// One class: its key, colour, name and count, and what can be done with it.
final class ClassRow extends HBox {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
  private static final double NAME_WIDTH = 60;

  private final AnnotateModel model;
  private final LabelClass shown;
  private final StackPane nameCell = new StackPane();
  private final Label name;
  private final Label count = new Label();

  /// @param place in the list, from 1
  ClassRow(AnnotateModel model, LabelClass shown, int place) {
    super(6);
    this.model = model;
    this.shown = shown;
    setId("class-" + place);
    getStyleClass().add("class-row");
    setAlignment(Pos.CENTER_LEFT);
    Label key = new Label(place <= 9 ? Integer.toString(place) : "");
    key.getStyleClass().add("class-key");
    name = new Label(shown.name());
    name.getStyleClass().add("class-name");
    name.setMaxWidth(Double.MAX_VALUE);
    name.setOpacity(shown.shown() ? 1 : 0.5);
    nameCell.setMinWidth(NAME_WIDTH);
    nameCell.setAlignment(Pos.CENTER_LEFT);
    nameCell.getChildren().add(name);
    HBox.setHgrow(nameCell, Priority.ALWAYS);
    count.getStyleClass().add("figure");
    count.setMinWidth(Region.USE_PREF_SIZE);
    getChildren().addAll(key, color(), nameCell, count, eye(), lock(), more(place));
    setOnMouseClicked(event -> {
      if (event.getClickCount() == 2) {
        rename();
      } else {
        model.choose(Ink.of(shown.id()));
      }
    });
    Tooltip.install(
        nameCell,
        new Tooltip(
            place <= 9
                ? "Paint with this class  (" + place + ")\nDouble-click renames"
                : "Paint with this class\nDouble-click renames"));
  }

  int classId() {
    return shown.id();
  }

  /// @param points of the shown scan that have this class
  void update(boolean chosen, int points) {
    pseudoClassStateChanged(CHOSEN, chosen);
    count.setText(points == 0 ? "" : String.format(Locale.US, "%,d", points));
  }

  private ColorPicker color() {
    int argb = shown.argb();
    ColorPicker picker =
        new ColorPicker(Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff));
    picker.getStyleClass().addAll("button", "class-color");
    picker.setFocusTraversable(false);
    picker.setTooltip(new Tooltip("Colour"));
    picker.setOnAction(event -> {
      Color chosen = picker.getValue();
      int rgb =
          (int) Math.round(255 * chosen.getRed()) << 16
              | (int) Math.round(255 * chosen.getGreen()) << 8
              | (int) Math.round(255 * chosen.getBlue());
      model.labels().change(shown.withArgb(0xff000000 | rgb));
    });
    return picker;
  }

  private Button eye() {
    Button button = small(shown.shown() ? Feather.EYE : Feather.EYE_OFF, "eye");
    button.setTooltip(
        new Tooltip(shown.shown() ? "Hide this class in the picture" : "Show this class"));
    button.setOnAction(event -> model.labels().change(shown.withShown(!shown.shown())));
    return button;
  }

  private Button lock() {
    Button button = small(shown.locked() ? Feather.LOCK : Feather.UNLOCK, "lock");
    button.setTooltip(
        new Tooltip(
            shown.locked()
                ? "Unlock: its labels can be painted over again"
                : "Lock: nothing paints over its labels"));
    button.setOnAction(event -> model.labels().change(shown.withLocked(!shown.locked())));
    return button;
  }

  private MenuButton more(int place) {
    MenuButton menu = new MenuButton(null, new FontIcon(Feather.MORE_HORIZONTAL));
    menu.setId("class-more-" + place);
    menu.getStyleClass().addAll("row-button", "no-arrow");
    menu.setFocusTraversable(false);
    menu.setTooltip(new Tooltip("Rename, merge, delete"));
    menu.setOnShowing(event -> fill(menu));
    fill(menu);
    return menu;
  }

  private void fill(MenuButton menu) {
    MenuItem rename = new MenuItem("Rename", new FontIcon(Feather.EDIT_2));
    rename.setOnAction(event -> rename());
    MenuItem selection = new MenuItem("Label what is selected", new FontIcon(Feather.CHECK_SQUARE));
    selection.setOnAction(event -> model.labelSelection(shown.id()));
    MenuItem up = new MenuItem("Move up", new FontIcon(Feather.ARROW_UP));
    int index = model.labels().classes().indexOf(shown);
    up.setDisable(index <= 0);
    up.setOnAction(event -> model.labels().moveClass(shown.id(), index - 1));
    Menu merge = new Menu("Merge into", new FontIcon(Feather.GIT_MERGE));
    for (LabelClass other : model.labels().classes()) {
      if (other.id() != shown.id()) {
        MenuItem into = new MenuItem(other.name());
        into.setMnemonicParsing(false);
        into.setOnAction(event -> model.labels().mergeClasses(shown.id(), other.id()));
        merge.getItems().add(into);
      }
    }
    merge.setDisable(merge.getItems().isEmpty());
    MenuItem delete = new MenuItem("Delete (undo brings it back)", new FontIcon(Feather.TRASH_2));
    delete.setOnAction(event -> model.labels().removeClass(shown.id()));
    menu.getItems().setAll(rename, selection, up, merge, new SeparatorMenuItem(), delete);
  }

  /// The name becomes a field; Enter takes what was typed, Escape does not.
  void rename() {
    TextField field = new TextField(shown.name());
    field.setId("class-rename");
    field.getStyleClass().add("small");
    field.setOnAction(event -> finish(field));
    field.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            nameCell.getChildren().setAll(name);
            event.consume();
          }
        });
    field
        .focusedProperty()
        .addListener((property, old, now) -> {
          if (!now) {
            finish(field);
          }
        });
    nameCell.getChildren().setAll(field);
    field.requestFocus();
    field.selectAll();
  }

  private void finish(TextField field) {
    if (!nameCell.getChildren().contains(field)) {
      return;
    }
    nameCell.getChildren().setAll(name);
    String wanted = field.getText().strip();
    if (!wanted.isEmpty() && !wanted.equals(shown.name())) {
      model.labels().change(shown.withName(wanted));
    }
  }

  private static Button small(Feather icon, String style) {
    Button button = new Button(null, new FontIcon(icon));
    button.getStyleClass().addAll("row-button", "class-" + style);
    button.setFocusTraversable(false);
    return button;
  }
}
