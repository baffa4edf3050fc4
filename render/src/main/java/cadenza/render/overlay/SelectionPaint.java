package cadenza.render.overlay;

import cadenza.render.Frame;
import cadenza.render.Selection;
import java.util.stream.IntStream;

/// A tint over the pixels of selected points and an outline around them.
///
/// # How it works
///
/// One bit a pixel says where selected points are seen. Shifting rows of bits grows such a picture
/// by a pixel, 64 pixels at a time; grown and shrunk again, small holes between points are closed.
/// The outline is what growing adds to that: `OUTLINE` pixels, and one more, fainter, that makes it
/// smooth.
final class SelectionPaint {
  private static final int COLOR = 0xffff9f1c;
  private static final int TINT_OPACITY = 90;
  private static final int OUTLINE_OPACITY = 240;
  private static final int EDGE_OPACITY = 110;

  /// Width of the outline in a picture of 1000 rows.
  private static final double OUTLINE = 2;

  private static final int BANDS = 16;

  private long[] seen = {};
  private long[] closed = {};
  private long[] grown = {};
  private long[] edge = {};
  private long[] spare = {};
  private int width;
  private int height;
  private int rowWords;

  void paint(Frame frame, Selection selected) {
    width = frame.width();
    height = frame.height();
    rowWords = (width + Long.SIZE - 1) / Long.SIZE;
    int size = rowWords * height;
    if (seen.length != size) {
      seen = new long[size];
      closed = new long[size];
      grown = new long[size];
      edge = new long[size];
      spare = new long[size];
    }
    bands((from, to) -> findSeen(frame, selected, from, to));
    int radius = (int) Math.max(1, Math.round(OUTLINE * height / 1000));
    grow(seen, grown, radius);
    // Shrinking is growing what is outside.
    invert(grown, edge);
    grow(edge, closed, radius);
    invert(closed, closed);
    grow(closed, grown, radius);
    grow(grown, edge, 1);
    int[] pixels = frame.pixels();
    bands((from, to) -> blend(pixels, from, to));
  }

  private interface Rows {
    void work(int from, int to);
  }

  private void bands(Rows rows) {
    IntStream.range(0, BANDS)
        .parallel()
        .forEach(band -> rows.work(height * band / BANDS, height * (band + 1) / BANDS));
  }

  private void findSeen(Frame frame, Selection selected, int fromRow, int toRow) {
    int[] slots = frame.slots();
    for (int y = fromRow; y < toRow; y++) {
      // Neighbours often show the same point.
      int lastSlot = -1;
      long lastBit = 0;
      for (int word = 0; word < rowWords; word++) {
        int first = word * Long.SIZE;
        int end = Math.min(width, first + Long.SIZE);
        long bits = 0;
        for (int x = first; x < end; x++) {
          int slot = slots[y * width + x];
          if (slot != lastSlot) {
            lastSlot = slot;
            int point = frame.pointAt(x, y);
            lastBit = point >= 0 && selected.contains(point) ? 1 : 0;
          }
          bits |= lastBit << x;
        }
        seen[y * rowWords + word] = bits;
      }
    }
  }

  private void invert(long[] from, long[] to) {
    long last = -1L >>> -width;
    for (int i = 0; i < from.length; i++) {
      to[i] = ~from[i] & (i % rowWords == rowWords - 1 ? last : -1L);
    }
  }

  /// Grows a picture of bits by a radius, alternately like a diamond and like a square, which makes
  /// an octagon.
  private void grow(long[] from, long[] to, int radius) {
    long[] source = from;
    for (int step = 0; step < radius; step++) {
      boolean square = step % 2 == 1;
      long[] now = source;
      long[] target = step % 2 == (radius - 1) % 2 ? to : spare;
      bands((first, end) -> growOnce(now, target, square, first, end));
      source = target;
    }
  }

  private void growOnce(long[] from, long[] to, boolean square, int fromRow, int toRow) {
    long last = -1L >>> -width;
    for (int y = fromRow; y < toRow; y++) {
      for (int word = 0; word < rowWords; word++) {
        int at = y * rowWords + word;
        long middle = from[at];
        long column =
            middle | (y > 0 ? from[at - rowWords] : 0) | (y + 1 < height ? from[at + rowWords] : 0);
        long before = word == 0 ? 0 : column(from, at - 1, y, square);
        long after = word + 1 == rowWords ? 0 : column(from, at + 1, y, square);
        long sides = square ? column : middle;
        long bits = column | sides << 1 | sides >>> 1 | before >>> 63 | after << 63;
        to[at] = word + 1 == rowWords ? bits & last : bits;
      }
    }
  }

  private long column(long[] from, int at, int y, boolean square) {
    long bits = from[at];
    if (square) {
      bits |= y > 0 ? from[at - rowWords] : 0;
      bits |= y + 1 < height ? from[at + rowWords] : 0;
    }
    return bits;
  }

  private void blend(int[] pixels, int fromRow, int toRow) {
    for (int y = fromRow; y < toRow; y++) {
      for (int word = 0; word < rowWords; word++) {
        int at = y * rowWords + word;
        long tint = seen[at];
        long line = grown[at] & ~closed[at];
        long soft = edge[at] & ~grown[at];
        for (long left = tint | line | soft; left != 0; left &= left - 1) {
          int bit = Long.numberOfTrailingZeros(left);
          int opacity =
              (line >>> bit & 1) != 0
                  ? OUTLINE_OPACITY
                  : (tint >>> bit & 1) != 0 ? TINT_OPACITY : EDGE_OPACITY;
          int pixel = y * width + word * Long.SIZE + bit;
          pixels[pixel] = Blend.over(pixels[pixel], COLOR, opacity);
        }
      }
    }
  }
}
