package cadenza.app.viewport.clip;

import cadenza.app.viewport.clip.Clip.Kind;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Says what cuts the picture, and lets go of it.
public final class ClipBar extends HBox {
  private final Label words = new Label();
  private final HBox steps;
  private final Button look;

  public ClipBar(ClipModel model) {
    super(4);
    setId("clip-bar");
    getStyleClass().add("mode-bar");
    setAlignment(Pos.CENTER_LEFT);
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    FontIcon icon = new FontIcon(Feather.CROP);
    words.setGraphic(icon);
    words.setId("clip-words");
    steps =
        new HBox(
            4,
            button(Feather.CHEVRON_LEFT, "clip-back", "Step back  (,)", () -> model.step(-1)),
            button(Feather.CHEVRON_RIGHT, "clip-on", "Step on  (.)", () -> model.step(1)),
            button(
                Feather.MINUS, "clip-thin", "Thinner  (Shift+,)", () -> model.scaleThickness(0.8)),
            button(
                Feather.PLUS,
                "clip-thick",
                "Thicker  (Shift+.)",
                () -> model.scaleThickness(1.25)));
    look = button(Feather.EYE, "clip-look", "", model::lookAt);
    Button handles =
        button(
            Feather.MOVE,
            "clip-show-handles",
            "Show or hide edges and handles  (Shift+C)",
            () -> model.handlesProperty().set(!model.handlesProperty().get()));
    getChildren()
        .addAll(
            words,
            steps,
            look,
            handles,
            button(Feather.MAXIMIZE, "clip-reset", "A box around everything", model::reset),
            button(Feather.X, "clip-close", "Show all of the scan again  (C)", model::clear));
    model.clipProperty().addListener((property, old, now) -> show(now));
    show(model.clip());
  }

  private static Button button(Feather icon, String id, String tip, Runnable action) {
    Button button = new Button(null, new FontIcon(icon));
    button.setMinWidth(USE_PREF_SIZE);
    button.setId(id);
    button.getStyleClass().add("mode-button-small");
    button.setFocusTraversable(false);
    button.setTooltip(new Tooltip(tip));
    button.setOnAction(event -> action.run());
    return button;
  }

  private void show(@Nullable Clip clip) {
    shown(this, clip != null);
    if (clip == null) {
      return;
    }
    shown(steps, clip.isSection());
    look.getTooltip().setText(clip.isSection() ? "Look straight at the section" : "Frame the box");
    words.setText(words(clip));
  }

  private static void shown(Node node, boolean wanted) {
    node.setVisible(wanted);
    node.setManaged(wanted);
  }

  static String words(Clip clip) {
    var box = clip.box();
    if (clip.kind() == Kind.BOX) {
      return String.format(
          Locale.ROOT,
          "Clip box   %.2f × %.2f × %.2f m",
          2 * box.half(0),
          2 * box.half(1),
          2 * box.half(2));
    }
    if (clip.kind() == Kind.HORIZONTAL) {
      return String.format(
          Locale.ROOT,
          "Horizontal section   %.3g m thick at z %.2f m",
          clip.thickness(),
          box.center().z());
    }
    return String.format(Locale.ROOT, "Vertical section   %.3g m thick", clip.thickness());
  }
}
