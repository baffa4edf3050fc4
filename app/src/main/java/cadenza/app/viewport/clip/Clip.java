package cadenza.app.viewport.clip;

import cadenza.render.ClipBox;
import cadenza.render.Vec3;

/// What is left of the picture: what lies in a box, which may be as thin as a slice.
public record Clip(ClipBox box, Kind kind) {
  /// A box, or a slice that is stepped through the scan along one axis of its box.
  public enum Kind {
    BOX(-1),
    HORIZONTAL(2),
    VERTICAL(0);

    private final int thinAxis;

    Kind(int thinAxis) {
      this.thinAxis = thinAxis;
    }
  }

  public boolean isSection() {
    return kind != Kind.BOX;
  }

  /// The box's own axis that a section is thin along.
  public int thinAxis() {
    if (!isSection()) {
      throw new IllegalStateException("a box has no thin axis");
    }
    return kind.thinAxis;
  }

  /// Metres from one face of a section to the other.
  public double thickness() {
    return 2 * box.half(thinAxis());
  }

  Clip withBox(ClipBox changed) {
    return new Clip(changed, kind);
  }

  Clip withThickness(double meters) {
    Vec3 half = box.half();
    Vec3 thin =
        thinAxis() == 2
            ? new Vec3(half.x(), half.y(), meters / 2)
            : new Vec3(meters / 2, half.y(), half.z());
    return withBox(new ClipBox(box.center(), thin, box.yawRadians()));
  }

  Clip movedAlongThinAxis(double meters) {
    Vec3 center = box.center().plus(box.axis(thinAxis()).times(meters));
    return withBox(new ClipBox(center, box.half(), box.yawRadians()));
  }
}
