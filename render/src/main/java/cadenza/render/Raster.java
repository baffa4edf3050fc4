package cadenza.render;

/// A picture without its points: premultiplied ARGB, rows from the top.
///
/// @param pixels `pixels[y * width + x]`
public record Raster(int width, int height, int[] pixels) {
  public Raster {
    if (width < 1 || height < 1 || pixels.length != (long) width * height) {
      throw new IllegalArgumentException(
          pixels.length + " pixels for a picture of " + width + " x " + height);
    }
  }

  /// A transparent picture.
  ///
  /// @throws IllegalArgumentException if it is larger than an array can be
  public static Raster blank(int width, int height) {
    if (width < 1 || height < 1 || (long) width * height > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("a picture of " + width + " x " + height + " pixels");
    }
    return new Raster(width, height, new int[width * height]);
  }

  /// Copies columns of another picture of the same height into this one.
  ///
  /// @param fromX first column to take
  /// @param toX column it goes to
  /// @param columns how many
  public void paste(Raster other, int fromX, int toX, int columns) {
    paste(other.pixels, other.width, fromX, toX, columns);
  }

  /// As above, of a picture `otherWidth` wide.
  void paste(int[] other, int otherWidth, int fromX, int toX, int columns) {
    for (int y = 0; y < height; y++) {
      System.arraycopy(other, y * otherWidth + fromX, pixels, y * width + toX, columns);
    }
  }
}
