package cadenza.probe;

import java.util.stream.IntStream;

/// A matrix of features cut into tiles of rows, of which channels are read as rows of numbers: what
/// [Axpy] wants.
///
/// # How it works
///
/// Either the channels are gathered from the encoder's matrix each time, or a copy in the order of
/// tiles and channels is kept in half precision, which is read twice as fast and takes half the
/// memory of the features. It keeps 11 bits of a number: a logit moves by a few thousandths. A
/// level is scaled by a power of two so that its largest number fits.
sealed interface Tiles {
  /// Rows of a tile.
  int ROWS = 512;

  /// Channels that are read together: a line of cache.
  int CHANNELS = 16;

  int channels();

  /// What weights are multiplied by.
  float scale();

  /// Reads `count` (at most [#CHANNELS]) channels of the first `rows` rows of a tile into `(count,
  /// rows)`.
  void load(int tile, int rows, int channel, int count, float[][] out);

  static Tiles gathered(Block block) {
    return new Gathered(block.values(), block.channels());
  }

  static Tiles half(Block block) {
    return Half.of(block);
  }

  /// Reads the encoder's matrix.
  record Gathered(float[] values, int channels) implements Tiles {
    @Override
    public float scale() {
      return 1;
    }

    @Override
    public void load(int tile, int rows, int channel, int count, float[][] out) {
      int from = tile * ROWS * channels + channel;
      if (count == CHANNELS) {
        for (int c = 0; c < CHANNELS; c += 8) {
          eight(from + c, rows, out, c);
        }
      } else {
        for (int c = 0; c < count; c++) {
          float[] to = out[c];
          for (int r = 0; r < rows; r++) {
            to[r] = values[from + c + r * channels];
          }
        }
      }
    }

    private void eight(int from, int rows, float[][] out, int first) {
      float[] x0 = out[first];
      float[] x1 = out[first + 1];
      float[] x2 = out[first + 2];
      float[] x3 = out[first + 3];
      float[] x4 = out[first + 4];
      float[] x5 = out[first + 5];
      float[] x6 = out[first + 6];
      float[] x7 = out[first + 7];
      for (int r = 0; r < rows; r++) {
        int at = from + r * channels;
        x0[r] = values[at];
        x1[r] = values[at + 1];
        x2[r] = values[at + 2];
        x3[r] = values[at + 3];
        x4[r] = values[at + 4];
        x5[r] = values[at + 5];
        x6[r] = values[at + 6];
        x7[r] = values[at + 7];
      }
    }
  }

  /// Reads a copy, `(tiles, channels, ROWS)`.
  record Half(short[] values, int channels, float scale) implements Tiles {
    private static final float LARGEST = 32768;

    static Half of(Block block) {
      float largest = 0;
      for (float value : block.values()) {
        largest = Math.max(largest, Math.abs(value));
      }
      float up = 1; // features are multiplied by it, weights divided
      while (Float.isFinite(largest) && largest * up > LARGEST) {
        up /= 2;
      }
      int channels = block.channels();
      int tiles = Math.ceilDiv(block.rows(), ROWS);
      short[] out = new short[Math.multiplyExact(tiles * ROWS, channels)];
      Tiles from = gathered(block);
      float factor = up;
      IntStream.range(0, tiles)
          .parallel()
          .forEach(tile -> {
            float[][] x = new float[CHANNELS][ROWS];
            int rows = Math.min(ROWS, block.rows() - tile * ROWS);
            for (int c = 0; c < channels; c += CHANNELS) {
              int count = Math.min(CHANNELS, channels - c);
              from.load(tile, rows, c, count, x);
              for (int j = 0; j < count; j++) {
                int at = (tile * channels + c + j) * ROWS;
                for (int r = 0; r < rows; r++) {
                  out[at + r] = Float.floatToFloat16(x[j][r] * factor);
                }
              }
            }
          });
      return new Half(out, channels, 1 / up);
    }

    @Override
    public void load(int tile, int rows, int channel, int count, float[][] out) {
      for (int c = 0; c < count; c++) {
        widen(values, (tile * channels + channel + c) * ROWS, out[c], rows);
      }
    }

    private static void widen(short[] from, int start, float[] to, int count) {
      for (int i = 0; i < count; i++) {
        to[i] = Float.float16ToFloat(from[start + i]);
      }
    }
  }
}
