package cadenza.app.similarity;

import cadenza.app.workspace.OpenScan;
import cadenza.render.Vec3;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the bar and the section say.
final class SimilarityWords {
  private SimilarityWords() {}

  /// What to click first.
  static String invitation(@Nullable OpenScan scan) {
    Optional<Thing> thing =
        scan == null ? Optional.empty() : Thing.in(scan.cloud(), scan.labelNames());
    return "Click "
        + thing.map(known -> "a " + known.name()).orElse("anything")
        + " to see what Sonata finds alike";
  }

  /// How many points stand above the threshold.
  static String count(int above, double threshold) {
    if (threshold <= 0) {
      return "Drag to choose";
    }
    return above == 1 ? "1 point" : String.format(Locale.ROOT, "%,d points", above);
  }

  /// Why there is no answer for a scan.
  ///
  /// @param scan the shown one, or null
  /// @param isNothingAsked whether there are no places
  /// @param isComing whether it is being encoded, or will be
  static String why(@Nullable OpenScan scan, boolean isNothingAsked, boolean isComing) {
    if (scan == null) {
      return "";
    }
    if (scan.encoding() != null) {
      return isNothingAsked
          ? ""
          : "The places were chosen with other weights or another grid. Click again here.";
    }
    if (isNothingAsked) {
      return "Encode this scan to find what is alike in it.";
    }
    return isComing
        ? "The answer comes when the scan is encoded."
        : "Encode this scan to ask the same of it.";
  }

  /// Where a place is.
  static String place(Place place, boolean here) {
    Vec3 at = place.world();
    return here
        ? String.format(Locale.ROOT, "%.2f  %.2f  %.2f m", at.x(), at.y(), at.z())
        : place.scanName();
  }
}
