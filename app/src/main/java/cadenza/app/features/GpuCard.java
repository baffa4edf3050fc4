package cadenza.app.features;

import cadenza.app.gpu.GpuArchive;
import cadenza.app.weights.ByteCount;
import cadenza.app.weights.OfficialWeights.Licence;
import java.net.URI;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableStringValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Below the device: whether an NVIDIA GPU can be used, and the libraries it needs with licence,
/// size and space; a link as long as nobody wants to know.
final class GpuCard extends VBox {
  private final GpuModel model;
  private final Consumer<URI> browser;

  /// @param browser shows a page, outside of the program
  GpuCard(GpuModel model, Consumer<URI> browser) {
    this.model = model;
    this.browser = browser;
    Hyperlink open = new Hyperlink("Use an NVIDIA GPU…");
    open.setId("gpu-open");
    open.getStyleClass().add("card-link");
    open.setOnAction(event -> model.open());
    VBox card = new VBox(9);
    card.setId("gpu-card");
    card.getStyleClass().add("card");
    CardParts.showWhen(
        open,
        model.shownProperty().not().and(new SimpleBooleanProperty(model.archive().isPresent())));
    CardParts.showWhen(card, model.shownProperty());
    getChildren().addAll(open, card);

    card.getChildren().addAll(head(), words("gpu-state", "card-text", model.stateProperty()));
    model.archive().ifPresent(archive -> card.getChildren().add(facts(archive)));
    Label result = words("gpu-result", "note", model.resultProperty());
    CardParts.showWhen(result, model.resultProperty().isNotEmpty());
    card.getChildren()
        .addAll(
            result,
            CardParts.progress(model.taskProperty(), "gpu-step"),
            CardParts.problem(model.problemProperty(), "gpu-problem"),
            begun(),
            buttons());
  }

  private HBox head() {
    Label title = new Label("NVIDIA GPU", new FontIcon(Feather.CPU));
    title.getStyleClass().add("card-title");
    title.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(title, Priority.ALWAYS);
    Button close = new Button(null, new FontIcon(Feather.X));
    close.setId("gpu-close");
    close.getStyleClass().addAll("flat", "button-icon", "small");
    close.setOnAction(event -> model.close());
    HBox head = new HBox(6, title, close);
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private static Label words(String id, String style, ObservableStringValue text) {
    Label label = WeightsObstacleView.paragraph("", style);
    label.setId(id);
    label.textProperty().bind(text);
    return label;
  }

  private GridPane facts(GpuArchive archive) {
    GridPane grid = CardParts.facts();
    VBox licences = new VBox(3);
    for (Licence licence : archive.licences()) {
      licences
          .getChildren()
          .add(
              new VBox(
                  CardParts.link(licence.name(), licence.page(), browser),
                  WeightsObstacleView.paragraph(licence.meaning(), "note")));
    }
    URI origin = archive.origin();
    CardParts.fact(grid, "What", WeightsObstacleView.paragraph(archive.purpose(), "card-text"));
    CardParts.fact(
        grid,
        "From",
        new VBox(
            CardParts.link(CardParts.shown(origin), origin, browser),
            WeightsObstacleView.paragraph("served by " + archive.source().getHost(), "note")));
    CardParts.fact(grid, "Licences", licences);
    CardParts.fact(grid, "Download", words("gpu-size", "card-text", model.sizeProperty()));
    CardParts.fact(grid, "On disk", words("gpu-space", "card-text", model.spaceProperty()));
    CardParts.fact(grid, "Goes to", CardParts.path(model.folder()));
    CardParts.showWhen(grid, model.hereProperty().not());
    return grid;
  }

  private Label begun() {
    Label label = WeightsObstacleView.paragraph("", "note");
    label.setId("gpu-begun");
    label
        .textProperty()
        .bind(
            model
                .begunProperty()
                .map(bytes ->
                    ByteCount.words(bytes.longValue()) + " are here; it goes on from there."));
    CardParts.showWhen(
        label, Bindings.isNull(model.taskProperty()).and(model.begunProperty().greaterThan(0)));
    return label;
  }

  private Node buttons() {
    BooleanExpression idle = Bindings.isNull(model.taskProperty());
    BooleanExpression absent = model.hereProperty().not();
    BooleanExpression partly = model.begunProperty().greaterThan(0);
    Button ask = CardParts.small("Check size", "gpu-ask", model::ask);
    Button download = CardParts.small("Download", "gpu-start", model::download);
    download.setGraphic(new FontIcon(Feather.DOWNLOAD));
    download.textProperty().bind(Bindings.when(partly).then("Go on").otherwise("Download"));
    // Nobody is talked into what would be of no use.
    model
        .usefulProperty()
        .subscribe(now -> {
          for (Button button : new Button[] {ask, download}) {
            button.getStyleClass().remove("accent");
            if (now) {
              button.getStyleClass().add("accent");
            }
          }
        });
    Button discard = CardParts.small("Discard", "gpu-discard", model::discard);
    Button stop = CardParts.stop("Stop", "gpu-stop", model.taskProperty(), model::stop);
    Button look = CardParts.small("Look again", "gpu-look", model::look);
    Button remove = CardParts.small("Remove…", "gpu-remove", this::askToRemove);
    BooleanExpression offered =
        idle.and(absent).and(new SimpleBooleanProperty(model.archive().isPresent()));
    CardParts.showWhen(ask, offered.and(model.readyProperty().not()));
    CardParts.showWhen(download, offered.and(model.readyProperty()));
    CardParts.showWhen(discard, offered.and(partly));
    CardParts.showWhen(look, idle);
    CardParts.showWhen(remove, idle.and(model.hereProperty()));
    HBox box = new HBox(6, ask, download, stop, discard, look, remove);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private void askToRemove() {
    ButtonType remove = new ButtonType("Remove", ButtonBar.ButtonData.OK_DONE);
    Alert dialog =
        new Alert(
            Alert.AlertType.NONE,
            "The libraries in\n"
                + model.folder()
                + "\nare deleted. Encoding then runs on the processor; they can be downloaded again.",
            remove,
            ButtonType.CANCEL);
    dialog.initOwner(getScene().getWindow());
    dialog.setTitle("Remove the GPU libraries");
    dialog.setHeaderText("Remove the GPU libraries");
    if (dialog.showAndWait().orElse(ButtonType.CANCEL) == remove) {
      model.remove();
    }
  }
}
