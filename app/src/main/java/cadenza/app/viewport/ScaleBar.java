package cadenza.app.viewport;

import cadenza.render.Camera;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.StrokeLineCap;

/// A bar of a round length in metres.
///
/// In perspective things farther away are smaller, so the bar holds for the depth of the pivot, and
/// its tooltip says so.
final class ScaleBar extends Region {
  private static final double LONGEST = 130;
  private static final double TICK = 5;
  private static final double HEIGHT = 26;

  private final Label words = new Label();
  private final Path edge = new Path();
  private final Path bar = new Path();
  private final Tooltip tip = new Tooltip();

  ScaleBar() {
    setId("scale-bar");
    getStyleClass().add("scale-bar");
    words.getStyleClass().add("scale-bar-words");
    edge.setStroke(Color.rgb(0, 0, 0, 0.6));
    edge.setStrokeWidth(4);
    edge.setStrokeLineCap(StrokeLineCap.ROUND);
    bar.setStroke(Color.WHITE);
    bar.setStrokeWidth(1.8);
    getChildren().addAll(edge, bar, words);
    setMinSize(LONGEST + 8, HEIGHT);
    setPrefSize(LONGEST + 8, HEIGHT);
    setMaxSize(LONGEST + 8, HEIGHT);
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
    double right = LONGEST + 4;
    double bottom = HEIGHT - 3;
    for (Path path : new Path[] {edge, bar}) {
      path.getElements()
          .setAll(
              new MoveTo(right - width, bottom - TICK),
              new LineTo(right - width, bottom),
              new LineTo(right, bottom),
              new LineTo(right, bottom - TICK));
    }
    words.autosize();
    words.relocate(right - width / 2 - words.getWidth() / 2, bottom - 5 - words.getHeight());
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
