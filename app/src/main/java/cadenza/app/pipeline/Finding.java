package cadenza.app.pipeline;

import java.util.Optional;

/// One thing the model sees, or does not see, in a scan.
///
/// @param topic short name of what it is about, such as `Normals`
/// @param text one sentence for a person
/// @param fix what can be done about it with one click; never done unasked
public record Finding(String topic, Severity severity, String text, Optional<Fix> fix) {
  /// How much it matters.
  public enum Severity {
    /// As the model wants it.
    OK,
    /// Worth knowing.
    NOTE,
    /// Likely to spoil the features.
    WARNING
  }

  static Finding ok(String topic, String text) {
    return new Finding(topic, Severity.OK, text, Optional.empty());
  }

  static Finding note(String topic, String text) {
    return new Finding(topic, Severity.NOTE, text, Optional.empty());
  }

  static Finding warning(String topic, String text) {
    return new Finding(topic, Severity.WARNING, text, Optional.empty());
  }

  Finding with(Fix offered) {
    return new Finding(topic, severity, text, Optional.of(offered));
  }
}
