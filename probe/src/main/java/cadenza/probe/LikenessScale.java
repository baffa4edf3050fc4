package cadenza.probe;

/// Where a likeness stands on a ramp of colours.
public sealed interface LikenessScale permits SimilarityHeat, CosineScale {
  /// Place on the ramp, 0 (unlike) to 1 (alike); NaN where there is no likeness.
  float position(float likeness);

  /// The likeness at a place of the ramp: the inverse of [#position].
  float likeness(float position);
}
