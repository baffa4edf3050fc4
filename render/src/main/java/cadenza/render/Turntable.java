package cadenza.render;

import cadenza.scan.Bounds;

/// A camera that goes once around its target, at the same height and distance.
///
/// @param start where it begins
/// @param frameCount pictures of the whole turn; the one after the last would be the first again
/// @param clockwise direction of the camera as seen from above
public record Turntable(Camera start, int frameCount, boolean clockwise) {
  /// More pictures than anybody waits for.
  public static final int MAX_FRAMES = 9999;

  private static final int SIDES = 36;
  private static final double MARGIN = 1.04;

  public Turntable {
    if (frameCount < 2 || frameCount > MAX_FRAMES) {
      throw new IllegalArgumentException(
          "a turntable of " + frameCount + " frames; it has 2 to " + MAX_FRAMES);
    }
  }

  /// A camera of the same elevation about the middle of a box, so far away that all of the box is
  /// in a picture of the given shape wherever the turn has got to.
  public static Camera framing(Camera camera, Bounds box, int width, int height) {
    if (box.isEmpty()) {
      return camera;
    }
    Vec3 middle = new Vec3(box.center(0), box.center(1), box.center(2));
    double tanY = Math.tan(camera.fieldOfViewRadians() / 2);
    double tanX = tanY * width / height;
    double distance = 0;
    for (int side = 0; side < SIDES; side++) {
      Camera turned = camera.orbit(2 * Math.PI * side / SIDES, 0);
      for (int corner = 0; corner < 8; corner++) {
        Vec3 offset =
            new Vec3(
                ((corner & 1) - 0.5) * box.extent(0),
                ((corner >> 1 & 1) - 0.5) * box.extent(1),
                ((corner >> 2) - 0.5) * box.extent(2));
        double nearer = camera.orthographic() ? 0 : offset.dot(turned.back());
        double across = Math.abs(offset.dot(turned.right())) / tanX;
        double upward = Math.abs(offset.dot(turned.up())) / tanY;
        distance = Math.max(distance, nearer + Math.max(across, upward));
      }
    }
    Camera centered = camera.withTarget(middle);
    return centered.zoomAt(middle, Math.max(MARGIN * distance, 0.01) / centered.distance());
  }

  /// The camera of a picture, counted from 0.
  public Camera camera(int frame) {
    double turn = 2 * Math.PI * frame / frameCount;
    return start.orbit(clockwise ? -turn : turn, 0);
  }
}
