package cadenza.app.pictures;

import java.util.Locale;

/// Width and height of a picture in pixels, checked.
public record PictureSize(int width, int height) {
  /// Longest side. Beyond it few programs open a PNG.
  public static final int MAX_SIDE = 32768;

  private static final long MAX_PIXELS = 1L << 29;

  public PictureSize {
    if (!isAllowed(width, height)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a picture of %d x %d pixels; each side may be 1 to %d, both together at most %d"
                  + " million pixels",
              width,
              height,
              MAX_SIDE,
              MAX_PIXELS / 1_000_000));
    }
  }

  /// Whether there can be such a picture.
  public static boolean isAllowed(int width, int height) {
    return width >= 1
        && height >= 1
        && width <= MAX_SIDE
        && height <= MAX_SIDE
        && (long) width * height <= MAX_PIXELS;
  }

  @Override
  public String toString() {
    return width + " × " + height;
  }
}
