package cadenza.app.viewport;

import cadenza.render.Camera;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/// A bar of a round length in metres.
///
/// In perspective things farther away are smaller, so the bar holds for the depth of the pivot, and
/// its tooltip says so.
final class ScaleBar extends Region {
  private static final double LONGEST = 130;
  private static final double TICK = 5;
  private static final double HEIGHT = 34;
  private static final double PADDING = 10;

  private final Label words = new Label();
  private final Path bar = new Path();
  private final Tooltip tip = new Tooltip();

  ScaleBar() {
    setId("scale-bar");
    getStyleClass().add("scale-bar");
    words.getStyleClass().add("scale-bar-words");
    bar.getStyleClass().add("scale-bar-line");
    bar.setManaged(false);
    words.setManaged(false);
    getChildren().addAll(bar, words);
    setMinHeight(HEIGHT);
    setMaxHeight(HEIGHT);
    setMinWidth(USE_PREF_SIZE);
    setMaxWidth(USE_PREF_SIZE);
    tip.setWrapText(true);
    tip.setMaxWidth(280);
    Tooltip.install(this, tip);
  }

  /// @param height of the picture in units of the window
  void show(Camera camera, double height) {
    double depth = camera.depth(camera.target());
    double metersPerUnit = camera.metersPerPixel(depth, (int) Math.max(1, Math.round(height)));
    RoundLength length = RoundLength.atMost(LONGEST * metersPerUnit);
    double width = length.meters() / metersPerUnit;
    words.setText(length.words());
    double bottom = HEIGHT - 8;
    bar.getElements()
        .setAll(
            new MoveTo(PADDING, bottom - TICK),
            new LineTo(PADDING, bottom),
            new LineTo(PADDING + width, bottom),
            new LineTo(PADDING + width, bottom - TICK));
    words.autosize();
    words.relocate(PADDING + (width - words.getWidth()) / 2, bottom - 3 - words.getHeight());
    setPrefWidth(width + 2 * PADDING);
    tip.setText(
        camera.orthographic()
            ? "Orthographic: the bar holds at every depth."
            : "Perspective: the bar holds at the depth of the pivot, "
                + meters(depth)
                + " in front of the eye. Nearer things look larger.");
  }

  private static String meters(double meters) {
    return String.format(Locale.ROOT, meters < 10 ? "%.2f m" : "%.0f m", meters);
  }
}
