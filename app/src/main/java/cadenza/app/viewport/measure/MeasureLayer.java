package cadenza.app.viewport.measure;

import cadenza.app.viewport.ViewportModel;
import cadenza.render.Vec3;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import org.jspecify.annotations.Nullable;

/// Ends and lengths of what is measured, over the picture; they follow the camera. The lines
/// themselves are drawn among the points, but for the one that follows the pointer.
public final class MeasureLayer extends Pane {
  private static final double DOT = 4;
  private static final double ABOVE = 19;

  private final ViewportModel viewport;
  private final MeasureModel model;
  private final List<Spot> spots = new ArrayList<>();
  private final Line rubberEdge = new Line();
  private final Line rubber = new Line();
  private final Label rubberWords = label("measure-label");
  private final Circle aim = dot();

  /// A node that belongs to a place of the scan.
  ///
  /// @param up units of the window that it stands above that place
  private record Spot(Node node, Vec3 at, double up) {}

  public MeasureLayer(ViewportModel viewport, MeasureModel model) {
    this.viewport = viewport;
    this.model = model;
    setId("measure-layer");
    setMouseTransparent(true);
    rubberEdge.setStroke(Color.rgb(0, 0, 0, 0.5));
    rubberEdge.setStrokeWidth(4);
    rubber.setStroke(Color.web("#4cc2ff"));
    rubber.setStrokeWidth(1.6);
    rubber.getStrokeDashArray().setAll(6.0, 5.0);
    aim.setFill(Color.TRANSPARENT);
    aim.setRadius(DOT + 2);
    viewport.cameraProperty().addListener(observable -> place());
    model.measurementsProperty().addListener(observable -> rebuild());
    model.pointerProperty().addListener(observable -> placeRubber());
    rebuild();
  }

  @Override
  protected void layoutChildren() {
    place();
  }

  private void rebuild() {
    spots.clear();
    Measurements measurements = model.measurements();
    for (List<Vec3> line : measurements.all()) {
      line.forEach(point -> spots.add(new Spot(dot(), point, 0)));
    }
    for (MeasureWords.Label words : MeasureWords.labels(measurements)) {
      Label label = label(words.isTotal() ? "measure-total" : "measure-label");
      label.setText(words.text());
      spots.add(new Spot(label, words.at(), words.isTotal() ? -ABOVE : ABOVE));
    }
    getChildren().setAll(rubberEdge, rubber, aim);
    spots.forEach(spot -> getChildren().add(spot.node()));
    getChildren().add(rubberWords);
    place();
  }

  private static Circle dot() {
    Circle dot = new Circle(DOT, Color.web("#4cc2ff"));
    dot.setStroke(Color.rgb(12, 18, 26, 0.9));
    dot.setStrokeWidth(1.5);
    dot.setManaged(false);
    return dot;
  }

  private static Label label(String style) {
    Label label = new Label();
    label.getStyleClass().addAll("overlay-chip", style);
    label.setManaged(false);
    return label;
  }

  private void place() {
    for (Spot spot : spots) {
      double[] at = project(spot.at());
      boolean seen = at != null;
      spot.node().setVisible(seen);
      if (at != null) {
        put(spot.node(), at[0], at[1] - spot.up());
      }
    }
    placeRubber();
  }

  private void placeRubber() {
    List<Vec3> begun = model.measurements().begun();
    Vec3 pointer = model.pointerProperty().get();
    double[] to = pointer == null ? null : project(pointer);
    aim.setVisible(to != null);
    if (to != null) {
      put(aim, to[0], to[1]);
    }
    double[] from = begun.isEmpty() ? null : project(begun.getLast());
    boolean shown =
        from != null && to != null && pointer != null && !pointer.equals(begun.getLast());
    rubber.setVisible(shown);
    rubberEdge.setVisible(shown);
    rubberWords.setVisible(shown);
    if (from == null || to == null || pointer == null) {
      return;
    }
    for (Line line : List.of(rubber, rubberEdge)) {
      line.setStartX(from[0]);
      line.setStartY(from[1]);
      line.setEndX(to[0]);
      line.setEndY(to[1]);
    }
    rubberWords.setText(MeasureWords.parts(begun.getLast(), pointer));
    put(rubberWords, (from[0] + to[0]) / 2, (from[1] + to[1]) / 2 - ABOVE);
  }

  /// Where a point is seen; null where it is behind the eye or outside of the picture.
  private double @Nullable [] project(Vec3 world) {
    int width = (int) Math.max(1, Math.round(getWidth()));
    int height = (int) Math.max(1, Math.round(getHeight()));
    double[] at = viewport.camera().project(world, width, height);
    boolean near = at[0] > -width && at[0] < 2 * width && at[1] > -height && at[1] < 2 * height;
    return at[2] > 0 && near ? at : null;
  }

  private static void put(Node node, double x, double y) {
    if (node instanceof Circle circle) {
      circle.setCenterX(x);
      circle.setCenterY(y);
    } else {
      node.autosize();
      node.relocate(
          Math.rint(x - node.getLayoutBounds().getWidth() / 2),
          Math.rint(y - node.getLayoutBounds().getHeight() / 2));
    }
  }
}
