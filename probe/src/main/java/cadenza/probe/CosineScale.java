package cadenza.probe;

/// Likeness as it is: the cosine, on a ramp that is the same for every scan.
///
/// @param low cosine at the low end of the ramp; below it all is unlike
/// @param high cosine at the high end
public record CosineScale(float low, float high) implements LikenessScale {
  /// From a right angle, which is no likeness, to the same direction. Features seldom point away
  /// from each other.
  public static final CosineScale PLAIN = new CosineScale(0, 1);

  public CosineScale {
    if (!(low < high)) {
      throw new IllegalArgumentException("a scale from " + low + " to " + high);
    }
  }

  @Override
  public float position(float likeness) {
    return Float.isNaN(likeness) ? likeness : Math.clamp((likeness - low) / (high - low), 0f, 1f);
  }

  @Override
  public float likeness(float position) {
    return low + position * (high - low);
  }
}
