package cadenza.render.overlay;

import cadenza.render.Camera;
import cadenza.render.Frame;
import cadenza.render.Overlay;
import cadenza.render.SeenDepth;
import cadenza.render.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Straight lines in space, anti-aliased, at their depth.
///
/// # How it works
///
/// A line is cut at the near plane and projected; its depth along the screen is linear in 1/depth.
/// A pixel's coverage follows from its distance to the segment, and what points are before it there
/// decides between the line's opacity and its hidden opacity. Rows of the picture are shared out to
/// threads, so the lines of a list keep their order.
final class LinePaint {
  private static final int BANDS = 16;

  /// How far a line may be behind points and still be before them, as a share of its depth: lines
  /// often lie on surfaces.
  private static final double BIAS = 0.004;

  /// A line on the screen.
  ///
  /// @param inverse0 1 / depth at the start for perspective, the depth itself otherwise
  private record Segment(
      double x0,
      double y0,
      double inverse0,
      double x1,
      double y1,
      double inverse1,
      int argb,
      double half,
      double hiddenOpacity) {}

  void paint(Frame frame, Camera camera, SeenDepth seen, List<Overlay.Line> lines) {
    int width = frame.width();
    int height = frame.height();
    List<Segment> segments = new ArrayList<>(lines.size());
    for (Overlay.Line line : lines) {
      Segment segment = project(line, camera, width, height);
      if (segment != null) {
        segments.add(segment);
      }
    }
    boolean perspective = !camera.orthographic();
    IntStream.range(0, BANDS)
        .parallel()
        .forEach(band -> {
          int from = height * band / BANDS;
          int to = height * (band + 1) / BANDS;
          for (Segment segment : segments) {
            paint(frame, seen, segment, perspective, from, to);
          }
        });
  }

  private static @Nullable Segment project(
      Overlay.Line line, Camera camera, int width, int height) {
    Vec3 from = line.from();
    Vec3 to = line.to();
    double depth0 = camera.depth(from);
    double depth1 = camera.depth(to);
    if (!Double.isFinite(depth0 + depth1)) {
      return null;
    }
    if (!camera.orthographic()) {
      double near = camera.nearMeters();
      if (depth0 < near && depth1 < near) {
        return null;
      }
      if (depth0 < near) {
        from = from.lerp(to, (near - depth0) / (depth1 - depth0));
      } else if (depth1 < near) {
        to = to.lerp(from, (near - depth1) / (depth0 - depth1));
      }
    }
    double[] start = camera.project(from, width, height);
    double[] end = camera.project(to, width, height);
    boolean perspective = !camera.orthographic();
    return new Segment(
        start[0],
        start[1],
        perspective ? 1 / start[2] : start[2],
        end[0],
        end[1],
        perspective ? 1 / end[2] : end[2],
        line.argb(),
        Math.max(line.widthPixels() * height / 1000, 1) / 2,
        line.hiddenOpacity());
  }

  private static void paint(
      Frame frame, SeenDepth seen, Segment s, boolean perspective, int fromRow, int toRow) {
    double reach = s.half + 0.5;
    int first = (int) Math.max(fromRow, Math.floor(Math.min(s.y0, s.y1) - reach));
    int end = (int) Math.min(toRow, Math.ceil(Math.max(s.y0, s.y1) + reach));
    double dx = s.x1 - s.x0;
    double dy = s.y1 - s.y0;
    double square = dx * dx + dy * dy;
    int width = frame.width();
    int[] pixels = frame.pixels();
    int alpha = s.argb >>> 24;
    for (int y = first; y < end; y++) {
      double low = Math.min(s.x0, s.x1);
      double high = Math.max(s.x0, s.x1);
      if (Math.abs(dy) > 1e-9) {
        // The part of the line whose rounded strip can reach this row.
        double slope = dx / dy;
        double slack = reach * Math.sqrt(1 + slope * slope);
        double at = s.x0 + (y + 0.5 - s.y0) * slope;
        low = Math.max(low, at - slack);
        high = Math.min(high, at + slack);
      }
      int left = (int) Math.max(0, Math.floor(low - reach));
      int right = (int) Math.min(width, Math.ceil(high + reach));
      for (int x = left; x < right; x++) {
        double px = x + 0.5 - s.x0;
        double py = y + 0.5 - s.y0;
        double t = square > 0 ? Math.clamp((px * dx + py * dy) / square, 0, 1) : 0;
        double distance = Math.hypot(px - t * dx, py - t * dy);
        double coverage = Math.min(1, reach - distance);
        if (coverage <= 0) {
          continue;
        }
        double along = s.inverse0 + t * (s.inverse1 - s.inverse0);
        double depth = perspective ? 1 / along : along;
        boolean hidden = seen.at(x, y) < depth - BIAS * Math.abs(depth);
        double opacity = coverage * alpha / 255 * (hidden ? s.hiddenOpacity : 1);
        int at = y * width + x;
        pixels[at] = Blend.over(pixels[at], s.argb, (int) Math.round(256 * opacity));
      }
    }
  }
}
