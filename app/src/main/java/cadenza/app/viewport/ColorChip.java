package cadenza.app.viewport;

import cadenza.app.look.ColorMode;
import cadenza.app.look.LookModel;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Says how a half of the picture is coloured and lets one choose another way.
final class ColorChip extends MenuButton {
  private final LookModel look;
  private final ObservableValue<ColorMode> mode;
  private final Consumer<ColorMode> choose;

  /// @param mode how the half is coloured
  /// @param choose told what the person chooses
  ColorChip(LookModel look, ObservableValue<ColorMode> mode, Consumer<ColorMode> choose) {
    this.look = look;
    this.mode = mode;
    this.choose = choose;
    setGraphic(new FontIcon(Feather.DROPLET));
    getStyleClass().addAll("overlay-button", "color-chip", "small");
    setFocusTraversable(false);
    textProperty().bind(mode.map(ColorMode::title));
    setTooltip(new Tooltip("What the colours of this half show"));
    setOnShowing(event -> fill());
    fill();
  }

  private void fill() {
    getItems().clear();
    for (ColorMode candidate : ColorMode.values()) {
      String missing = look.missing(candidate);
      RadioMenuItem item = new RadioMenuItem(words(candidate, missing));
      item.setId(getId() + "-" + candidate.name().toLowerCase(Locale.ROOT));
      item.setDisable(!missing.isEmpty());
      item.setSelected(candidate == mode.getValue());
      item.setOnAction(event -> choose.accept(candidate));
      getItems().add(item);
    }
  }

  private static String words(ColorMode mode, String missing) {
    return missing.isEmpty() ? mode.title() : mode.title() + "  –  " + missing;
  }
}
