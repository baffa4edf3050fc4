package cadenza.app.cli;

import java.util.Locale;
import java.util.Objects;

/// Asks the person at the terminal.
interface Questions {
  /// True if somebody can answer.
  boolean canBeAnswered();

  /// True if the person says yes; anything else is a no.
  boolean isYes(String question);

  /// The terminal this process was started from, if it was.
  static Questions atTerminal() {
    return new Questions() {
      @Override
      public boolean canBeAnswered() {
        return Objects.requireNonNull(System.console()).isTerminal();
      }

      @Override
      public boolean isYes(String question) {
        String answer = Objects.requireNonNull(System.console()).readLine("%s", question);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
      }
    };
  }
}
