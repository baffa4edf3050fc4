package cadenza.app.viewport.select;

import cadenza.render.Selection;
import cadenza.render.select.BrushStroke;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A brush stroke under way.
final class Gesture {
  final Combine combine;
  final String how;
  final Selection before;
  Selection painted;

  /// Null until the index is there; places are noted meanwhile.
  @Nullable BrushStroke stroke;

  final List<double[]> noted = new ArrayList<>();
  boolean ended;

  Gesture(Combine combine, Selection before, String how) {
    this.combine = combine;
    this.how = how;
    this.before = before;
    this.painted = Selection.none(before.pointCount());
  }
}
