package cadenza.app.features;

import cadenza.app.features.WeightsModel.Arrival;
import cadenza.app.weights.ByteCount;
import cadenza.app.weights.Downloaded.CheckedAgainst;
import cadenza.app.weights.WeightsChoice;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Says that weights arrived which nothing could be checked against, or which are not used because
/// others were chosen meanwhile, and offers those; takes no room when there is nothing to say.
final class WeightsArrivalView extends VBox {
  private final WeightsModel model;

  WeightsArrivalView(WeightsModel model) {
    super(6);
    this.model = model;
    setId("weights-arrival");
    getStyleClass().add("card");
    model.arrivalProperty().subscribe(this::show);
  }

  private void show(@Nullable Arrival arrival) {
    setVisible(arrival != null);
    setManaged(arrival != null);
    getChildren().clear();
    if (arrival == null) {
      return;
    }
    Label title = new Label(arrival.weights().title() + " is here", new FontIcon(Feather.PACKAGE));
    title.getStyleClass().add("card-title");
    title.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(title, Priority.ALWAYS);
    Button close = new Button(null, new FontIcon(Feather.X));
    close.setId("weights-arrival-close");
    close.getStyleClass().addAll("flat", "button-icon", "small");
    close.setOnAction(event -> model.dismissArrival());
    HBox head = new HBox(6, title, close);
    head.setAlignment(Pos.CENTER_LEFT);
    Label words = WeightsObstacleView.paragraph(words(arrival), "card-text");
    words.setId("weights-arrival-words");
    getChildren().addAll(head, words);
    if (!arrival.used()) {
      Button use = new Button("Use it");
      use.setId("weights-arrival-use");
      use.getStyleClass().addAll("small", "accent");
      use.setOnAction(event -> model.choose(new WeightsChoice.Official(arrival.weights().name())));
      getChildren().add(use);
    }
  }

  private static String words(Arrival arrival) {
    String size = ByteCount.words(arrival.file().bytes());
    String checked =
        arrival.file().checkedAgainst() == CheckedAgainst.NOTHING
            ? " were checked against nothing: the server tells no checksum. Their SHA-256 is "
                + arrival.file().sha256()
                + "."
            : " were checked against " + arrival.file().checkedAgainst().words() + ".";
    return size
        + checked
        + (arrival.used() ? "" : " Other weights were chosen meanwhile and stay in use.");
  }
}
