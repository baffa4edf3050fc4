package cadenza.app.similarity;

import cadenza.app.look.ColorMap;
import cadenza.probe.SpectralColors;

/// How likeness becomes colour.
public enum ScaleChoice {
  /// The reference's heat, whose scale the scan's own spread of likeness sets.
  HEAT("Heat", "unlike", "alike", "likeness within this scan"),
  /// The cosine as it is, on the same ramp for every scan.
  COSINE("Cosine", "0", "1", "cosine, the same for every scan");

  private static final int STEPS = 256;

  private final String title;
  private final String low;
  private final String high;
  private final String meaning;

  ScaleChoice(String title, String low, String high, String meaning) {
    this.title = title;
    this.low = low;
    this.high = high;
    this.meaning = meaning;
  }

  public String title() {
    return title;
  }

  /// What the low end of the ramp is called.
  public String low() {
    return low;
  }

  /// What the high end of the ramp is called.
  public String high() {
    return high;
  }

  /// What the ramp measures.
  public String meaning() {
    return meaning;
  }

  /// Opaque colours from the low end to the high one, `(256)`.
  public int[] ramp() {
    int[] argb = new int[STEPS];
    float[] spectral = SpectralColors.table();
    for (int i = 0; i < STEPS; i++) {
      argb[i] =
          this == COSINE
              ? ColorMap.PERCEPTUAL.argb(i / (STEPS - 1.0))
              : 0xff000000
                  | Math.round(255 * spectral[3 * i]) << 16
                  | Math.round(255 * spectral[3 * i + 1]) << 8
                  | Math.round(255 * spectral[3 * i + 2]);
    }
    return argb;
  }
}
