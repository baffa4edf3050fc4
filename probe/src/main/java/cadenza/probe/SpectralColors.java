package cadenza.probe;

/// Heat as colour: blue over green and yellow to red, matplotlib's `Spectral_r`, in 256 steps.
///
/// The eleven colours are ColorBrewer's "Spectral" (Cynthia Brewer, colorbrewer2.org) from its end;
/// the steps lie on straight lines between them.
public final class SpectralColors {
  private static final int STEPS = 256;

  private static final int[] COLORS = {
    0x5e4fa2, 0x3288bd, 0x66c2a5, 0xabdda4, 0xe6f598, 0xffffbf, 0xfee08b, 0xfdae61, 0xf46d43,
    0xd53e4f, 0x9e0142
  };

  private SpectralColors() {}

  /// Red, green, blue in 0–1 of each step, `(256, 3)`.
  public static float[] table() {
    float[] table = new float[3 * STEPS];
    for (int step = 0; step < STEPS; step++) {
      double place = (double) step * (COLORS.length - 1) / (STEPS - 1);
      int from = Math.min((int) place, COLORS.length - 2);
      for (int channel = 0; channel < 3; channel++) {
        double a = channel(COLORS[from], channel);
        double b = channel(COLORS[from + 1], channel);
        table[3 * step + channel] = (float) ((a + (place - from) * (b - a)) / 255);
      }
    }
    return table;
  }

  private static int channel(int rgb, int channel) {
    return rgb >> 8 * (2 - channel) & 0xff;
  }

  /// Step of a heat: `floor(256 heat)`, 1 and above the last, 0 and below the first.
  public static int step(float heat) {
    return Math.clamp((long) (heat * STEPS), 0, STEPS - 1);
  }
}
