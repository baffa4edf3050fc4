package cadenza.app.weights;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/// Weights that their makers publish, as Cadenza lists them.
///
/// @param name what a command calls them, such as "sonata"; letters, digits, `-` and `_`
/// @param title what a person calls them
/// @param purpose what they are and what for, a sentence or two
/// @param makers who made them
/// @param origin the page that publishes them
/// @param source where the file itself lies
/// @param licence what one may do with them
/// @param parameterMillions weights in the network, in millions, as the makers say
/// @param pinnedSha256 the SHA-256 of the file in lower case, where it is known for certain
public record OfficialWeights(
    String name,
    String title,
    String purpose,
    String makers,
    URI origin,
    URI source,
    Licence licence,
    int parameterMillions,
    Optional<String> pinnedSha256)
    implements Downloadable {
  private static final int BYTES_PER_NUMBER = 4;

  /// A licence in words.
  ///
  /// @param name its usual name
  /// @param page its text
  /// @param meaning what matters most of it, a sentence
  public record Licence(String name, URI page, String meaning) {}

  public OfficialWeights {
    if (!name.matches("[A-Za-z0-9_-]+")) {
      throw new IllegalArgumentException("a name for a command, not \"" + name + "\"");
    }
    pinnedSha256.ifPresent(sha -> {
      if (!RemoteFile.isSha256(sha)) {
        throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits, not " + sha);
      }
    });
  }

  /// Name of the file on disk, the last part of its address.
  public String fileName() {
    String path = source.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// The size in words before anybody asked the server: what so many numbers of 4 bytes take.
  public String sizeGuess() {
    return String.format(
        Locale.ROOT,
        "about %s (%d million numbers)",
        ByteCount.words(bytesGuess()),
        parameterMillions);
  }

  /// True if a file of so many bytes may be called that size: at most a third more or less.
  public boolean isNearGuess(long bytes) {
    return bytes > bytesGuess() / 3 * 2 && bytes < bytesGuess() / 3 * 4;
  }

  private long bytesGuess() {
    return parameterMillions * 1_000_000L * BYTES_PER_NUMBER;
  }
}
