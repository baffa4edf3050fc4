package cadenza.app.update;

import cadenza.app.weights.LocalServer;
import cadenza.app.weights.TestWeights;
import java.net.URI;
import java.util.Optional;

/// Releases that a server on this machine tells of.
public final class TestReleases {
  static final URI PAGE = URI.create("https://example.org/cadenza");

  private TestReleases() {}

  /// @param own version of the program that asks
  public static Releases at(LocalServer server, String own) {
    return new Releases(
        Optional.of(server.address("/releases/latest")),
        Optional.of(PAGE),
        own,
        TestWeights.anyFileFromLoopback());
  }
}
