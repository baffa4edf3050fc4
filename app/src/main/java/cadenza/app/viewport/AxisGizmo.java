package cadenza.app.viewport;

import cadenza.render.Camera;
import cadenza.render.StandardView;
import cadenza.render.Vec3;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;

/// The three axes as the camera sees them; a click on an end looks along that axis.
final class AxisGizmo extends Canvas {
  private static final double SIZE = 84;
  private static final double REACH = 29;
  private static final double BALL = 9;
  private static final Color RED = Color.web("#e5534b");
  private static final Color GREEN = Color.web("#57ab5a");
  private static final Color BLUE = Color.web("#539bf5");

  private final ViewportModel model;
  private final Font font = Font.font("System", FontWeight.BOLD, 11);
  private List<End> ends = List.of();

  /// One end of an axis: where it is drawn, how near, and where a click on it looks from.
  private record End(String name, Color color, boolean positive, Vec3 place, StandardView view) {}

  AxisGizmo(ViewportModel model) {
    super(SIZE, SIZE);
    this.model = model;
    setCursor(Cursor.HAND);
    setId("axis-gizmo");
    Tooltip.install(this, new Tooltip("Click an axis to look along it"));
    model.cameraProperty().addListener((property, old, now) -> draw());
    addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    draw();
  }

  private void draw() {
    Camera camera = model.camera();
    List<End> all = new ArrayList<>();
    add(all, camera, "X", RED, new Vec3(1, 0, 0), StandardView.RIGHT, StandardView.LEFT);
    add(all, camera, "Y", GREEN, new Vec3(0, 1, 0), StandardView.BACK, StandardView.FRONT);
    add(all, camera, "Z", BLUE, new Vec3(0, 0, 1), StandardView.TOP, StandardView.BOTTOM);
    all.sort(Comparator.comparingDouble(end -> end.place().z()));
    ends = all;

    GraphicsContext g = getGraphicsContext2D();
    g.clearRect(0, 0, SIZE, SIZE);
    g.setFont(font);
    g.setTextAlign(TextAlignment.CENTER);
    g.setTextBaseline(VPos.CENTER);
    g.setLineWidth(2);
    for (End end : ends) {
      double x = SIZE / 2 + end.place().x() * REACH;
      double y = SIZE / 2 - end.place().y() * REACH;
      if (end.positive()) {
        g.setStroke(end.color());
        g.strokeLine(SIZE / 2, SIZE / 2, x, y);
        g.setFill(end.color());
        g.fillOval(x - BALL, y - BALL, 2 * BALL, 2 * BALL);
        g.setFill(Color.WHITE);
        g.fillText(end.name(), x, y);
      } else {
        g.setFill(end.color().deriveColor(0, 1, 1, 0.28));
        g.fillOval(x - BALL + 2, y - BALL + 2, 2 * BALL - 4, 2 * BALL - 4);
        g.setStroke(end.color());
        g.setLineWidth(1.2);
        g.strokeOval(x - BALL + 2, y - BALL + 2, 2 * BALL - 4, 2 * BALL - 4);
        g.setLineWidth(2);
      }
    }
  }

  private static void add(
      List<End> ends,
      Camera camera,
      String name,
      Color color,
      Vec3 axis,
      StandardView from,
      StandardView fromBehind) {
    Vec3 seen = new Vec3(axis.dot(camera.right()), axis.dot(camera.up()), axis.dot(camera.back()));
    ends.add(new End(name, color, true, seen, from));
    ends.add(new End(name, color, false, seen.times(-1), fromBehind));
  }

  private void clicked(MouseEvent event) {
    for (End end : ends.reversed()) {
      double dx = event.getX() - (SIZE / 2 + end.place().x() * REACH);
      double dy = event.getY() - (SIZE / 2 - end.place().y() * REACH);
      if (dx * dx + dy * dy <= (BALL + 3) * (BALL + 3)) {
        model.look(end.view());
        event.consume();
        return;
      }
    }
  }
}
