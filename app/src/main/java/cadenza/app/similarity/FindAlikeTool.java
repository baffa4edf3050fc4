package cadenza.app.similarity;

import cadenza.app.viewport.tool.PointerAt;
import cadenza.app.viewport.tool.PointerTool;
import cadenza.app.viewport.tool.Sketch;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A click asks what is like the clicked point. It takes the clicks that no chosen tool takes.
public final class FindAlikeTool implements PointerTool {
  private final SimilarityModel model;
  private final ReadOnlyObjectWrapper<Sketch> sketch = new ReadOnlyObjectWrapper<>(Sketch.NONE);

  public FindAlikeTool(SimilarityModel model) {
    this.model = model;
  }

  @Override
  public String id() {
    return "alike";
  }

  @Override
  public String title() {
    return "Find alike";
  }

  @Override
  public String hint() {
    return "Shift+click: more like this  ·  Ctrl+click: not like this";
  }

  @Override
  public ReadOnlyObjectProperty<Sketch> sketchProperty() {
    return sketch.getReadOnlyProperty();
  }

  @Override
  public boolean leavesDrags() {
    return true;
  }

  @Override
  public void clicked(PointerAt at) {
    if (at.clicks() == 2) {
      model.takeBack(); // a double click sets the pivot
    } else if (at.clicks() == 1) {
      Click how = at.shortcut() ? Click.UNLIKE : at.shift() ? Click.ALIKE : Click.ONLY;
      at.pick().ifPresent(pick -> model.click(pick.pointIndex(), how));
    }
  }

  @Override
  public boolean cancelled() {
    return model.escape();
  }
}
