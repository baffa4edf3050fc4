package cadenza.app.shell;

import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;

/// Letters typed into a text field are text, not shortcuts.
final class LettersInText {
  private LettersInText() {}

  static void install(Scene scene) {
    scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> keep(scene, event));
  }

  private static void keep(Scene scene, KeyEvent event) {
    boolean typing = scene.getFocusOwner() instanceof TextInputControl;
    if (typing
        && !event.isShortcutDown()
        && !event.isAltDown()
        && !event.getCode().isFunctionKey()) {
      event.consume();
    }
  }
}
