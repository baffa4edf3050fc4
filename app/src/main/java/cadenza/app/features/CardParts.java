package cadenza.app.features;

import cadenza.app.tasks.Problem;
import cadenza.app.tasks.RunningTask;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What the cards of things to download are put together from: facts with names, progress, what
/// went wrong, small buttons.
final class CardParts {
  private static final double NAME_WIDTH = 64;

  private CardParts() {}

  /// A table for facts.
  static GridPane facts() {
    GridPane grid = new GridPane(8, 6);
    ColumnConstraints names = new ColumnConstraints(NAME_WIDTH);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().addAll(names, values);
    return grid;
  }

  /// Adds a fact below those that are there.
  static void fact(GridPane grid, String name, Node value) {
    Label label = new Label(name);
    label.getStyleClass().add("note");
    GridPane.setValignment(label, VPos.TOP);
    grid.addRow(grid.getRowCount(), label, value);
  }

  /// A file or folder, shortened in the middle where there is no room.
  static Label path(Path path) {
    Label label = new Label(path.toString());
    label.getStyleClass().add("card-text");
    label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    label.setTooltip(new Tooltip(path.toString()));
    return label;
  }

  /// The address of a page as people write it.
  static String shown(URI page) {
    return page.getHost() + page.getPath();
  }

  /// A link that opens a page in the browser.
  static Hyperlink link(String text, URI page, Consumer<URI> browser) {
    Hyperlink link = new Hyperlink(text);
    link.getStyleClass().add("card-link");
    link.setWrapText(true);
    link.setMinHeight(Region.USE_PREF_SIZE);
    link.setTooltip(new Tooltip("Opens " + page + " in the browser"));
    link.setOnAction(event -> browser.accept(page));
    return link;
  }

  /// Bar and step of the task under way; takes no room when none is.
  static VBox progress(ReadOnlyObjectProperty<@Nullable RunningTask> running, String id) {
    ProgressBar bar = new ProgressBar();
    bar.setMaxWidth(Double.MAX_VALUE);
    Label step = new Label();
    step.setId(id);
    step.getStyleClass().add("note");
    running.subscribe(task -> {
      bar.progressProperty().unbind();
      step.textProperty().unbind();
      if (task != null) {
        bar.progressProperty().bind(task.fractionProperty());
        step.textProperty().bind(task.descriptionBinding());
      }
    });
    VBox box = new VBox(5, bar, step);
    showWhen(box, Bindings.isNotNull(running));
    return box;
  }

  /// What went wrong last and what to do; takes no room when nothing did.
  static VBox problem(ReadOnlyObjectProperty<@Nullable Problem> last, String id) {
    Label what = WeightsObstacleView.paragraph("", "card-text");
    what.setId(id);
    what.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
    Label advice = WeightsObstacleView.paragraph("", "note");
    last.subscribe((@Nullable Problem problem) -> {
      what.setText(problem == null ? "" : problem.what());
      advice.setText(problem == null ? "" : problem.advice());
    });
    VBox box = new VBox(3, what, advice);
    box.getStyleClass().add("card-problem");
    showWhen(box, Bindings.isNotNull(last));
    return box;
  }

  /// Stops the task under way; greyed while it stops.
  static Button stop(
      String text,
      String id,
      ReadOnlyObjectProperty<@Nullable RunningTask> running,
      Runnable action) {
    Button button = small(text, id, action);
    showWhen(button, Bindings.isNotNull(running));
    running.subscribe((@Nullable RunningTask task) -> {
      button.disableProperty().unbind();
      if (task != null) {
        button.disableProperty().bind(task.stoppingProperty());
      }
    });
    return button;
  }

  static Button small(String text, String id, Runnable action) {
    Button button = new Button(text);
    button.setId(id);
    button.getStyleClass().add("small");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(event -> action.run());
    return button;
  }

  /// Takes no room while the condition does not hold.
  static void showWhen(Node node, BooleanExpression condition) {
    node.visibleProperty().bind(condition);
    node.managedProperty().bind(condition);
  }
}
