package cadenza.app.shell;

import java.util.EnumSet;
import java.util.Set;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// A letter that is held down is a shortcut once: repeated by the system, it would switch what it
/// switches on off again. Text, digits, arrows and signs repeat as they always do.
final class OncePerPress {
  private final Set<KeyCode> down = EnumSet.noneOf(KeyCode.class);

  void install(Scene scene) {
    scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> pressed(scene, event));
    scene.addEventFilter(KeyEvent.KEY_RELEASED, event -> down.remove(event.getCode()));
    // What is let go elsewhere is not told here.
    scene
        .windowProperty()
        .flatMap(window -> window.focusedProperty())
        .addListener((property, old, focused) -> down.clear());
  }

  private void pressed(Scene scene, KeyEvent event) {
    boolean typing = scene.getFocusOwner() instanceof TextInputControl;
    if (event.getCode().isLetterKey() && !down.add(event.getCode()) && !typing) {
      event.consume();
    }
  }
}
