package cadenza.app.viewport.select;

import cadenza.app.viewport.tool.PointerAt;
import cadenza.app.viewport.tool.Sketch;
import cadenza.render.select.FillRule;
import cadenza.render.select.ScreenMask;
import java.util.Arrays;

/// Selects what a freehand outline encloses; a click beside everything selects nothing.
public final class LassoTool extends SelectTool {
  /// Nearer than this a new corner adds nothing, in pixels.
  private static final double STEP = 2;

  private final SelectionModel model;
  private Combine combine = Combine.REPLACE;
  private double[] xy = new double[256];
  private int length;

  public LassoTool(SelectionModel model) {
    super("lasso", "Lasso", "Drag around points" + MODIFIERS);
    this.model = model;
  }

  @Override
  public void pressed(PointerAt at) {
    combine = Combine.of(at);
    length = 0;
    add(at);
  }

  @Override
  public void dragged(PointerAt at) {
    if (length > 0 && Math.hypot(at.x() - xy[length - 2], at.y() - xy[length - 1]) >= STEP) {
      add(at);
      sketch(Sketch.of(new Sketch.Path(outline(), true)));
    }
  }

  @Override
  public void released(PointerAt at) {
    if (length == 0) {
      return;
    }
    double[] drawn = outline();
    length = 0;
    sketch(Sketch.NONE);
    model.select(
        frame -> ScreenMask.polygon(frame.width(), frame.height(), drawn, FillRule.NON_ZERO),
        combine,
        id());
  }

  @Override
  public boolean cancelled() {
    boolean begun = length > 0;
    length = 0;
    sketch(Sketch.NONE);
    return begun;
  }

  private void add(PointerAt at) {
    if (length + 2 > xy.length) {
      xy = Arrays.copyOf(xy, 2 * xy.length);
    }
    xy[length++] = at.x();
    xy[length++] = at.y();
  }

  private double[] outline() {
    return Arrays.copyOf(xy, length);
  }
}
