package cadenza.app.viewport;

import cadenza.app.viewport.tool.PointerTool;
import cadenza.app.viewport.tool.Sketch;
import cadenza.app.viewport.tool.ToolModel;
import java.util.function.DoubleSupplier;
import javafx.beans.value.ChangeListener;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/// Draws what the chosen tool sketches over the picture.
final class SketchLayer extends Region {
  private static final Color LINE = Color.WHITE;
  private static final Color EDGE = Color.rgb(0, 0, 0, 0.55);
  private static final Color TINT = Color.rgb(255, 255, 255, 0.10);
  private static final Color CHIP = Color.rgb(20, 24, 30, 0.82);
  private static final Font FONT = Font.font(12.5);
  private static final double CHIP_PADDING = 5;

  private final Canvas canvas = new Canvas();
  private final DoubleSupplier pixelScale;
  private Sketch sketch = Sketch.NONE;

  /// @param pixelScale pixels of the rendered frame per unit of the window
  SketchLayer(ToolModel tools, DoubleSupplier pixelScale) {
    this.pixelScale = pixelScale;
    setMouseTransparent(true);
    getChildren().add(canvas);
    ChangeListener<Sketch> changed = (property, old, now) -> draw(now);
    ChangeListener<PointerTool> chosen =
        (property, old, now) -> {
          if (old != null) {
            old.sketchProperty().removeListener(changed);
          }
          if (now != null) {
            now.sketchProperty().addListener(changed);
          }
          draw(now == null ? Sketch.NONE : now.sketchProperty().get());
        };
    tools.activeProperty().addListener(chosen);
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw(sketch);
  }

  private void draw(Sketch wanted) {
    sketch = wanted;
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    double unit = 1 / pixelScale.getAsDouble();
    for (Sketch.Path path : wanted.paths()) {
      drawPath(g, path, unit);
    }
    for (Sketch.Label label : wanted.labels()) {
      drawLabel(g, label, unit);
    }
  }

  private static void drawPath(GraphicsContext g, Sketch.Path path, double unit) {
    double[] xy = path.xy();
    if (xy.length < 4) {
      return;
    }
    g.beginPath();
    g.moveTo(xy[0] * unit, xy[1] * unit);
    for (int i = 2; i < xy.length; i += 2) {
      g.lineTo(xy[i] * unit, xy[i + 1] * unit);
    }
    if (path.closed()) {
      g.closePath();
      g.setFill(TINT);
      g.fill();
    }
    // A dark edge under the light line: seen on any background.
    g.setStroke(EDGE);
    g.setLineWidth(3.5);
    g.stroke();
    g.setStroke(LINE);
    g.setLineWidth(1.5);
    g.stroke();
  }

  private static void drawLabel(GraphicsContext g, Sketch.Label label, double unit) {
    Text measured = new Text(label.text());
    measured.setFont(FONT);
    double width = measured.getLayoutBounds().getWidth() + 2 * CHIP_PADDING;
    double height = measured.getLayoutBounds().getHeight() + 2;
    double x = label.x() * unit;
    double y = label.y() * unit;
    g.setFill(CHIP);
    g.fillRoundRect(x - width / 2, y - height / 2, width, height, 8, 8);
    g.setFill(Color.WHITE);
    g.setFont(FONT);
    g.setTextAlign(TextAlignment.CENTER);
    g.setTextBaseline(VPos.CENTER);
    g.fillText(label.text(), x, y);
  }
}
