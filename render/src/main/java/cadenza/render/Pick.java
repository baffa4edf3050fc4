package cadenza.render;

import java.util.Optional;

/// The point under the pointer.
///
/// @param pointIndex index in the scene's cloud
/// @param world its position in metres
public record Pick(int pointIndex, Vec3 world) {
  /// The point drawn at a pixel of a frame, or the one drawn nearest to it within `radiusPixels`.
  public static Optional<Pick> at(Frame frame, int x, int y, int radiusPixels) {
    Scene scene = frame.scene();
    if (scene == null) {
      return Optional.empty();
    }
    int best = -1;
    int bestSquare = Integer.MAX_VALUE;
    for (int dy = -radiusPixels; dy <= radiusPixels; dy++) {
      for (int dx = -radiusPixels; dx <= radiusPixels; dx++) {
        int square = dx * dx + dy * dy;
        if (square < bestSquare && square <= radiusPixels * radiusPixels) {
          int point = frame.pointAt(x + dx, y + dy);
          if (point >= 0) {
            best = point;
            bestSquare = square;
          }
        }
      }
    }
    if (best < 0) {
      return Optional.empty();
    }
    var cloud = scene.cloud();
    return Optional.of(
        new Pick(best, new Vec3(cloud.world(best, 0), cloud.world(best, 1), cloud.world(best, 2))));
  }
}
