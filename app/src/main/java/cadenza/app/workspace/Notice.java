package cadenza.app.workspace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something the person should know, shown without stopping the work and kept in the messages.
///
/// @param title what it is about, such as "Opening office1.pcd"
/// @param text what happened, a sentence or two
/// @param advice what to do about it; may be empty
/// @param details more for the clipboard, or null if the text says it all
public record Notice(
    Severity severity,
    String title,
    String text,
    String advice,
    @Nullable String details,
    Instant time) {
  /// How much it matters.
  public enum Severity {
    INFO,
    WARNING,
    ERROR
  }

  public static Notice info(String title, String text) {
    return new Notice(Severity.INFO, title, text, "", null, Instant.now());
  }

  public static Notice warning(String title, String text, String advice) {
    return new Notice(Severity.WARNING, title, text, advice, null, Instant.now());
  }

  public static Notice error(String title, String text, String advice, @Nullable String details) {
    return new Notice(Severity.ERROR, title, text, advice, details, Instant.now());
  }

  /// All of it as text for the clipboard.
  public String copyText() {
    StringBuilder all = new StringBuilder(title).append('\n').append(text);
    if (!advice.isEmpty()) {
      all.append('\n').append(advice);
    }
    if (details != null) {
      all.append("\n\n").append(details);
    }
    return all.toString();
  }
}
