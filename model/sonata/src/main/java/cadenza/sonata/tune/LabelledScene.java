package cadenza.sonata.tune;

import cadenza.sonata.pretrain.ViewPoints;

/// A scene of which some points are labelled.
///
/// @param points at a finer grid than views have, colours from 0 to 255
/// @param labels class of each point, counted from 0; -1 where there is none, `(points)`
public record LabelledScene(ViewPoints points, int[] labels) {
  /// No class.
  public static final int NONE = -1;

  public LabelledScene {
    if (labels.length != points.pointCount()) {
      throw new IllegalArgumentException(
          labels.length + " labels for " + points.pointCount() + " points");
    }
    boolean some = false;
    for (int label : labels) {
      some |= label >= 0;
    }
    if (!some) {
      throw new IllegalArgumentException("no point of the scene is labelled");
    }
  }
}
