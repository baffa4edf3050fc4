package cadenza.app.similarity;

/// What a click adds to what is asked.
public enum Click {
  /// What is like this place alone.
  ONLY,
  /// What is like this place, too.
  ALIKE,
  /// What is unlike this place.
  UNLIKE
}
