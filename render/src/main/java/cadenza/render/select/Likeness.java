package cadenza.render.select;

/// How alike neighbours must be for a region to grow from one to the next.
///
/// @param normalDegrees how far the surface may bend from one cell to the next; 180 for any
/// @param colorDifference how far the colour may be from that at the start, 0 to 1 as the mean of
///   the channels' differences; 1 for any
/// @param maxPoints where the region ends at the latest
public record Likeness(double normalDegrees, double colorDifference, int maxPoints) {
  /// One smooth surface of any colour.
  public static final Likeness SURFACE = new Likeness(20, 1, Integer.MAX_VALUE);

  public Likeness {
    if (!(normalDegrees > 0) || !(colorDifference > 0) || maxPoints < 1) {
      throw new IllegalArgumentException(
          "no region grows with " + normalDegrees + "°, " + colorDifference + ", " + maxPoints);
    }
  }

  public Likeness withNormalDegrees(double degrees) {
    return new Likeness(degrees, colorDifference, maxPoints);
  }

  public Likeness withColorDifference(double difference) {
    return new Likeness(normalDegrees, difference, maxPoints);
  }

  boolean heedsNormals() {
    return normalDegrees < 180;
  }

  boolean heedsColors() {
    return colorDifference < 1;
  }
}
