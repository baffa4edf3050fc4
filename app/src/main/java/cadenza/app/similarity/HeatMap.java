package cadenza.app.similarity;

import cadenza.probe.LikenessScale;
import cadenza.render.Selection;
import cadenza.scan.PointCloud;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// How like a query every point of a scan is.
///
/// @param inverse finest voxel of each point, -1 for none, `(points)`
/// @param pointCounts points in each voxel
/// @param likeness cosine of each voxel
/// @param choice which ramp it is shown on
/// @param scale where a likeness stands on the ramp
public record HeatMap(
    int[] inverse, int[] pointCounts, float[] likeness, ScaleChoice choice, LikenessScale scale) {
  private static final int CHUNK = 1 << 14;
  private static final int NO_VOXEL_ARGB = 0xff808080;

  // Greys that points below the threshold are dimmed to: seen on a light and a dark background.
  private static final int DIM_DARKEST = 62;
  private static final float DIM_SPREAD = .3f;

  /// Opaque colour of every point.
  ///
  /// @param threshold place on the ramp below which points are dimmed to grey; 0 dims none
  public int[] argb(PointCloud cloud, double threshold) {
    int[] ramp = choice.ramp();
    int[] ofVoxels = new int[likeness.length]; // 0 where dimmed
    double least = cosine(threshold);
    inChunks(
        likeness.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            if (likeness[i] >= least) {
              int step = (int) (scale.position(likeness[i]) * ramp.length);
              ofVoxels[i] = ramp[Math.clamp(step, 0, ramp.length - 1)];
            }
          }
        });
    byte[] rgb = cloud.colors();
    int[] argb = new int[inverse.length];
    inChunks(
        argb.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int color = inverse[i] < 0 ? NO_VOXEL_ARGB : ofVoxels[inverse[i]];
            argb[i] = color != 0 ? color : dimmed(rgb, i);
          }
        });
    return argb;
  }

  private static int dimmed(byte @Nullable [] rgb, int point) {
    float light = 128;
    if (rgb != null) {
      light =
          .3f * (rgb[3 * point] & 0xff)
              + .59f * (rgb[3 * point + 1] & 0xff)
              + .11f * (rgb[3 * point + 2] & 0xff);
    }
    int gray = DIM_DARKEST + Math.round(DIM_SPREAD * light);
    return 0xff000000 | gray << 16 | gray << 8 | gray;
  }

  /// Likeness of every point, NaN for those that lie in no voxel.
  public float[] ofPoints() {
    float[] out = new float[inverse.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = inverse[i] < 0 ? Float.NaN : likeness[inverse[i]];
    }
    return out;
  }

  /// The cosine at a place of the ramp; below all there is for 0.
  public double cosine(double threshold) {
    return threshold <= 0 ? Double.NEGATIVE_INFINITY : scale.likeness((float) threshold);
  }

  /// How many points stand at or above a place of the ramp.
  public int countAbove(double threshold) {
    double least = cosine(threshold);
    int count = 0;
    for (int i = 0; i < likeness.length; i++) {
      if (likeness[i] >= least) {
        count += pointCounts[i];
      }
    }
    return count;
  }

  /// The points that stand at or above a place of the ramp.
  public Selection above(double threshold) {
    double least = cosine(threshold);
    BitSet points = new BitSet(inverse.length);
    for (int i = 0; i < inverse.length; i++) {
      if (inverse[i] >= 0 && likeness[inverse[i]] >= least) {
        points.set(i);
      }
    }
    return Selection.of(inverse.length, points);
  }

  private interface Range {
    void run(int from, int to);
  }

  private static void inChunks(int count, Range body) {
    IntStream.range(0, (count + CHUNK - 1) / CHUNK)
        .parallel()
        .forEach(chunk -> body.run(chunk * CHUNK, Math.min((chunk + 1) * CHUNK, count)));
  }
}
