package cadenza.render;

/// Where the samples of an anti-aliased picture are taken: in the middle of the pixel, then at
/// eight places that share no row, column or diagonal.
public final class Samples {
  /// How many there are.
  public static final int COUNT = 9;

  private static final double[] X = {0, 1, -1, 5, -3, -5, -7, 3, 7};
  private static final double[] Y = {0, -3, 3, 1, -5, 5, -1, 7, -7};

  private Samples() {}

  /// How many samples a style asks for.
  public static int wanted(Style style) {
    return style.antiAliased() ? COUNT : 1;
  }

  /// Shift of the picture to the right, in pixels.
  public static double shiftX(int sample) {
    return X[sample] / 16;
  }

  /// Shift of the picture downwards, in pixels.
  public static double shiftY(int sample) {
    return Y[sample] / 16;
  }
}
