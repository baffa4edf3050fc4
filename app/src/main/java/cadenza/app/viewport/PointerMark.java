package cadenza.app.viewport;

import javafx.scene.Group;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;
import javafx.scene.shape.Shape;

/// Shows where the pointer would be that is over the other half of a split picture.
final class PointerMark extends Pane {
  private static final double GAP = 5;
  private static final double REACH = 16;
  private static final Color LIGHT = Color.WHITE;
  private static final Color EDGE = Color.rgb(0, 0, 0, 0.6);

  private final Group cross = new Group();

  PointerMark() {
    setMouseTransparent(true);
    getStyleClass().add("pointer-mark");
    // Dark under light, so that it is seen on anything.
    for (Color color : new Color[] {EDGE, LIGHT}) {
      double width = color == LIGHT ? 1.5 : 4;
      cross
          .getChildren()
          .addAll(
              arm(-REACH, 0, -GAP, 0, color, width),
              arm(GAP, 0, REACH, 0, color, width),
              arm(0, -REACH, 0, -GAP, color, width),
              arm(0, GAP, 0, REACH, color, width));
    }
    cross.getStyleClass().add("pointer-cross");
    cross.setManaged(false);
    getChildren().add(cross);
    hide();
  }

  private static Shape arm(
      double fromX, double fromY, double toX, double toY, Color color, double width) {
    Line line = new Line(fromX, fromY, toX, toY);
    line.setStroke(color);
    line.setStrokeWidth(width);
    return line;
  }

  /// Shows it at a place of this half.
  void show(double x, double y) {
    boolean inside = x >= 0 && y >= 0 && x <= getWidth() && y <= getHeight();
    cross.setVisible(inside);
    cross.setLayoutX(x);
    cross.setLayoutY(y);
  }

  void hide() {
    cross.setVisible(false);
  }
}
