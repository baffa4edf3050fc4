package cadenza.render.select;

import cadenza.render.DrawOrder;
import cadenza.render.Frame;
import cadenza.render.FrameStats;
import cadenza.render.PointSize;
import cadenza.render.Scene;
import cadenza.render.SeenDepth;
import java.util.Arrays;

/// Whether a point belongs to a surface that a frame shows.
///
/// # How it works
///
/// A point is seen if it is about as far away as what the frame shows at its pixel. Farther, it
/// lies behind; nearer, the frame left it out, as the walls one sees through. "About" is the radius
/// of a splat, since the pixel shows the depth of a point whose splat reaches there: the distance
/// between neighbours, wider in a frame in motion that draws fewer points. On a surface seen at a
/// slant a splat's radius along the screen is a longer way in depth: the frame's own depths a
/// splat's width further left, right, up and down say how much longer, the smaller difference on
/// each axis, so that edges of objects do not count as slants.
final class SeenTest {
  /// Splat radius for a spacing of 1, as renderers draw.
  private static final double RADIUS_FROM_SPACING = 1.2;

  /// Beyond this many tolerances no slant explains a difference.
  private static final double MOST_SLANTED = 8;

  /// What is left out of a frame in motion lies within so many pixels of what is not.
  private static final double WIDEST_GAP_PIXELS = 8;

  private static final int WIDEST_STEP = 32;

  private final SeenDepth seen;
  private final ScreenMask.Extent extent;

  /// Depths by pixel of the extent, as far as they were asked for; NaN elsewhere. Threads may fill
  /// in the same one, with the same number.
  private final float[] known;

  private final double gap;
  private final double sizeFactor;
  private final double fixedRadiusPixels;

  /// @param extent pixels that questions will mostly be about
  SeenTest(Frame frame, SeenDepth seen, Scene scene, ScreenMask.Extent extent) {
    this.seen = seen;
    this.extent = extent;
    known = new float[extent.width() * extent.height()];
    Arrays.fill(known, Float.NaN);
    gap = gap(frame, scene);
    PointSize size = scene.style().pointSize();
    boolean adaptive = size.mode() == PointSize.Mode.ADAPTIVE;
    sizeFactor = RADIUS_FROM_SPACING * (adaptive ? Math.max(size.value(), 0.5) : 0.5);
    fixedRadiusPixels = adaptive ? 0 : size.value() / 2;
  }

  /// How much wider the gaps between points are than in the cloud, at most.
  private static double gap(Frame frame, Scene scene) {
    FrameStats stats = frame.stats();
    DrawOrder order = scene.order();
    long drawn = stats.pointsDrawn();
    if (stats.complete()) {
      drawn = order == null ? stats.pointCount() : order.slotCount();
    }
    return drawn <= 0 ? 1 : Math.sqrt(Math.max(1.0, (double) stats.pointCount() / drawn));
  }

  /// @param depth of the point in metres
  /// @param scale pixels per metre there
  /// @param spacing between points there, in metres
  boolean sees(int x, int y, double depth, double scale, double spacing) {
    double shown = depthAt(x, y);
    double off = Math.abs(depth - shown);
    if (!(off < Double.POSITIVE_INFINITY)) {
      return false;
    }
    double own = sizeFactor * spacing * scale;
    double widened = Math.min(gap * own, Math.max(own, WIDEST_GAP_PIXELS));
    double radiusPixels = Math.max(widened, fixedRadiusPixels);
    double tolerance = (radiusPixels + 1) / scale;
    if (off <= tolerance) {
      return true;
    }
    if (off > MOST_SLANTED * tolerance) {
      return false;
    }
    int step = (int) Math.clamp(Math.ceil(2 * radiusPixels) + 2, 1, WIDEST_STEP);
    double slant = slant(shown, x - step, y, x + step, y) + slant(shown, x, y - step, x, y + step);
    return off <= tolerance + slant;
  }

  /// Finds out the depths at some pixels before they are asked for: all at once the memory answers
  /// faster than one by one.
  void lookAt(int[] x, int[] y, int count) {
    int[] points = new int[count];
    int[] places = new int[count];
    int unknown = 0;
    for (int i = 0; i < count; i++) {
      int column = x[i] - extent.left();
      int row = y[i] - extent.top();
      if (column < 0 || row < 0 || column >= extent.width() || row >= extent.height()) {
        continue;
      }
      int at = row * extent.width() + column;
      if (Float.isNaN(known[at])) {
        places[unknown] = at;
        points[unknown++] = seen.frame().pointAt(x[i], y[i]);
      }
    }
    for (int i = 0; i < unknown; i++) {
      int point = points[i];
      known[places[i]] = point < 0 ? Float.POSITIVE_INFINITY : (float) seen.ofPoint(point);
    }
  }

  private float depthAt(int x, int y) {
    int column = x - extent.left();
    int row = y - extent.top();
    if (column < 0 || row < 0 || column >= extent.width() || row >= extent.height()) {
      return (float) seen.at(x, y);
    }
    int at = row * extent.width() + column;
    float depth = known[at];
    if (Float.isNaN(depth)) {
      depth = (float) seen.at(x, y);
      known[at] = depth;
    }
    return depth;
  }

  private double slant(double shown, int x0, int y0, int x1, int y1) {
    double least = Math.min(Math.abs(depthAt(x0, y0) - shown), Math.abs(depthAt(x1, y1) - shown));
    return least < Double.POSITIVE_INFINITY ? least : 0;
  }
}
