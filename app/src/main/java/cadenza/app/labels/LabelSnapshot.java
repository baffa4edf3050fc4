package cadenza.app.labels;

/// Labelled points of one scan as they are at a moment, ascending; safe to hand to another thread.
///
/// @param points indices of the labelled points
/// @param classIds class of each
/// @param strokes the stroke each label came from
/// @param version differs whenever the labels differ
public record LabelSnapshot(int[] points, short[] classIds, int[] strokes, long version) {
  public int size() {
    return points.length;
  }
}
