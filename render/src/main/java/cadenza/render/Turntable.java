package cadenza.render;

/// A camera that goes once around its target, at the same height and distance.
///
/// @param start where it begins
/// @param frameCount pictures of the whole turn; the one after the last would be the first again
/// @param clockwise direction of the camera as seen from above
public record Turntable(Camera start, int frameCount, boolean clockwise) {
  /// More pictures than anybody waits for.
  public static final int MAX_FRAMES = 9999;

  public Turntable {
    if (frameCount < 2 || frameCount > MAX_FRAMES) {
      throw new IllegalArgumentException(
          "a turntable of " + frameCount + " frames; it has 2 to " + MAX_FRAMES);
    }
  }

  /// The camera of a picture, counted from 0.
  public Camera camera(int frame) {
    double turn = 2 * Math.PI * frame / frameCount;
    return start.orbit(clockwise ? -turn : turn, 0);
  }
}
