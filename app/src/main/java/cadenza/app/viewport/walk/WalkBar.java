package cadenza.app.viewport.walk;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Says that one walks, how, and how fast.
public final class WalkBar extends HBox {
  public WalkBar(WalkModel model) {
    super(4);
    setId("walk-bar");
    getStyleClass().add("mode-bar");
    setAlignment(Pos.CENTER_LEFT);
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    Label words = new Label(null, new FontIcon(Feather.NAVIGATION));
    words.setId("walk-words");
    words.setMinWidth(Region.USE_PREF_SIZE);
    words.textProperty().bind(model.speedProperty().map(speed -> words(speed.doubleValue())));
    Label hint =
        new Label("W A S D walk, Q E down and up, drag looks, Shift runs, wheel sets the speed");
    hint.setTooltip(new Tooltip("Double-click a spot of the floor to stand there"));
    hint.getStyleClass().add("mode-hint");
    Button close = new Button(null, new FontIcon(Feather.X));
    close.setId("walk-close");
    close.setMinWidth(USE_PREF_SIZE);
    close.getStyleClass().add("mode-button-small");
    close.setFocusTraversable(false);
    close.setTooltip(new Tooltip("Orbit again  (Esc)"));
    close.setOnAction(event -> model.stop());
    getChildren().addAll(words, hint, close);
    visibleProperty().bind(model.activeProperty());
    managedProperty().bind(model.activeProperty());
  }

  private static String words(double speed) {
    return String.format(Locale.ROOT, "Walking   %.2g m/s", speed);
  }
}
