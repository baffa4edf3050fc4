package cadenza.app.viewport.measure;

import cadenza.app.viewport.tool.PointerAt;
import cadenza.app.viewport.tool.PointerTool;
import cadenza.app.viewport.tool.Sketch;
import cadenza.render.Pick;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Measures from point to point: a click adds the point under the pointer, a double click or Enter
/// ends the line, Backspace takes the last point back.
public final class MeasureTool implements PointerTool {
  private final MeasureModel model;
  // Its lines are among the points, not on the glass.
  private final ReadOnlyObjectWrapper<Sketch> sketch = new ReadOnlyObjectWrapper<>(Sketch.NONE);

  public MeasureTool(MeasureModel model) {
    this.model = model;
  }

  @Override
  public String id() {
    return "measure";
  }

  @Override
  public String title() {
    return "Measure distance";
  }

  @Override
  public String hint() {
    return "Click points  ·  double-click or Enter ends  ·  Backspace takes one back  ·  drag to"
        + " orbit";
  }

  @Override
  public ReadOnlyObjectProperty<Sketch> sketchProperty() {
    return sketch.getReadOnlyProperty();
  }

  @Override
  public void clicked(PointerAt at) {
    if (at.clicks() > 1) {
      // The first click of the two has added the point.
      model.finish();
    } else {
      at.pick().map(Pick::world).ifPresent(model::add);
    }
  }

  @Override
  public void moved(PointerAt at) {
    model.hover(at.pick().map(Pick::world));
  }

  @Override
  public boolean leavesDrags() {
    return true;
  }

  @Override
  public void finished() {
    model.finish();
  }

  @Override
  public void stepBack() {
    model.stepBack();
  }

  @Override
  public boolean cancelled() {
    return model.cancel();
  }
}
