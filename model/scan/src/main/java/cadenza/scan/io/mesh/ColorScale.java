package cadenza.scan.io.mesh;

/// Colours as they are shown (sRGB, IEC 61966-2-1) and proportional to light.
final class ColorScale {
  private ColorScale() {}

  /// From shown to proportional to light, both from 0 to 1.
  static float toLinear(float shown) {
    return (float) (shown <= 0.04045 ? shown / 12.92 : Math.pow((shown + 0.055) / 1.055, 2.4));
  }

  /// From proportional to light to shown, both from 0 to 1.
  static float toShown(float linear) {
    return (float)
        (linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055);
  }

  /// As a byte; what is no number is 0.
  static byte toByte(float shown) {
    return (byte) (int) (Math.clamp(shown, 0f, 1f) * 255 + 0.5f);
  }
}
