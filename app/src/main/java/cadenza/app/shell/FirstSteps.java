package cadenza.app.shell;

import cadenza.app.settings.Settings;
import cadenza.app.workspace.Workspace;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableDoubleValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
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
  private static final double GAP = -8; // the notices have a rim of their own
  private static final double NARROW = 640;
  private static final double BUTTONS = 40; // those over the picture, at its left

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
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    managedProperty().bind(visibleProperty());
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
    Hyperlink shortcuts =
        link("F1 lists keys and mouse", "first-steps-shortcuts", links.shortcuts());
    shortcuts.getStyleClass().remove("step-name");
    Label click = new Label("Click a thing in the picture");
    click.getStyleClass().add("step-name");
    getChildren()
        .addAll(
            head,
            step("1", click, note("All that is like it lights up.")),
            step(
                "2",
                link("Label with a few clicks", "first-steps-annotate", links.annotate()),
                note("A few points each; the rest is predicted.")),
            step(
                "3",
                link("Ctrl+K finds every command", "first-steps-palette", links.palette()),
                shortcuts));
  }

  /// This card below the notices, which push it down while they are there; in a narrow picture
  /// below its buttons too.
  VBox below(Region notices, ObservableDoubleValue pictureWidth) {
    pictureWidth.subscribe(width ->
        VBox.setMargin(this, new Insets(width.doubleValue() < NARROW ? BUTTONS : 0, 12, 0, 0)));
    VBox corner = new VBox(GAP, notices, this);
    corner.setAlignment(Pos.TOP_RIGHT);
    corner.setPickOnBounds(false);
    corner.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    StackPane.setAlignment(corner, Pos.TOP_RIGHT);
    return corner;
  }

  /// Shows it again.
  void show() {
    wanted.set(true);
  }

  private static HBox step(String number, Labeled what, Labeled more) {
    Label badge = new Label(number);
    badge.getStyleClass().add("step-number");
    badge.setMinWidth(Region.USE_PREF_SIZE);
    HBox row = new HBox(9, badge, new VBox(1, what, more));
    row.setAlignment(Pos.TOP_LEFT);
    return row;
  }

  private static Label note(String text) {
    Label note = new Label(text);
    note.getStyleClass().add("note");
    return note;
  }

  private static Hyperlink link(String text, String id, Runnable action) {
    Hyperlink link = new Hyperlink(text);
    link.setId(id);
    link.getStyleClass().addAll("card-link", "step-name");
    link.setFocusTraversable(false);
    link.setOnAction(event -> {
      link.setVisited(false);
      action.run();
    });
    return link;
  }
}
