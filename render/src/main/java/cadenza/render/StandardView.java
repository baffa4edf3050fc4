package cadenza.render;

/// Directions to look from that have a name; z is up, the front faces -y.
public enum StandardView {
  FRONT(-90, 0),
  BACK(90, 0),
  LEFT(180, 0),
  RIGHT(0, 0),
  TOP(-90, 90),
  BOTTOM(-90, -90),
  /// All three axes at the same angle.
  ISO(-45, Math.toDegrees(Math.atan(Math.sqrt(0.5))));

  private final double yawRadians;
  private final double pitchRadians;

  StandardView(double yawDegrees, double pitchDegrees) {
    this.yawRadians = Math.toRadians(yawDegrees);
    this.pitchRadians = Math.toRadians(pitchDegrees);
  }

  /// Azimuth of the eye as seen from the target, from +x towards +y.
  public double yawRadians() {
    return yawRadians;
  }

  /// Height of the eye above the horizon of the target.
  public double pitchRadians() {
    return pitchRadians;
  }
}
