package cadenza.app.similarity;

import cadenza.app.viewport.ViewportModel;
import cadenza.render.Vec3;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.scene.Group;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Shape;

/// Pins at the places that are asked about, over the picture; they follow the camera. Light with a
/// plus for what is alike, dark with a minus for what is unlike.
public final class SimilarityLayer extends Pane {
  private static final double RADIUS = 7.5;
  private static final double ARM = 3.5;
  private static final Color LIGHT = Color.WHITE;
  private static final Color DARK = Color.rgb(18, 21, 26);

  private final ViewportModel viewport;
  private final SimilarityModel model;
  private final List<Pin> pins = new ArrayList<>();

  private record Pin(Group node, Vec3 at) {}

  public SimilarityLayer(ViewportModel viewport, SimilarityModel model) {
    this.viewport = viewport;
    this.model = model;
    setId("similarity-layer");
    setMouseTransparent(true);
    viewport.cameraProperty().addListener(observable -> place());
    InvalidationListener changed = observable -> rebuild();
    model.places().addListener(changed);
    model.wantedProperty().addListener(changed);
    viewport.placeProperty().addListener(changed);
    rebuild();
  }

  @Override
  protected void layoutChildren() {
    place();
  }

  private void rebuild() {
    pins.clear();
    if (model.wantedProperty().get()) {
      for (Place place : model.places()) {
        if (model.isHere(place)) {
          pins.add(new Pin(pin(place.alike()), place.world()));
        }
      }
    }
    getChildren().setAll(pins.stream().map(Pin::node).toList());
    place();
  }

  private static Group pin(boolean alike) {
    Color ink = alike ? DARK : LIGHT;
    Circle edge = new Circle(RADIUS + 1.5, alike ? DARK : LIGHT);
    Circle disc = new Circle(RADIUS, alike ? LIGHT : DARK);
    Group pin = new Group(edge, disc, arm(-ARM, 0, ARM, 0, ink));
    if (alike) {
      pin.getChildren().add(arm(0, -ARM, 0, ARM, ink));
    }
    pin.getStyleClass().add(alike ? "pin-alike" : "pin-unlike");
    pin.setManaged(false);
    return pin;
  }

  private static Shape arm(double fromX, double fromY, double toX, double toY, Color ink) {
    Line line = new Line(fromX, fromY, toX, toY);
    line.setStroke(ink);
    line.setStrokeWidth(2);
    return line;
  }

  private void place() {
    int width = (int) Math.max(1, Math.round(getWidth()));
    int height = (int) Math.max(1, Math.round(getHeight()));
    for (Pin pin : pins) {
      double[] at = viewport.camera().project(pin.at(), width, height);
      boolean seen =
          at[2] > 0
              && at[0] > -RADIUS
              && at[0] < width + RADIUS
              && at[1] > -RADIUS
              && at[1] < height + RADIUS;
      pin.node().setVisible(seen);
      if (seen) {
        pin.node().relocate(at[0] - RADIUS - 1.5, at[1] - RADIUS - 1.5);
      }
    }
  }
}
