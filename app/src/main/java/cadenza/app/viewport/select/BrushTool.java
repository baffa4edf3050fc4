package cadenza.app.viewport.select;

import cadenza.app.viewport.ViewportModel;
import cadenza.app.viewport.tool.PointerAt;
import cadenza.app.viewport.tool.Sketch;
import cadenza.render.Camera;
import cadenza.render.select.BrushSize;
import java.util.List;

/// Paints the selection: what the brush goes over is added, or with Ctrl taken away.
public final class BrushTool extends SelectTool {
  private static final double LABEL_GAP = 18;

  private final SelectionModel model;
  private final ViewportModel viewport;

  /// Pixels per metre where the brush last met a point; 0 before that.
  private double scale;

  public BrushTool(SelectionModel model, ViewportModel viewport) {
    super("brush", "Brush", "Drag paints  ·  Ctrl+drag takes away  ·  Ctrl+wheel changes the size");
    this.model = model;
    this.viewport = viewport;
  }

  @Override
  public void pressed(PointerAt at) {
    model.beginStroke(at.shortcut() ? Combine.REMOVE : Combine.ADD);
    dragged(at);
  }

  @Override
  public void dragged(PointerAt at) {
    model.strokeTo(at.x(), at.y());
    show(at, false);
  }

  @Override
  public void released(PointerAt at) {
    model.endStroke();
  }

  @Override
  public void moved(PointerAt at) {
    show(at, false);
  }

  @Override
  public boolean scrolled(PointerAt at, double notches) {
    if (!at.shortcut()) {
      return false;
    }
    model.scaleBrush(notches);
    show(at, true);
    return true;
  }

  @Override
  public boolean cancelled() {
    sketch(Sketch.NONE);
    return model.cancelStroke();
  }

  private void show(PointerAt at, boolean withSize) {
    double radius = radiusPixels(at);
    Sketch.Path circle = Sketch.Path.circle(at.x(), at.y(), radius);
    List<Sketch.Label> labels =
        withSize
            ? List.of(
                new Sketch.Label(
                    at.x(),
                    at.y() + radius + LABEL_GAP,
                    SelectionWords.brush(model.brushProperty().get())))
            : List.of();
    sketch(new Sketch(List.of(circle), labels));
  }

  private double radiusPixels(PointerAt at) {
    BrushSize size = model.brushProperty().get();
    if (!size.metric()) {
      return size.radius();
    }
    Camera camera = viewport.camera();
    double depth = camera.depth(at.pick().map(pick -> pick.world()).orElseGet(camera::target));
    if (at.pick().isPresent() || scale == 0) {
      scale = 1 / camera.metersPerPixel(depth, viewport.pictureHeight());
    }
    return size.radius() * scale;
  }
}
