package cadenza.app.viewport.clip;

import cadenza.app.viewport.clip.Clip.Kind;
import cadenza.render.ClipBox;
import cadenza.render.Overlay;
import cadenza.render.Vec3;
import java.util.ArrayList;
import java.util.List;

/// What is drawn of a clip box: its edges, and the ring it is turned by.
final class ClipShape {
  private static final int EDGE_ARGB = 0xffffb224;
  private static final int RING_ARGB = 0x70ffb224;
  private static final double EDGE_PIXELS = 1.6;
  private static final double HIDDEN = 0.35;
  private static final int RING_CORNERS = 72;
  private static final double RING_REACH = 1.08;

  private ClipShape() {}

  static List<Overlay.Line> lines(Clip clip) {
    List<Overlay.Line> lines = new ArrayList<>();
    for (int corner = 0; corner < 8; corner++) {
      for (int axis = 0; axis < 3; axis++) {
        if ((corner >> axis & 1) == 0) {
          Vec3 from = clip.box().corner(corner);
          Vec3 to = clip.box().corner(corner | 1 << axis);
          lines.add(new Overlay.Line(from, to, EDGE_ARGB, EDGE_PIXELS, HIDDEN));
        }
      }
    }
    if (hasRing(clip)) {
      for (int i = 0; i < RING_CORNERS; i++) {
        Vec3 from = onRing(clip, 2 * Math.PI * i / RING_CORNERS);
        Vec3 to = onRing(clip, 2 * Math.PI * (i + 1) / RING_CORNERS);
        lines.add(new Overlay.Line(from, to, RING_ARGB, EDGE_PIXELS, HIDDEN));
      }
    }
    return lines;
  }

  /// A horizontal slice shows the same however it is turned.
  static boolean hasRing(Clip clip) {
    return clip.kind() != Kind.HORIZONTAL;
  }

  /// Where the handle of the ring is: beside a lower edge of the box, which it turns with.
  static Vec3 knob(Clip clip) {
    double corner = Math.atan2(-clip.box().half(1), clip.box().half(0));
    return onRing(clip, clip.box().yawRadians() + corner);
  }

  private static Vec3 onRing(Clip clip, double angle) {
    ClipBox box = clip.box();
    double radius = RING_REACH * Math.hypot(box.half(0), box.half(1));
    return box.center()
        .plus(new Vec3(radius * Math.cos(angle), radius * Math.sin(angle), -box.half(2)));
  }
}
