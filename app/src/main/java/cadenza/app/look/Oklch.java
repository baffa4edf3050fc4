package cadenza.app.look;

/// Conversion from OKLCH, the perceptual colour space of Björn Ottosson (2020), to sRGB.
final class Oklch {
  private Oklch() {}

  /// Opaque sRGB of a colour; what lies outside the gamut is brought in by less chroma, which keeps
  /// lightness and hue.
  ///
  /// @param lightness 0 to 1
  /// @param chroma 0 to about 0.3
  /// @param hueDegrees 0 red-ish, 110 yellow, 150 green, 260 blue
  static int toArgb(double lightness, double chroma, double hueDegrees) {
    double usable = chroma;
    double[] rgb = linearRgb(lightness, usable, hueDegrees);
    while (usable > 0.001 && !isInside(rgb)) {
      usable *= 0.95;
      rgb = linearRgb(lightness, usable, hueDegrees);
    }
    return 0xff000000 | encode(rgb[0]) << 16 | encode(rgb[1]) << 8 | encode(rgb[2]);
  }

  private static double[] linearRgb(double lightness, double chroma, double hueDegrees) {
    double a = chroma * Math.cos(Math.toRadians(hueDegrees));
    double b = chroma * Math.sin(Math.toRadians(hueDegrees));
    double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    return new double[] {
      4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
      -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
      -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
    };
  }

  private static boolean isInside(double[] rgb) {
    for (double value : rgb) {
      if (value < -1e-4 || value > 1.0001) {
        return false;
      }
    }
    return true;
  }

  private static int encode(double linear) {
    double value = Math.clamp(linear, 0, 1);
    double srgb = value <= 0.0031308 ? 12.92 * value : 1.055 * Math.pow(value, 1 / 2.4) - 0.055;
    return (int) Math.round(255 * srgb);
  }

  private static double cube(double value) {
    return value * value * value;
  }
}
