package cadenza.app.similarity;

import cadenza.render.Vec3;
import java.util.Locale;

/// What the bar and the section say.
final class SimilarityWords {
  private SimilarityWords() {}

  /// How many points stand above the threshold.
  static String count(int above, double threshold) {
    if (threshold <= 0) {
      return "Drag to choose";
    }
    return above == 1 ? "1 point" : String.format(Locale.ROOT, "%,d points", above);
  }

  /// Where a place is.
  static String place(Place place, boolean here) {
    Vec3 at = place.world();
    return here
        ? String.format(Locale.ROOT, "%.2f  %.2f  %.2f m", at.x(), at.y(), at.z())
        : place.scanName();
  }
}
