package cadenza.scan.io.mesh;

/// A picture printed on a surface.
///
/// @param pixels as 0xRRGGBB, row by row from the top
/// @param wrapU what is beyond its left and right edge
/// @param wrapV what is beyond its upper and lower edge
/// @param transform a row-major 2 × 3 matrix that texture coordinates go through first
record Texture(int[] pixels, int width, int height, Wrap wrapU, Wrap wrapV, double[] transform) {
  static final double[] AS_IT_IS = {1, 0, 0, 0, 1, 0};
  private static final double FARTHEST = 1e15;

  /// What is beyond the edge of a picture.
  enum Wrap {
    REPEAT,
    MIRROR,
    CLAMP;

    /// The pixel that stands for one that may lie outside `[0, size)`.
    int inside(long pixel, int size) {
      return switch (this) {
        case REPEAT -> (int) Math.floorMod(pixel, (long) size);
        case CLAMP -> (int) Math.clamp(pixel, 0, size - 1L);
        case MIRROR -> {
          int twice = (int) Math.floorMod(pixel, 2L * size);
          yield twice < size ? twice : 2 * size - 1 - twice;
        }
      };
    }
  }

  /// The same picture for a surface that uses it otherwise.
  Texture with(Wrap u, Wrap v, double[] other) {
    return new Texture(pixels, width, height, u, v, other);
  }

  /// The colour at a place, bilinear between the four nearest pixels.
  ///
  /// @param u from 0 at the left edge to 1 at the right
  /// @param v from 0 at the upper edge to 1 at the lower
  /// @param rgb where to put red, green and blue from 0 to 1
  void sample(double u, double v, float[] rgb) {
    double x = pixel(transform[0] * u + transform[1] * v + transform[2], width);
    double y = pixel(transform[3] * u + transform[4] * v + transform[5], height);
    long left = (long) Math.floor(x);
    long top = (long) Math.floor(y);
    double right = x - left;
    double bottom = y - top;
    int x0 = wrapU.inside(left, width);
    int x1 = wrapU.inside(left + 1, width);
    int y0 = wrapV.inside(top, height) * width;
    int y1 = wrapV.inside(top + 1, height) * width;
    for (int channel = 0; channel < 3; channel++) {
      int shift = 16 - 8 * channel;
      double upper =
          (1 - right) * (pixels[y0 + x0] >> shift & 0xff)
              + right * (pixels[y0 + x1] >> shift & 0xff);
      double lower =
          (1 - right) * (pixels[y1 + x0] >> shift & 0xff)
              + right * (pixels[y1 + x1] >> shift & 0xff);
      rgb[channel] = (float) (((1 - bottom) * upper + bottom * lower) / 255);
    }
  }

  /// Counted from the centre of the first pixel; so far out that numbers have no fractions, there
  /// is nothing to see, and the first pixel will do.
  private static double pixel(double place, int size) {
    double pixel = place * size - 0.5;
    return Math.abs(pixel) < FARTHEST ? pixel : 0;
  }
}
