package cadenza.app.update;

import java.net.URI;
import java.util.Optional;

/// What came out of asking for the latest release.
///
/// @param own version of this program
/// @param latest version of the latest release
/// @param page tells of it; empty if nobody says which
/// @param order which of the two is newer
public record UpdateAnswer(String own, String latest, Optional<URI> page, Order order) {
  /// How this program stands to the latest release.
  public enum Order {
    NEWER_IS_OUT,
    UP_TO_DATE,
    /// This one is newer than any release.
    AHEAD,
    /// One of the two is no version that could be compared.
    UNKNOWN
  }

  /// Compares.
  static UpdateAnswer of(String own, String latest, Optional<URI> page) {
    Optional<ReleaseVersion> mine = ReleaseVersion.parse(own);
    Optional<ReleaseVersion> theirs = ReleaseVersion.parse(latest);
    Order order = Order.UNKNOWN;
    if (mine.isPresent() && theirs.isPresent()) {
      int sign = Integer.signum(theirs.get().compareTo(mine.get()));
      order = sign > 0 ? Order.NEWER_IS_OUT : sign == 0 ? Order.UP_TO_DATE : Order.AHEAD;
    }
    return new UpdateAnswer(own, latest, page, order);
  }

  /// The answer in a sentence or two.
  public String words() {
    return switch (order) {
      case NEWER_IS_OUT -> "Cadenza " + latest + " is out; this is " + own + ".";
      case UP_TO_DATE -> "Up to date: " + own + " is the latest release.";
      case AHEAD -> "This is " + own + ", newer than the latest release, " + latest + ".";
      case UNKNOWN ->
          "The latest release is "
              + latest
              + ". Whether this one ("
              + own
              + ") is older, its name"
              + " does not tell.";
    };
  }
}
