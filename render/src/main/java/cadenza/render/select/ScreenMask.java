package cadenza.render.select;

import java.util.Arrays;

/// A set of pixels of a picture: what a brush or a lasso covers.
///
/// # How it works
///
/// One bit a pixel within the bounding rectangle, rows of whole words. A pixel belongs to a shape
/// if its centre does. Counts of the tiles that hold anything, summed from the top left, answer in
/// one step whether a rectangle touches the shape, give or take a tile. Immutable.
public final class ScreenMask {
  private static final int TILE = 16;

  private final int left;
  private final int top;
  private final int right;
  private final int bottom;
  private final int rowWords;
  private final long[] words;
  private final int tileColumns;
  private final int[] tileSums;

  private ScreenMask(MaskCanvas canvas) {
    left = canvas.left;
    top = canvas.top;
    right = canvas.right;
    bottom = canvas.bottom;
    rowWords = canvas.rowWords;
    words = canvas.words;
    tileColumns = rowWords * (Long.SIZE / TILE);
    tileSums = tileSums();
  }

  /// A mask with no pixel.
  public static ScreenMask empty() {
    return new ScreenMask(MaskCanvas.of(1, 1, 0, 0, 0, 0));
  }

  /// A disc. The pixel under its centre always belongs to it.
  ///
  /// @param width of the picture in pixels
  public static ScreenMask circle(int width, int height, double x, double y, double radius) {
    return stroke(width, height, x, y, x, y, radius);
  }

  /// What a disc covers that is moved along a straight line.
  public static ScreenMask stroke(
      int width, int height, double x0, double y0, double x1, double y1, double radius) {
    requireNumbers(x0, y0, x1, y1, radius);
    double r = Math.max(radius, 0);
    MaskCanvas canvas =
        MaskCanvas.of(
            width,
            height,
            Math.min(x0, x1) - r - 1,
            Math.min(y0, y1) - r - 1,
            Math.max(x0, x1) + r + 1,
            Math.max(y0, y1) + r + 1);
    canvas.fillCapsule(x0, y0, x1, y1, r);
    return new ScreenMask(canvas);
  }

  /// The rectangle between two corners, in any order.
  public static ScreenMask box(int width, int height, double x0, double y0, double x1, double y1) {
    requireNumbers(x0, y0, x1, y1);
    double[] corners = {x0, y0, x1, y0, x1, y1, x0, y1};
    return polygon(width, height, corners, FillRule.EVEN_ODD);
  }

  /// The inside of a closed outline.
  ///
  /// @param xy corners, `x0, y0, x1, y1 …`; fewer than three enclose nothing
  /// @throws IllegalArgumentException if a coordinate is missing or no number
  public static ScreenMask polygon(int width, int height, double[] xy, FillRule rule) {
    if (xy.length % 2 != 0) {
      throw new IllegalArgumentException("corners come in twos, got " + xy.length + " numbers");
    }
    requireNumbers(xy);
    if (xy.length < 6) {
      return empty();
    }
    double[] low = {xy[0], xy[1]};
    double[] high = {xy[0], xy[1]};
    for (int i = 0; i < xy.length; i++) {
      low[i & 1] = Math.min(low[i & 1], xy[i]);
      high[i & 1] = Math.max(high[i & 1], xy[i]);
    }
    MaskCanvas canvas = MaskCanvas.of(width, height, low[0], low[1], high[0], high[1]);
    canvas.fillPolygon(xy, rule);
    return new ScreenMask(canvas);
  }

  private static void requireNumbers(double... numbers) {
    for (double number : numbers) {
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException("a shape with the coordinate " + number);
      }
    }
  }

  /// Whether a pixel belongs to it; also asked outside the picture.
  public boolean contains(int x, int y) {
    if (x < left || x >= right || y < top || y >= bottom) {
      return false;
    }
    int column = x - left;
    return (words[(y - top) * rowWords + (column >> 6)] >>> column & 1) != 0;
  }

  /// Whether it may have a pixel in a rectangle of the picture; false only if there is none.
  public boolean mayTouch(double minX, double minY, double maxX, double maxY) {
    if (isEmpty() || !(maxX >= left && minX < right && maxY >= top && minY < bottom)) {
      return false;
    }
    int firstColumn = ((int) Math.max(minX, left) - left) / TILE;
    int firstRow = ((int) Math.max(minY, top) - top) / TILE;
    int lastColumn = ((int) Math.min(maxX, right - 1.0) - left) / TILE + 1;
    int lastRow = ((int) Math.min(maxY, bottom - 1.0) - top) / TILE + 1;
    int stride = tileColumns + 1;
    return tileSums[lastRow * stride + lastColumn]
            - tileSums[lastRow * stride + firstColumn]
            - tileSums[firstRow * stride + lastColumn]
            + tileSums[firstRow * stride + firstColumn]
        > 0;
  }

  /// A rectangle of pixels, within the picture.
  record Extent(int left, int top, int width, int height) {}

  /// The rectangle that holds all its pixels.
  Extent extent() {
    return new Extent(left, top, right - left, bottom - top);
  }

  /// How many pixels belong to it.
  public int pixelCount() {
    int count = 0;
    for (long word : words) {
      count += Long.bitCount(word);
    }
    return count;
  }

  public boolean isEmpty() {
    return tileSums[tileSums.length - 1] == 0;
  }

  private int[] tileSums() {
    int tileRows = (bottom - top + TILE - 1) / TILE;
    int stride = tileColumns + 1;
    int[] sums = new int[(tileRows + 1) * stride];
    long[] any = new long[rowWords];
    for (int tileRow = 0; tileRow < tileRows; tileRow++) {
      Arrays.fill(any, 0);
      int end = Math.min(bottom - top, (tileRow + 1) * TILE);
      for (int row = tileRow * TILE; row < end; row++) {
        for (int word = 0; word < rowWords; word++) {
          any[word] |= words[row * rowWords + word];
        }
      }
      int inRow = 0;
      for (int column = 0; column < tileColumns; column++) {
        long tile = any[column * TILE >> 6] >>> (column * TILE & 63) & (1L << TILE) - 1;
        inRow += tile != 0 ? 1 : 0;
        int at = (tileRow + 1) * stride + column + 1;
        sums[at] = sums[at - stride] + inRow;
      }
    }
    return sums;
  }
}
