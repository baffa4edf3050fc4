package cadenza.app.weights;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Which weights a person chose, in a form that can be remembered.
public sealed interface WeightsChoice {
  /// Those that come with Cadenza.
  record Starter() implements WeightsChoice {}

  /// Official ones.
  ///
  /// @param name from the catalog
  record Official(String name) implements WeightsChoice {}

  /// A file of one's own.
  ///
  /// @param network the name of the network it is for, or empty to take the file's own
  record OfFile(Path file, String network) implements WeightsChoice {}

  /// The choice as one line of text, from which [#parse] makes it again.
  default String asText() {
    return switch (this) {
      case Starter() -> "starter";
      case Official(String name) -> "official:" + name;
      case OfFile(Path file, String network) -> "file:" + network + ":" + file;
    };
  }

  /// The choice of such a line; the starter weights for anything that is none.
  static WeightsChoice parse(String text) {
    if (text.startsWith("official:")) {
      return new Official(text.substring("official:".length()));
    }
    int end = text.indexOf(':', "file:".length());
    if (text.startsWith("file:") && end > 0) {
      try {
        return new OfFile(Path.of(text.substring(end + 1)), text.substring("file:".length(), end));
      } catch (InvalidPathException fromAnotherSystem) {
        return new Starter();
      }
    }
    return new Starter();
  }
}
