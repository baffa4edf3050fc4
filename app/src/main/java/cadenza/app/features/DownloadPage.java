package cadenza.app.features;

import cadenza.app.tasks.Problem;
import cadenza.app.tasks.RunningTask;
import cadenza.app.weights.ByteCount;
import cadenza.app.weights.OfficialWeights;
import java.net.URI;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.geometry.Pos;
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
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What official weights are, under which licence, how large, and where they go; download, pause,
/// go on.
final class DownloadPage extends VBox {
  private static final double NAME_WIDTH = 64;

  private final DownloadModel model;
  private final Consumer<URI> browser;
  private int row;

  /// @param browser shows a page, outside of the program
  /// @param close leaves the page
  DownloadPage(DownloadModel model, Consumer<URI> browser, Runnable close) {
    super(9);
    this.model = model;
    this.browser = browser;
    setId("download-page");
    getStyleClass().add("card");
    OfficialWeights weights = model.weights();
    Label title = new Label(weights.title(), new FontIcon(Feather.PACKAGE));
    title.getStyleClass().add("card-title");
    getChildren()
        .addAll(
            title,
            WeightsObstacleView.paragraph(weights.purpose(), "card-text"),
            facts(weights),
            progress(),
            problem(),
            begun(),
            buttons(close));
  }

  private GridPane facts(OfficialWeights weights) {
    GridPane grid = new GridPane(8, 6);
    ColumnConstraints names = new ColumnConstraints(NAME_WIDTH);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().addAll(names, values);
    Label size = WeightsObstacleView.paragraph("", "card-text");
    size.setId("download-size");
    size.textProperty().bind(model.sizeProperty());
    Label checksum = WeightsObstacleView.paragraph("", "card-text");
    checksum.setId("download-checksum");
    checksum.textProperty().bind(model.checksumProperty());
    Label target = new Label(model.target().toString());
    target.getStyleClass().add("card-text");
    target.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    target.setTooltip(new Tooltip(model.target().toString()));
    VBox licence =
        new VBox(
            1,
            link(weights.licence().name(), weights.licence().page()),
            WeightsObstacleView.paragraph(weights.licence().meaning(), "card-text"));
    add(grid, "Licence", licence);
    add(grid, "Made by", WeightsObstacleView.paragraph(weights.makers(), "card-text"));
    add(grid, "From", link(shown(weights.origin()), weights.origin()));
    add(grid, "Size", size);
    add(grid, "Checksum", checksum);
    add(grid, "Goes to", target);
    return grid;
  }

  private void add(GridPane grid, String name, Node value) {
    Label label = new Label(name);
    label.getStyleClass().add("note");
    GridPane.setValignment(label, VPos.TOP);
    grid.addRow(row++, label, value);
  }

  private static String shown(URI page) {
    return page.getHost() + page.getPath();
  }

  private Hyperlink link(String text, URI page) {
    Hyperlink link = new Hyperlink(text);
    link.getStyleClass().add("card-link");
    link.setWrapText(true);
    link.setMinHeight(Region.USE_PREF_SIZE);
    link.setTooltip(new Tooltip("Opens " + page + " in the browser"));
    link.setOnAction(event -> browser.accept(page));
    return link;
  }

  private VBox progress() {
    ProgressBar bar = new ProgressBar();
    bar.setMaxWidth(Double.MAX_VALUE);
    Label step = new Label();
    step.setId("download-step");
    step.getStyleClass().add("note");
    model
        .taskProperty()
        .subscribe(task -> {
          bar.progressProperty().unbind();
          step.textProperty().unbind();
          if (task != null) {
            bar.progressProperty().bind(task.fractionProperty());
            step.textProperty().bind(task.descriptionBinding());
          }
        });
    VBox box = new VBox(5, bar, step);
    showWhen(box, Bindings.isNotNull(model.taskProperty()));
    return box;
  }

  private VBox problem() {
    Label what = WeightsObstacleView.paragraph("", "card-text");
    what.setId("download-problem");
    what.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
    Label advice = WeightsObstacleView.paragraph("", "note");
    model
        .problemProperty()
        .subscribe((@Nullable Problem problem) -> {
          what.setText(problem == null ? "" : problem.what());
          advice.setText(problem == null ? "" : problem.advice());
        });
    VBox box = new VBox(3, what, advice);
    box.getStyleClass().add("card-problem");
    showWhen(box, Bindings.isNotNull(model.problemProperty()));
    return box;
  }

  private Label begun() {
    Label label = WeightsObstacleView.paragraph("", "note");
    label.setId("download-begun");
    label
        .textProperty()
        .bind(
            model
                .begunProperty()
                .map(bytes ->
                    ByteCount.words(bytes.longValue())
                        + " are here; the download goes on from there."));
    showWhen(
        label, Bindings.isNull(model.taskProperty()).and(model.begunProperty().greaterThan(0)));
    return label;
  }

  private HBox buttons(Runnable close) {
    BooleanExpression busy = Bindings.isNotNull(model.taskProperty());
    BooleanExpression partly = model.begunProperty().greaterThan(0);
    Button download = new Button("Download", new FontIcon(Feather.DOWNLOAD));
    download.setId("download-start");
    download.getStyleClass().addAll("accent", "small");
    download
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> model.begunProperty().get() == 0 ? "Download" : "Go on",
                model.begunProperty()));
    download.setOnAction(event -> model.download());
    Button size = small("Check size", "download-ask", model::askSize);
    Button discard = small("Discard", "download-discard", model::discard);
    Button pause = small("Pause", "download-pause", model::pause);
    Button cancel = small("Cancel", "download-cancel", close);
    showWhen(download, busy.not());
    showWhen(size, busy.not().and(partly.not()));
    showWhen(discard, busy.not().and(partly));
    showWhen(pause, busy);
    model
        .taskProperty()
        .subscribe((@Nullable RunningTask task) -> {
          pause.disableProperty().unbind();
          if (task != null) {
            pause.disableProperty().bind(task.stoppingProperty());
          }
        });
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox box = new HBox(6, download, pause, size, discard, space, cancel);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private static Button small(String text, String id, Runnable action) {
    Button button = new Button(text);
    button.setId(id);
    button.getStyleClass().add("small");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(event -> action.run());
    return button;
  }

  private static void showWhen(Node node, BooleanExpression condition) {
    node.visibleProperty().bind(condition);
    node.managedProperty().bind(condition);
  }
}
