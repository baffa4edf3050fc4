package cadenza.render;

/// How large points are drawn.
///
/// `ADAPTIVE`: `value` times the distance to the neighbouring points, so that surfaces close near
/// and far; 1 is right for most scans. `FIXED`: `value` pixels across, whatever the distance.
public record PointSize(Mode mode, double value) {
  /// What the size is measured by.
  public enum Mode {
    ADAPTIVE,
    FIXED
  }

  public PointSize {
    if (!(value > 0 && value <= 1000)) {
      throw new IllegalArgumentException("point size " + value);
    }
  }

  public static PointSize adaptive(double timesSpacing) {
    return new PointSize(Mode.ADAPTIVE, timesSpacing);
  }

  public static PointSize fixed(double pixels) {
    return new PointSize(Mode.FIXED, pixels);
  }
}
