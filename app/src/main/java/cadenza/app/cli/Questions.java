package cadenza.app.cli;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;

/// Asks the person at the terminal.
interface Questions {
  /// True if somebody can answer.
  boolean canBeAnswered();

  /// True if the person says yes; anything else is a no.
  boolean isYes(String question);

  /// The terminal this process was started from, if it was.
  static Questions atTerminal() {
    return new Questions() {
      // Without a terminal some Java versions give none, others one that is no terminal.
      private Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
      }

      @Override
      public boolean canBeAnswered() {
        return console().isPresent();
      }

      @Override
      public boolean isYes(String question) {
        return console()
            .map(console -> console.readLine("%s", question))
            .filter(answer -> answer.strip().toLowerCase(Locale.ROOT).startsWith("y"))
            .isPresent();
      }
    };
  }
}
