package cadenza.probe;

import cadenza.scan.FeaturePyramid;
import java.util.Arrays;
import java.util.List;

/// Principal components as colours, on one scale for all scans given, so that the same thing has
/// the same colour in each.
///
/// The formula is the reference's (`demo/0_pca.py`; SPEC iv): features, not centred, are projected
/// on the basis; three channels are scaled from their minimum and maximum to 0–1, brightened and
/// clamped.
public final class PcaColors {
  /// Colour of points that lie in no voxel because their coordinates are not numbers.
  private static final int NO_COLOR = 0xff808080;

  private final PcaBasis basis;
  private final float[] mix;
  private final float[] min;
  private final float[] factor;

  /// @param scans all scans the scale is to span; features of the model the basis was fitted on
  public PcaColors(PcaBasis basis, List<FeaturePyramid> scans, PcaSettings settings) {
    this.basis = basis;
    this.mix = settings.mix(basis.variances().length);
    this.min = new float[3];
    this.factor = new float[3];
    float[] max = new float[3];
    Arrays.fill(min, Float.POSITIVE_INFINITY);
    Arrays.fill(max, Float.NEGATIVE_INFINITY);
    for (FeaturePyramid scan : scans) {
      float[] projected = projected(scan);
      for (int i = 0; i < projected.length; i++) {
        min[i % 3] = Math.min(min[i % 3], projected[i]);
        max[i % 3] = Math.max(max[i % 3], projected[i]);
      }
    }
    for (int c = 0; c < 3; c++) {
      factor[c] = settings.brightness() / Math.max(max[c] - min[c], 1e-6f);
    }
  }

  private float[] projected(FeaturePyramid scan) {
    return NearestUpcast.sumAtFirstLevel(scan, basis.firstLevel(), basis.project(scan, mix), 3);
  }

  /// Red, green, blue in 0–1 for every row of the basis' first level, `(rows, 3)`.
  public float[] ofRows(FeaturePyramid scan) {
    return scaled(projected(scan));
  }

  /// Opaque ARGB for every point the up-cast reaches, `(points)`; mid-grey elsewhere.
  public int[] ofPoints(FeaturePyramid scan, PointUpcast upcast) {
    float[] rgb = scaled(upcast.sum(basis.project(scan, mix), 3));
    int[] argb = new int[rgb.length / 3];
    for (int i = 0; i < argb.length; i++) {
      argb[i] =
          Float.isNaN(rgb[3 * i])
              ? NO_COLOR
              : 0xff000000
                  | Math.round(255 * rgb[3 * i]) << 16
                  | Math.round(255 * rgb[3 * i + 1]) << 8
                  | Math.round(255 * rgb[3 * i + 2]);
    }
    return argb;
  }

  private float[] scaled(float[] values) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.clamp((values[i] - min[i % 3]) * factor[i % 3], 0f, 1f);
    }
    return out;
  }
}
