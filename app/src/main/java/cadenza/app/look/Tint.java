package cadenza.app.look;

import cadenza.scan.PointCloud;
import java.util.stream.IntStream;

/// Colours of classes laid over the colours of a scan.
public final class Tint {
  private static final int CHUNK = 1 << 14;
  private static final int NEUTRAL = 0x9a;

  private Tint() {}

  /// The scan's own colours, quieter, so that colours of classes stand out.
  ///
  /// @return opaque ARGB, `(points)`
  public static int[] quiet(PointCloud cloud) {
    byte[] rgb = cloud.colors();
    int[] argb = new int[cloud.pointCount()];
    chunks(
        argb.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int r = rgb == null ? NEUTRAL : rgb[3 * i] & 0xff;
            int g = rgb == null ? NEUTRAL : rgb[3 * i + 1] & 0xff;
            int b = rgb == null ? NEUTRAL : rgb[3 * i + 2] & 0xff;
            int gray = (77 * r + 150 * g + 29 * b) >> 8;
            // Half way to grey, a quarter towards the middle.
            int red = 32 + (3 * (r + gray)) / 8;
            int green = 32 + (3 * (g + gray)) / 8;
            int blue = 32 + (3 * (b + gray)) / 8;
            argb[i] = 0xff000000 | red << 16 | green << 8 | blue;
          }
        });
    return argb;
  }

  /// Mixes two opaque colours.
  ///
  /// @param share of the second, 0 to 256
  public static int mix(int first, int second, int share) {
    int other = 256 - share;
    int redBlue = ((first & 0xff00ff) * other + (second & 0xff00ff) * share) >>> 8 & 0xff00ff;
    int green = ((first & 0xff00) * other + (second & 0xff00) * share) >>> 8 & 0xff00;
    return 0xff000000 | redBlue | green;
  }

  /// What is done with the points from one index up to another.
  public interface Chunk {
    void paint(int from, int to);
  }

  /// Does it for all points in parallel.
  public static void chunks(int points, Chunk chunk) {
    IntStream.range(0, (points + CHUNK - 1) / CHUNK)
        .parallel()
        .forEach(c -> chunk.paint(c * CHUNK, Math.min(points, (c + 1) * CHUNK)));
  }
}
