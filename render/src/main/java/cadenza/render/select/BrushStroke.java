package cadenza.render.select;

import cadenza.render.Camera;
import cadenza.render.Frame;
import cadenza.render.Pick;
import cadenza.render.Selection;
import cadenza.render.Vec3;
import java.util.ArrayList;
import java.util.List;

/// A brush on its way over the picture: each step selects what it covers from where it was before,
/// so that a fast stroke leaves no gaps.
///
/// A brush in pixels sweeps a disc over the screen. One in metres sets balls about the points seen
/// along the way, a third of a radius apart; it follows the surfaces it passes over.
public final class BrushStroke {
  private static final int MOST_BALLS = 64;
  private static final int PICK_RADIUS = 3;

  private final PointIndex index;
  private final BrushSize size;
  private final Reach reach;
  private double lastX = Double.NaN;
  private double lastY = Double.NaN;

  public BrushStroke(PointIndex index, BrushSize size, Reach reach) {
    this.index = index;
    this.size = size;
    this.reach = reach;
  }

  /// Moves the brush to a pixel of a frame; what it covered on the way.
  public Selection to(Frame frame, double x, double y) {
    double fromX = Double.isNaN(lastX) ? x : lastX;
    double fromY = Double.isNaN(lastY) ? y : lastY;
    lastX = x;
    lastY = y;
    if (!size.metric()) {
      ScreenMask mask =
          ScreenMask.stroke(frame.width(), frame.height(), fromX, fromY, x, y, size.radius());
      return ScreenSelect.inside(frame, index, mask, reach);
    }
    return ScreenSelect.near(frame, index, balls(frame, fromX, fromY, x, y), size.radius(), reach);
  }

  private List<Vec3> balls(Frame frame, double fromX, double fromY, double toX, double toY) {
    List<Vec3> balls = new ArrayList<>();
    Camera camera = frame.camera();
    if (camera == null) {
      return balls;
    }
    double length = Math.hypot(toX - fromX, toY - fromY);
    double smallestStep = Math.max(1, length / MOST_BALLS);
    double along = 0;
    while (true) {
      double share = length == 0 ? 1 : along / length;
      int x = (int) Math.floor(fromX + (toX - fromX) * share);
      int y = (int) Math.floor(fromY + (toY - fromY) * share);
      double step = smallestStep;
      var pick = Pick.at(frame, x, y, PICK_RADIUS);
      if (pick.isPresent()) {
        Vec3 center = pick.get().world();
        balls.add(center);
        double radiusPixels =
            size.radius() / camera.metersPerPixel(camera.depth(center), frame.height());
        step = Math.max(step, radiusPixels / 3);
      }
      if (along >= length) {
        return balls;
      }
      along = Math.min(length, along + step);
    }
  }
}
