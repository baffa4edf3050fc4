package cadenza.render.select;

import java.util.Arrays;

/// The bits of a [ScreenMask] while a shape is being filled.
final class MaskCanvas {
  final int left;
  final int top;
  final int right;
  final int bottom;
  final int rowWords;
  final long[] words;

  private MaskCanvas(int left, int top, int right, int bottom) {
    this.left = left;
    this.top = top;
    this.right = right;
    this.bottom = bottom;
    this.rowWords = (right - left + Long.SIZE - 1) / Long.SIZE;
    this.words = new long[rowWords * (bottom - top)];
  }

  /// Room for the pixels of a rectangle, as far as they are in a picture of this size.
  static MaskCanvas of(int width, int height, double minX, double minY, double maxX, double maxY) {
    int left = (int) Math.clamp(Math.floor(minX), 0, width);
    int top = (int) Math.clamp(Math.floor(minY), 0, height);
    int right = (int) Math.clamp(Math.ceil(maxX), left, Math.max(width, left));
    int bottom = (int) Math.clamp(Math.ceil(maxY), top, Math.max(height, top));
    return new MaskCanvas(left, top, right, bottom);
  }

  /// Adds the pixels of a row whose centres are at `fromX` or right of it and left of `toX`.
  private void fillSpan(int row, double fromX, double toX) {
    int first = (int) Math.clamp(Math.ceil(fromX - 0.5), left, right) - left;
    int end = (int) Math.clamp(Math.ceil(toX - 0.5), left, right) - left;
    if (first >= end) {
      return;
    }
    int base = (row - top) * rowWords;
    int firstWord = first >> 6;
    int lastWord = end - 1 >> 6;
    long head = -1L << first;
    long tail = -1L >>> -end;
    if (firstWord == lastWord) {
      words[base + firstWord] |= head & tail;
      return;
    }
    words[base + firstWord] |= head;
    Arrays.fill(words, base + firstWord + 1, base + lastWord, -1L);
    words[base + lastWord] |= tail;
  }

  /// All pixels within `radius` of a line, and the pixel under its first point.
  void fillCapsule(double x0, double y0, double x1, double y1, double radius) {
    double dx = x1 - x0;
    double dy = y1 - y0;
    double length = Math.hypot(dx, dy);
    for (int row = top; row < bottom; row++) {
      double y = row + 0.5;
      double[] span = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
      // The row cuts a convex shape: the span of the whole is that of its parts together.
      addDisc(span, x0, y - y0, radius);
      addDisc(span, x1, y - y1, radius);
      if (length > 0) {
        double sideX = -dy / length * radius;
        double sideY = dx / length * radius;
        addEdge(span, y, x0 + sideX, y0 + sideY, x1 + sideX, y1 + sideY);
        addEdge(span, y, x0 - sideX, y0 - sideY, x1 - sideX, y1 - sideY);
      }
      // The far end of a span counts as inside.
      fillSpan(row, span[0], Math.nextUp(span[1]));
    }
    int row = (int) Math.floor(y0);
    if (row >= top && row < bottom && x0 >= left && x0 < right) {
      fillSpan(row, Math.floor(x0), Math.floor(x0) + 1);
    }
  }

  private static void addDisc(double[] span, double x, double offsetY, double radius) {
    double square = radius * radius - offsetY * offsetY;
    if (square >= 0) {
      double half = Math.sqrt(square);
      span[0] = Math.min(span[0], x - half);
      span[1] = Math.max(span[1], x + half);
    }
  }

  private static void addEdge(double[] span, double y, double x0, double y0, double x1, double y1) {
    if (y0 != y1 && Math.min(y0, y1) <= y && y <= Math.max(y0, y1)) {
      double x = x0 + (x1 - x0) * (y - y0) / (y1 - y0);
      span[0] = Math.min(span[0], x);
      span[1] = Math.max(span[1], x);
    }
  }

  /// All pixels inside an outline, `x0, y0, x1, y1 …`.
  void fillPolygon(double[] xy, FillRule rule) {
    int rows = bottom - top;
    int[] start = new int[rows + 1];
    forCrossings(xy, (row, x, winding) -> start[row - top + 1]++);
    for (int row = 0; row < rows; row++) {
      start[row + 1] += start[row];
    }
    double[] crossings = new double[start[rows]];
    int[] windings = new int[start[rows]];
    int[] next = Arrays.copyOf(start, rows);
    forCrossings(
        xy,
        (row, x, winding) -> {
          // Kept in order; a row has few.
          int at = next[row - top]++;
          while (at > start[row - top] && crossings[at - 1] > x) {
            crossings[at] = crossings[at - 1];
            windings[at] = windings[at - 1];
            at--;
          }
          crossings[at] = x;
          windings[at] = winding;
        });
    for (int row = 0; row < rows; row++) {
      int inside = 0;
      for (int i = start[row]; i + 1 < start[row + 1]; i++) {
        inside += rule == FillRule.EVEN_ODD ? 1 : windings[i];
        if (rule == FillRule.EVEN_ODD ? (inside & 1) != 0 : inside != 0) {
          fillSpan(row + top, crossings[i], crossings[i + 1]);
        }
      }
    }
  }

  private interface Crossing {
    void at(int row, double x, int winding);
  }

  /// Where edges cross the middle of a row: upper end counted, lower end not, so that a corner
  /// between two edges counts once.
  private void forCrossings(double[] xy, Crossing crossing) {
    int corners = xy.length / 2;
    for (int i = 0; i < corners; i++) {
      int j = i + 1 == corners ? 0 : i + 1;
      boolean down = xy[2 * i + 1] < xy[2 * j + 1];
      int upper = down ? i : j;
      int lower = down ? j : i;
      double x = xy[2 * upper];
      double y = xy[2 * upper + 1];
      double slope = (xy[2 * lower] - x) / (xy[2 * lower + 1] - y);
      int first = (int) Math.clamp(Math.ceil(y - 0.5), top, bottom);
      int end = (int) Math.clamp(Math.ceil(xy[2 * lower + 1] - 0.5), top, bottom);
      for (int row = first; row < end; row++) {
        crossing.at(row, x + (row + 0.5 - y) * slope, down ? 1 : -1);
      }
    }
  }
}
