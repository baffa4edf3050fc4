package cadenza.app.shell;

import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.util.Duration;

/// Opens the window for nobody, so that the classes a start needs are known: with
/// `-Dcadenza.rehearsal=true` the program ends by itself once the first picture has been shown and
/// encoding is under way. The launcher does this once after a build, and Java's class-data archive
/// that comes of it shortens every start that follows, the first one included.
public final class Rehearsal {
  private static final Duration ENCODING = Duration.seconds(3);

  private Rehearsal() {}

  /// Whether this start is one for nobody, who has no settings to keep.
  static boolean isOn() {
    return Boolean.getBoolean("cadenza.rehearsal");
  }

  /// Ends the program after the first picture if the property asks for it.
  public static void endIfAsked(MainWindow window) {
    if (isOn()) {
      window
          .viewport()
          .onFirstFrame(() -> {
            PauseTransition pause = new PauseTransition(ENCODING);
            pause.setOnFinished(finished -> Platform.exit());
            pause.play();
          });
    }
  }
}
