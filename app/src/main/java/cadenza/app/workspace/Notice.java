package cadenza.app.workspace;

import cadenza.app.tasks.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something the person should know, shown without stopping the work and kept in the messages.
///
/// @param title what it is about, such as "Opening office1.pcd"
/// @param text what happened, a sentence or two
/// @param advice what to do about it; may be empty
/// @param details more for the clipboard, or null if the text says it all
/// @param offer what can be done about it with one click, or null
public record Notice(
    Severity severity,
    String title,
    String text,
    String advice,
    @Nullable String details,
    @Nullable Offer offer,
    Instant time) {
  /// Something that is done when the person presses a button.
  ///
  /// @param label what the button says
  public record Offer(String label, Runnable action) {}

  /// How much it matters.
  public enum Severity {
    INFO,
    WARNING,
    ERROR
  }

  public static Notice info(String title, String text) {
    return new Notice(Severity.INFO, title, text, "", null, null, Instant.now());
  }

  public static Notice warning(String title, String text, String advice) {
    return new Notice(Severity.WARNING, title, text, advice, null, null, Instant.now());
  }

  public static Notice error(String title, String text, String advice, @Nullable String details) {
    return new Notice(Severity.ERROR, title, text, advice, details, null, Instant.now());
  }

  /// A failure.
  public static Notice of(Problem problem) {
    return error(problem.title(), problem.what(), problem.advice(), problem.details());
  }

  /// The same with something to be done about it.
  ///
  /// @param label what the button says
  public Notice offering(String label, Runnable action) {
    return new Notice(severity, title, text, advice, details, new Offer(label, action), time);
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
