package cadenza.app.viewport.select;

import cadenza.app.viewport.tool.PointerTool;
import cadenza.app.viewport.tool.Sketch;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A tool that selects points.
public abstract class SelectTool implements PointerTool {
  static final String MODIFIERS = "  ·  Shift adds, Ctrl takes away";

  private final String id;
  private final String title;
  private final String hint;
  private final ReadOnlyObjectWrapper<Sketch> sketch = new ReadOnlyObjectWrapper<>(Sketch.NONE);

  SelectTool(String id, String title, String hint) {
    this.id = id;
    this.title = title;
    this.hint = hint;
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final String title() {
    return title;
  }

  @Override
  public final String hint() {
    return hint;
  }

  @Override
  public final ReadOnlyObjectProperty<Sketch> sketchProperty() {
    return sketch.getReadOnlyProperty();
  }

  final void sketch(Sketch wanted) {
    sketch.set(wanted);
  }
}
