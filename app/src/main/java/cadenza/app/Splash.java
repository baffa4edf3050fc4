package cadenza.app;

import java.awt.SplashScreen;
import javafx.stage.Stage;

/// The picture that Java shows while it starts (`-splash`): JavaFX does not know of it, so it is
/// taken away here.
final class Splash {
  private Splash() {}

  /// Takes the picture away once the window is there. Does nothing where there is none.
  static void endWith(Stage stage) {
    if (isShown()) {
      stage.setOnShown(
          event -> Thread.ofPlatform().daemon().name("end of splash").start(Splash::end));
    }
  }

  /// Asked without touching AWT, which takes its time to start.
  private static boolean isShown() {
    return Boolean.getBoolean("cadenza.splash");
  }

  private static void end() {
    SplashScreen splash = SplashScreen.getSplashScreen();
    if (splash != null) {
      splash.close();
    }
  }
}
