package cadenza.app.viewport.select;

import cadenza.app.viewport.tool.PointerAt;
import cadenza.app.viewport.tool.Sketch;
import cadenza.render.select.FillRule;
import cadenza.render.select.ScreenMask;
import java.util.ArrayList;
import java.util.List;

/// Selects what an outline of straight lines encloses, a corner a click.
public final class PolygonTool extends SelectTool {
  private final SelectionModel model;
  private final List<PointerAt> corners = new ArrayList<>();

  public PolygonTool(SelectionModel model) {
    super(
        "polygon",
        "Polygon",
        "Click corners  ·  double-click or Enter closes  ·  Backspace takes one back" + MODIFIERS);
    this.model = model;
  }

  @Override
  public void clicked(PointerAt at) {
    if (at.clicks() > 1) {
      // The first click of the two has set the corner.
      finished();
    } else {
      corners.add(at);
      show(at);
    }
  }

  @Override
  public void moved(PointerAt at) {
    if (!corners.isEmpty()) {
      show(at);
    }
  }

  @Override
  public void dragged(PointerAt at) {
    moved(at);
  }

  @Override
  public void stepBack() {
    if (!corners.isEmpty()) {
      PointerAt last = corners.removeLast();
      if (corners.isEmpty()) {
        sketch(Sketch.NONE);
      } else {
        show(last);
      }
    }
  }

  @Override
  public void finished() {
    if (corners.size() >= 3) {
      double[] xy = outline(corners);
      model.select(
          frame -> ScreenMask.polygon(frame.width(), frame.height(), xy, FillRule.NON_ZERO),
          Combine.of(corners.getFirst()),
          id());
    }
    cancelled();
  }

  @Override
  public boolean cancelled() {
    boolean begun = !corners.isEmpty();
    corners.clear();
    sketch(Sketch.NONE);
    return begun;
  }

  private void show(PointerAt pointer) {
    List<PointerAt> all = new ArrayList<>(corners);
    all.add(pointer);
    sketch(Sketch.of(new Sketch.Path(outline(all), corners.size() > 1)));
  }

  private static double[] outline(List<PointerAt> corners) {
    double[] xy = new double[2 * corners.size()];
    for (int i = 0; i < corners.size(); i++) {
      xy[2 * i] = corners.get(i).x();
      xy[2 * i + 1] = corners.get(i).y();
    }
    return xy;
  }
}
