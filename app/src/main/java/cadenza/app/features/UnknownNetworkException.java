package cadenza.app.features;

import java.io.IOException;
import java.nio.file.Path;

/// A weights file that does not say what network it is for; somebody has to.
public final class UnknownNetworkException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String likely;

  /// @param likely the name of the network that its shapes are those of
  public UnknownNetworkException(Path file, String likely) {
    super(
        file.getFileName()
            + " does not say what network it is for; its shapes are those of "
            + likely
            + ".");
    this.likely = likely;
  }

  /// The name of the network that its shapes are those of.
  public String likely() {
    return likely;
  }
}
