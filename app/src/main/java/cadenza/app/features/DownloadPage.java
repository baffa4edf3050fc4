package cadenza.app.features;

import cadenza.app.weights.ByteCount;
import cadenza.app.weights.OfficialWeights;
import java.net.URI;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What official weights are, under which licence, how large, and where they go; download, pause,
/// go on.
final class DownloadPage extends VBox {
  private final DownloadModel model;
  private final Consumer<URI> browser;

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
            CardParts.progress(model.taskProperty(), "download-step"),
            CardParts.problem(model.problemProperty(), "download-problem"),
            begun(),
            buttons(close));
  }

  private GridPane facts(OfficialWeights weights) {
    Label size = WeightsObstacleView.paragraph("", "card-text");
    size.setId("download-size");
    size.textProperty().bind(model.sizeProperty());
    Label checksum = WeightsObstacleView.paragraph("", "card-text");
    checksum.setId("download-checksum");
    checksum.textProperty().bind(model.checksumProperty());
    VBox licence =
        new VBox(
            1,
            CardParts.link(weights.licence().name(), weights.licence().page(), browser),
            WeightsObstacleView.paragraph(weights.licence().meaning(), "card-text"));
    URI origin = weights.origin();
    GridPane grid = CardParts.facts();
    CardParts.fact(grid, "Licence", licence);
    CardParts.fact(grid, "Made by", WeightsObstacleView.paragraph(weights.makers(), "card-text"));
    CardParts.fact(grid, "From", CardParts.link(CardParts.shown(origin), origin, browser));
    CardParts.fact(grid, "Size", size);
    CardParts.fact(grid, "Checksum", checksum);
    CardParts.fact(grid, "Goes to", CardParts.path(model.target()));
    return grid;
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
    CardParts.showWhen(
        label, Bindings.isNull(model.taskProperty()).and(model.begunProperty().greaterThan(0)));
    return label;
  }

  private HBox buttons(Runnable close) {
    BooleanExpression busy = Bindings.isNotNull(model.taskProperty());
    BooleanExpression partly = model.begunProperty().greaterThan(0);
    Button download = CardParts.small("Download", "download-start", model::download);
    download.setGraphic(new FontIcon(Feather.DOWNLOAD));
    download.getStyleClass().add("accent");
    download.textProperty().bind(Bindings.when(partly).then("Go on").otherwise("Download"));
    Button size = CardParts.small("Check size", "download-ask", model::askSize);
    Button discard = CardParts.small("Discard", "download-discard", model::discard);
    Button pause = CardParts.stop("Pause", "download-pause", model.taskProperty(), model::pause);
    Button cancel = CardParts.small("Cancel", "download-cancel", close);
    CardParts.showWhen(download, busy.not());
    CardParts.showWhen(size, busy.not().and(partly.not()));
    CardParts.showWhen(discard, busy.not().and(partly));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox box = new HBox(6, download, pause, size, discard, space, cancel);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }
}
