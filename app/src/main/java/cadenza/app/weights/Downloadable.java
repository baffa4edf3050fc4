package cadenza.app.weights;

import java.net.URI;
import java.util.Optional;

/// A file on a server that can be brought onto this machine.
public interface Downloadable {
  /// Where it lies.
  URI source();

  /// The SHA-256 of the file in lower case, where it is known for certain.
  Optional<String> pinnedSha256();
}
