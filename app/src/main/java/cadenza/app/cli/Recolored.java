package cadenza.app.cli;

import cadenza.scan.PointCloud;
import cadenza.scan.io.WideColors;

/// A scan with other colours and everything else as it was.
final class Recolored {
  private Recolored() {}

  /// @param argb one colour a point
  static PointCloud of(PointCloud cloud, int[] argb) {
    byte[] rgb = new byte[3 * argb.length];
    for (int i = 0; i < argb.length; i++) {
      rgb[3 * i] = (byte) (argb[i] >> 16);
      rgb[3 * i + 1] = (byte) (argb[i] >> 8);
      rgb[3 * i + 2] = (byte) argb[i];
    }
    return WideColors.recolored(cloud, rgb);
  }
}
