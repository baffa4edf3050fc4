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
  private final float[] logDepth;
  private final float[] response;
  private final int[] nearOffsets;
  private final int[] wideOffsets;

  /// @param rows most rows of a band
  /// @param pixelScale how many pixels one pixel of a 1000-row picture is
  EyeDome(int width, int rows, double pixelScale) {
    int near = Math.max(1, (int) Math.round(1.3 * pixelScale));
    int wide = Math.max(near + 1, (int) Math.round(4.5 * pixelScale));
    this.width = width;
    this.reach = wide;
    this.stride = width + 2 * wide;
    this.logDepth = new float[stride * (rows + 2 * wide)];
    this.response = new float[width];
    this.nearOffsets = offsets(near);
    this.wideOffsets = offsets(wide);
    // The frame around the picture: nothing stands out there.
    Arrays.fill(logDepth, Float.MAX_VALUE);
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
        logDepth[to + x] = (bits >> 23) + (2 - mantissa * (1f / 3)) * mantissa;
      }
    } else {
      for (int x = 0; x < width; x++) {
        long key = keys[from + x];
        logDepth[to + x] =
            key == Splatter.EMPTY
                ? Float.MAX_VALUE
                : Float.intBitsToFloat((int) (key >>> 32)) * orthographicScale;
      }
    }
  }

  /// Says that a row is outside the picture.
  void outside(int row) {
    Arrays.fill(logDepth, row * stride + reach, row * stride + reach + width, Float.MAX_VALUE);
  }

  /// Factors, as n / 256, for a row of the band, into `factors`.
  void shade(int row, float strength, int[] factors) {
    Arrays.fill(response, 0);
    int at = (row + reach) * stride + reach;
    for (int offset : nearOffsets) {
      add(at, offset, NEAR_GAIN, NEAR_LIMIT);
    }
    for (int offset : wideOffsets) {
      add(at, offset, WIDE_GAIN, WIDE_LIMIT);
    }
    float scale = strength * TABLE_SIZE / TABLE_REACH;
    for (int x = 0; x < width; x++) {
      factors[x] = FACTOR[(int) Math.min(response[x] * scale, TABLE_SIZE)];
    }
  }

  private void add(int at, int offset, float gain, float limit) {
    float[] depth = logDepth;
    float[] sum = response;
    for (int x = 0; x < sum.length; x++) {
      float behind = (depth[at + x] - depth[at + offset + x]) * gain;
      sum[x] += Math.min(Math.max(behind, 0), limit);
    }
  }
}
