package cadenza.probe;

import java.util.Arrays;

/// How principal components become colours.
///
/// @param brightness factor after scaling to 0–1 (1.2 in the reference)
/// @param mixed true for the reference's mix, `0.6 · (1st, 2nd, 3rd) + 0.4 · (4th, 5th, 6th)`;
///   false for the first three components as they are
/// @param axes which of the three channels goes to red, green and blue, a permutation of 0, 1, 2
public record PcaSettings(float brightness, boolean mixed, int[] axes) {
  public PcaSettings {
    int[] sorted = axes.clone();
    Arrays.sort(sorted);
    if (!Arrays.equals(sorted, new int[] {0, 1, 2})) {
      throw new IllegalArgumentException("axes must be a permutation of 0, 1, 2");
    }
    if (!(brightness > 0)) {
      throw new IllegalArgumentException("brightness must be above 0");
    }
  }

  /// As `demo/0_pca.py` of the reference does it.
  public static PcaSettings reference() {
    return new PcaSettings(1.2f, true, new int[] {0, 1, 2});
  }

  /// `(3, components)`: what is multiplied with the components to give red, green and blue.
  float[] mix(int components) {
    float[] mix = new float[3 * components];
    for (int channel = 0; channel < 3; channel++) {
      int first = axes[channel];
      if (first < components) {
        mix[channel * components + first] = mixed ? .6f : 1f;
      }
      if (mixed && first + 3 < components) {
        mix[channel * components + first + 3] = .4f;
      }
    }
    return mix;
  }
}
