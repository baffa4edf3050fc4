package cadenza.app.weights;

import java.nio.file.Path;

/// A file that is there, whole.
///
/// @param bytes its size
/// @param sha256 of its bytes, in lower case
/// @param checkedAgainst whose word the bytes were held against
public record Downloaded(Path file, long bytes, String sha256, CheckedAgainst checkedAgainst) {
  /// Where the checksum came from that the bytes were compared with.
  public enum CheckedAgainst {
    /// One that Cadenza brings along.
    PINNED("the checksum that Cadenza knows"),
    /// One that the publishing server told before the download.
    SERVER("the checksum that the server tells"),
    /// None: the connection was secure, but nobody says what the bytes should be.
    NOTHING("nothing: the server tells no checksum");

    private final String words;

    CheckedAgainst(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
