package cadenza.app.features;

import cadenza.app.features.WeightsModel.Obstacle;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Says why the weights that were chosen are not used, and what can be done about it; takes no room
/// when there is nothing to say.
final class WeightsObstacleView extends VBox {
  private final WeightsModel model;

  WeightsObstacleView(WeightsModel model) {
    super(6);
    this.model = model;
    setId("weights-obstacle");
    getStyleClass().addAll("card", "card-warning");
    model.obstacleProperty().subscribe(this::show);
  }

  private void show(@Nullable Obstacle obstacle) {
    setVisible(obstacle != null);
    setManaged(obstacle != null);
    getChildren().clear();
    if (obstacle == null) {
      return;
    }
    Label title = new Label(obstacle.what().title(), new FontIcon(Feather.ALERT_TRIANGLE));
    title.getStyleClass().add("card-title");
    title.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(title, Priority.ALWAYS);
    Button close = new Button(null, new FontIcon(Feather.X));
    close.setId("weights-obstacle-close");
    close.getStyleClass().addAll("flat", "button-icon", "small");
    close.setOnAction(event -> model.dismissObstacle());
    HBox head = new HBox(6, title, close);
    head.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(head, paragraph(obstacle.what().what(), "card-text"));
    if (!obstacle.what().advice().isEmpty()) {
      getChildren().add(paragraph(obstacle.what().advice(), "note"));
    }
    if (!obstacle.networks().isEmpty()) {
      FlowPane buttons = new FlowPane(6, 6);
      for (String network : obstacle.networks()) {
        Button use = new Button("Use as " + network.toLowerCase(Locale.ROOT));
        use.setId("weights-network-" + network);
        use.getStyleClass().addAll("small", "accent");
        use.setOnAction(event -> model.useNetwork(network));
        buttons.getChildren().add(use);
      }
      getChildren().add(buttons);
    }
  }

  static Label paragraph(String text, String style) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add(style);
    return label;
  }
}
