package cadenza.app.viewport.select;

import cadenza.app.viewport.tool.PointerAt;
import cadenza.app.viewport.tool.Sketch;
import java.util.List;

/// Selects the surface that a clicked point lies on.
public final class RegionTool extends SelectTool {
  private static final double LABEL_GAP = 26;

  private final SelectionModel model;

  public RegionTool(SelectionModel model) {
    super(
        "region",
        "Connected region",
        "Click a surface  ·  Ctrl+wheel: how much it may bend" + MODIFIERS);
    this.model = model;
  }

  @Override
  public boolean leavesDrags() {
    return true;
  }

  @Override
  public void clicked(PointerAt at) {
    if (at.clicks() == 1) {
      at.pick().ifPresent(pick -> model.grow(pick.pointIndex(), Combine.of(at)));
    }
  }

  @Override
  public void moved(PointerAt at) {
    sketch(Sketch.NONE);
  }

  @Override
  public boolean scrolled(PointerAt at, double notches) {
    if (!at.shortcut()) {
      return false;
    }
    model.scaleLikeness(notches);
    String words = SelectionWords.likeness(model.likenessProperty().get());
    sketch(new Sketch(List.of(), List.of(new Sketch.Label(at.x(), at.y() + LABEL_GAP, words))));
    return true;
  }

  @Override
  public boolean cancelled() {
    sketch(Sketch.NONE);
    return false;
  }
}
