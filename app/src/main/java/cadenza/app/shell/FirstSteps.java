package cadenza.app.shell;

import cadenza.app.settings.Settings;
import cadenza.app.workspace.Workspace;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The three things to try, in a card over the picture: by itself on the very first start, once a
/// scan is there; later from the Help menu. It takes nothing away from the picture but its own
/// place, and goes with one click.
final class FirstSteps extends VBox {
  private static final double WIDTH = 268;
  private static final double ABOVE_AXES = 128;

  private final BooleanProperty wanted = new SimpleBooleanProperty();

  /// What its links do.
  ///
  /// @param annotate shows the tab for labels
  /// @param palette opens the search for commands
  /// @param shortcuts shows the sheet of keys and mouse
  record Links(Runnable annotate, Runnable palette, Runnable shortcuts) {}

  /// @param settings remember that it was seen
  FirstSteps(Settings settings, Workspace workspace, Links links) {
    super(9);
    setId("first-steps");
    getStyleClass().addAll("notice", "first-steps");
    setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    StackPane.setAlignment(this, Pos.BOTTOM_RIGHT);
    StackPane.setMargin(this, new Insets(0, 12, ABOVE_AXES, 0));
    wanted.set(!settings.firstStepsSeenProperty().get());
    visibleProperty().bind(wanted.and(Bindings.isNotNull(workspace.currentProperty())));
    // Seen once it was there to be seen, whatever becomes of it.
    visibleProperty()
        .subscribe(seen -> {
          if (seen) {
            settings.firstStepsSeenProperty().set(true);
          }
        });

    Label title = new Label("Three things to try", new FontIcon(Feather.COMPASS));
    title.getStyleClass().add("notice-title");
    title.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(title, Priority.ALWAYS);
    Button close = new Button(null, new FontIcon(Feather.X));
    close.setId("first-steps-close");
    close.getStyleClass().addAll("flat", "button-icon", "small");
    close.setFocusTraversable(false);
    close.setTooltip(new Tooltip("Close; Help > First steps shows it again"));
    close.setOnAction(event -> wanted.set(false));
    HBox head = new HBox(6, title, close);
    head.setAlignment(Pos.CENTER_LEFT);
    getChildren()
        .addAll(
            head,
            step("1", "Click a thing", "All that the encoder finds like it lights up."),
            step(
                "2",
                "Label with a few clicks",
                "Name classes, click some points of each: the rest is predicted.",
                link("Open the Annotate tab", "first-steps-annotate", links.annotate())),
            step(
                "3",
                "Press Ctrl+K",
                "Finds every command by its name. F1 lists keys and mouse.",
                link("Search commands", "first-steps-palette", links.palette()),
                link("Keys and mouse", "first-steps-shortcuts", links.shortcuts())));
  }

  /// Shows it again.
  void show() {
    wanted.set(true);
  }

  private static HBox step(String number, String what, String why, Node... links) {
    Label badge = new Label(number);
    badge.getStyleClass().add("step-number");
    badge.setMinWidth(Region.USE_PREF_SIZE);
    Label name = new Label(what);
    name.getStyleClass().add("step-name");
    Label text = new Label(why);
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    text.getStyleClass().add("note");
    VBox words = new VBox(1, name, text);
    if (links.length > 0) {
      words.getChildren().add(new HBox(12, links));
    }
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row = new HBox(9, badge, words);
    row.setAlignment(Pos.TOP_LEFT);
    return row;
  }

  private static Hyperlink link(String text, String id, Runnable action) {
    Hyperlink link = new Hyperlink(text);
    link.setId(id);
    link.getStyleClass().add("card-link");
    link.setFocusTraversable(false);
    link.setOnAction(event -> {
      link.setVisited(false);
      action.run();
    });
    return link;
  }
}
