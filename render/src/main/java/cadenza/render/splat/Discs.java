package cadenza.render.splat;

import cadenza.render.Projection;

/// Which pixels a round splat covers, for each diameter in pixels.
final class Discs {
  /// `inset[d][row]`: pixels to leave out at either end of a row of the d × d square.
  static final int[][] INSET = new int[Projection.MAX_SPLAT + 1][];

  static {
    for (int d = 0; d < INSET.length; d++) {
      INSET[d] = new int[d];
      double radius = d / 2.0;
      for (int row = 0; row < d; row++) {
        double dy = row + 0.5 - radius;
        double half = Math.sqrt(radius * radius - dy * dy);
        INSET[d][row] = Math.clamp((long) Math.ceil(radius - half - 0.5), 0, d / 2);
      }
    }
  }

  private Discs() {}
}
