package cadenza.app.viewport.select;

import cadenza.app.viewport.tool.PointerAt;
import cadenza.app.viewport.tool.Sketch;
import cadenza.render.select.ScreenMask;
import org.jspecify.annotations.Nullable;

/// Selects what a rectangle covers that is dragged from corner to corner.
public final class BoxTool extends SelectTool {
  private final SelectionModel model;
  private Combine combine = Combine.REPLACE;
  private @Nullable PointerAt start;

  public BoxTool(SelectionModel model) {
    super("box", "Box", "Drag a rectangle" + MODIFIERS);
    this.model = model;
  }

  @Override
  public void pressed(PointerAt at) {
    combine = Combine.of(at);
    start = at;
  }

  @Override
  public void dragged(PointerAt at) {
    PointerAt from = start;
    if (from != null) {
      double[] corners = {from.x(), from.y(), at.x(), from.y(), at.x(), at.y(), from.x(), at.y()};
      sketch(Sketch.of(new Sketch.Path(corners, true)));
    }
  }

  @Override
  public void released(PointerAt at) {
    PointerAt from = start;
    start = null;
    sketch(Sketch.NONE);
    if (from != null) {
      model.select(
          frame ->
              ScreenMask.box(frame.width(), frame.height(), from.x(), from.y(), at.x(), at.y()),
          combine,
          id());
    }
  }

  @Override
  public boolean cancelled() {
    boolean begun = start != null;
    start = null;
    sketch(Sketch.NONE);
    return begun;
  }
}
