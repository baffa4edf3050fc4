package cadenza.app.look;

/// Colours for a scalar between 0 and 1.
///
/// # How it works
///
/// A path through OKLCH, the cylinder form of OKLab (Ottosson 2020), whose lightness is the
/// perceived one: lightness rises evenly, so equal steps of the value look like equal steps, in
/// grey print and to colour-blind eyes too; hue runs along for contrast. Sampled once into 256
/// entries.
public enum ColorMap {
  /// Dark violet over teal and green to light yellow.
  PERCEPTUAL(0.30, 0.93, 295, 105, 0.125),
  /// Near black to white.
  GRAY(0.15, 0.98, 0, 0, 0);

  private static final int ENTRIES = 256;

  // An array is mutable, but this one never leaves the enum and is written only here.
  @SuppressWarnings("ImmutableEnumChecker")
  private final int[] table = new int[ENTRIES];

  ColorMap(double darkest, double lightest, double hueStart, double hueEnd, double chroma) {
    for (int i = 0; i < ENTRIES; i++) {
      double t = i / (ENTRIES - 1.0);
      double lightness = darkest + (lightest - darkest) * t;
      table[i] = Oklch.toArgb(lightness, chroma, hueStart + (hueEnd - hueStart) * t);
    }
  }

  /// Opaque colour of a value; values outside 0 to 1 get the colour of the end, NaN mid-grey.
  public int argb(double value) {
    if (Double.isNaN(value)) {
      return 0xff808080;
    }
    return table[(int) Math.round(Math.clamp(value, 0, 1) * (ENTRIES - 1))];
  }
}
