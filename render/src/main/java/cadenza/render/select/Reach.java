package cadenza.render.select;

/// How deep a selection on the screen goes.
public enum Reach {
  /// Only what one sees: all points of the surfaces that the frame shows, also those that lost
  /// their pixel to a neighbour.
  VISIBLE,
  /// Everything that lies there, before and behind what one sees.
  THROUGH
}
