package cadenza.render.splat;

import java.util.Arrays;

/// Eye-dome lighting: darkens a pixel by how far its neighbours stand out in front of it.
///
/// # How it works
///
/// After Boucheny, "Interactive scientific visualization of large datasets: towards a
/// perceptive-based approach" (2009), with two rings of eight neighbours: the near one draws edges,
/// the wide one the soft shade beside furniture. Depth enters as its logarithm, so that the effect
/// is the same near and far, and each neighbour's say is limited, so that outlines are dark but not
/// black. The response r becomes the factor exp(-r).
///
/// Logarithms are whole numbers, 2^20 to a doubling of the depth: the limits of integers are one
/// instruction for many pixels at once, those of floats, with their NaN and -0, are not.
///
/// The framebuffer's empty pixels have the bits of a huge depth and so never darken a neighbour.
final class EyeDome {
  /// Response of the table's last entry; beyond it the shade stays the same.
  private static final float TABLE_REACH = 4;

  private static final int TABLE_SIZE = 1024;
  private static final float[] DIRECTIONS_X = {1, 0.7071f, 0, -0.7071f, -1, -0.7071f, 0, 0.7071f};
  private static final float[] DIRECTIONS_Y = {0, 0.7071f, 1, 0.7071f, 0, -0.7071f, -1, -0.7071f};

  /// Darkest factor, so that nothing becomes a black hole.
  private static final double FLOOR = 0.18;

  private static final float NEAR_GAIN = 26;
  private static final float NEAR_LIMIT = 0.16f;
  private static final float WIDE_GAIN = 9;
  private static final float WIDE_LIMIT = 0.10f;

  /// Units of a logarithm to base 2.
  private static final int DOUBLING = 1 << 20;

  /// Behind everything, with room to subtract.
  private static final int FAR = 1 << 29;

  /// Factor by response, as n / 256.
  private static final int[] FACTOR = new int[TABLE_SIZE + 1];

  static {
    for (int i = 0; i <= TABLE_SIZE; i++) {
      double response = (double) TABLE_REACH * i / TABLE_SIZE;
      FACTOR[i] = (int) Math.round(256 * (FLOOR + (1 - FLOOR) * Math.exp(-response)));
    }
  }

  /// Rows above and below that a band needs.
  final int reach;

  private final int width;
  private final int stride;
  private final int[] logDepth;
  private final float[] near;
  private final float[] wide;
  private final int[] nearOffsets;
  private final int[] wideOffsets;

  /// @param rows most rows of a band
  /// @param pixelScale how many pixels one pixel of a 1000-row picture is
  EyeDome(int width, int rows, double pixelScale) {
    int nearRadius = Math.max(1, (int) Math.round(1.3 * pixelScale));
    int wideRadius = Math.max(nearRadius + 1, (int) Math.round(4.5 * pixelScale));
    this.width = width;
    this.reach = wideRadius;
    this.stride = width + 2 * wideRadius;
    this.logDepth = new int[stride * (rows + 2 * wideRadius)];
    this.near = new float[width];
    this.wide = new float[width];
    this.nearOffsets = offsets(nearRadius);
    this.wideOffsets = offsets(wideRadius);
    // The frame around the picture: nothing stands out there.
    Arrays.fill(logDepth, FAR);
  }

  private int[] offsets(int radius) {
    int[] offsets = new int[DIRECTIONS_X.length];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] =
          Math.round(radius * DIRECTIONS_Y[i]) * stride + Math.round(radius * DIRECTIONS_X[i]);
    }
    return offsets;
  }

  /// Takes in a row of the framebuffer; `row` counts from `reach` rows above the band.
  void depths(int row, long[] keys, int from, boolean perspective, float orthographicScale) {
    int to = row * stride + reach;
    if (perspective) {
      for (int x = 0; x < width; x++) {
        int bits = (int) (keys[from + x] >>> 32);
        // log2: exponent plus a parabola through the mantissa, good to 0.01.
        float mantissa = Float.intBitsToFloat(bits & 0x7fffff | 0x3f800000);
        int fraction = (int) ((2 - mantissa * (1f / 3)) * mantissa * DOUBLING);
        logDepth[to + x] = (bits >> 23) * DOUBLING + fraction;
      }
    } else {
      for (int x = 0; x < width; x++) {
        long key = keys[from + x];
        logDepth[to + x] =
            key == Splatter.EMPTY
                ? FAR
                : (int) (Float.intBitsToFloat((int) (key >>> 32)) * orthographicScale * DOUBLING);
      }
    }
  }

  /// Says that a row is outside the picture.
  void outside(int row) {
    Arrays.fill(logDepth, row * stride + reach, row * stride + reach + width, FAR);
  }

  /// Factors, as n / 256, for a row of the band, into `factors`.
  void shade(int row, float strength, int[] factors) {
    int at = (row + reach) * stride + reach;
    standOut(logDepth, at, nearOffsets, (int) (NEAR_LIMIT / NEAR_GAIN * DOUBLING), near);
    standOut(logDepth, at, wideOffsets, (int) (WIDE_LIMIT / WIDE_GAIN * DOUBLING), wide);
    float scale = strength * TABLE_SIZE / TABLE_REACH / DOUBLING;
    float nearScale = NEAR_GAIN * scale;
    float wideScale = WIDE_GAIN * scale;
    for (int x = 0; x < width; x++) {
      factors[x] = FACTOR[(int) Math.min(near[x] * nearScale + wide[x] * wideScale, TABLE_SIZE)];
    }
  }

  /// How far the eight neighbours of each pixel of a row stand out before it, none counted for more
  /// than `limit`.
  private static void standOut(int[] depth, int at, int[] offsets, int limit, float[] sums) {
    Arrays.fill(sums, 0);
    for (int i = 0; i < offsets.length; i += 2) {
      standOut(depth, at, at + offsets[i], at + offsets[i + 1], limit, sums);
    }
  }

  /// Two neighbours at a time, integers in, floats out: the compiler does many pixels at once only
  /// where a loop is short, and where arrays are of different types and so not the same.
  private static void standOut(int[] depth, int at, int one, int two, int limit, float[] sums) {
    for (int x = 0; x < sums.length; x++) {
      int here = depth[at + x];
      sums[x] +=
          Math.min(Math.max(here - depth[one + x], 0), limit)
              + Math.min(Math.max(here - depth[two + x], 0), limit);
    }
  }
}
