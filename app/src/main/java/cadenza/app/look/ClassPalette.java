package cadenza.app.look;

/// Colours for class numbers that stay apart for the eye.
///
/// # How it works
///
/// Hues advance by the golden angle, so that any run of classes is spread over the circle;
/// lightness alternates over three steps, so that neighbours in hue differ in brightness.
public final class ClassPalette {
  private static final double GOLDEN_ANGLE_DEGREES = 137.50776405;
  private static final double[] LIGHTNESS = {0.70, 0.58, 0.80};

  /// Colour of points without a class.
  public static final int UNLABELLED_ARGB = 0xff6e7681;

  private ClassPalette() {}

  /// True if this number marks a point without a class (0, −1 or 255).
  public static boolean isUnlabelled(int classId) {
    return classId <= 0 || classId == 255;
  }

  /// Opaque colour of a class.
  public static int argb(int classId) {
    if (isUnlabelled(classId)) {
      return UNLABELLED_ARGB;
    }
    return Oklch.toArgb(
        LIGHTNESS[classId % LIGHTNESS.length], 0.15, 25 + GOLDEN_ANGLE_DEGREES * classId);
  }
}
