package cadenza.app.viewport.select;

import cadenza.app.viewport.tool.PointerAt;
import cadenza.app.viewport.tool.Sketch;
import cadenza.render.select.BrushSize;
import java.util.function.DoubleSupplier;

/// Takes the points within a voxel's reach of the clicked one: the smallest label that counts.
public final class PointTool extends SelectTool {
  private final SelectionModel model;
  private final DoubleSupplier radiusMeters;

  /// @param radiusMeters how far from the clicked point others are taken along
  public PointTool(SelectionModel model, DoubleSupplier radiusMeters) {
    super("point", "Point", "Click a point" + MODIFIERS);
    this.model = model;
    this.radiusMeters = radiusMeters;
  }

  @Override
  public boolean leavesDrags() {
    return true;
  }

  @Override
  public void clicked(PointerAt at) {
    if (at.clicks() == 1 && at.pick().isPresent()) {
      BrushSize dab = new BrushSize(radiusMeters.getAsDouble(), true);
      model.beginStroke(at.shortcut() ? Combine.REMOVE : Combine.ADD, dab, id());
      model.strokeTo(at.x(), at.y());
      model.endStroke();
    }
  }

  @Override
  public boolean cancelled() {
    sketch(Sketch.NONE);
    return false;
  }
}
