package cadenza.app.viewport.tool;

import javafx.beans.property.ReadOnlyObjectProperty;

/// What the primary mouse button does in the picture while the tool is chosen. The other buttons
/// and the wheel go on moving the camera.
public interface PointerTool {
  /// Stable name, for commands and tests.
  String id();

  /// Words for menus and tooltips.
  String title();

  /// How it is used, a line for the picture.
  String hint();

  /// What it draws over the picture.
  ReadOnlyObjectProperty<Sketch> sketchProperty();

  /// Whether only clicks are its own, and a drag with the primary button still moves the camera.
  default boolean leavesDrags() {
    return false;
  }

  default void pressed(PointerAt at) {}

  default void dragged(PointerAt at) {}

  /// The button was let go after a drag or a click.
  default void released(PointerAt at) {}

  /// The button was pressed and let go at one place.
  default void clicked(PointerAt at) {}

  /// The pointer moved with no button down.
  default void moved(PointerAt at) {}

  /// The wheel was turned; true if the tool took it, as with [PointerAt#shortcut()] for its size.
  default boolean scrolled(PointerAt at, double notches) {
    return false;
  }

  /// The person wants what has been begun to be done (Enter).
  default void finished() {}

  /// The last step of what has been begun is to be taken back (Backspace).
  default void stepBack() {}

  /// What has been begun is to be forgotten: Escape, or another tool was chosen. False if nothing
  /// had been begun.
  default boolean cancelled() {
    return false;
  }
}
