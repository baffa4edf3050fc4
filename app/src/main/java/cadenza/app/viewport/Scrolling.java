package cadenza.app.viewport;

import javafx.scene.input.ScrollEvent;

/// What a turn of the wheel or a movement of two fingers asks for.
///
/// A wheel zooms; with Shift it moves the picture. Two fingers on a trackpad or a touch screen move
/// the picture, as they do everywhere else (with Ctrl or ⌘ they zoom), and it slides on when they
/// are lifted. Only where the system tells of gestures (macOS, touch screens) is it known what
/// moved; elsewhere a trackpad looks like a wheel, and zooms.
///
/// @param isPan whether the picture is to be moved
/// @param right units of the window, where it is moved
/// @param down units of the window, where it is moved
/// @param notches of the wheel, in where positive; of a wheel also where it moves the picture
record Scrolling(boolean isPan, double right, double down, double notches) {
  // A mouse wheel gives 40 a notch, a touchpad many small steps of the same unit.
  private static final double PER_NOTCH = 40;
  private static final double MOST_NOTCHES = 5;

  /// @param gesture whether a gesture of fingers is under way
  static Scrolling of(ScrollEvent event, boolean gesture) {
    return of(
        event.getDeltaX(),
        event.getDeltaY(),
        gesture || event.getTouchCount() >= 2 || event.isInertia(),
        event.isInertia(),
        event.isShiftDown(),
        event.isShortcutDown());
  }

  static Scrolling of(
      double deltaX,
      double deltaY,
      boolean fingers,
      boolean inertia,
      boolean shift,
      boolean shortcut) {
    double longer = deltaY != 0 ? deltaY : deltaX;
    double notches = Math.clamp(longer / PER_NOTCH, -MOST_NOTCHES, MOST_NOTCHES);
    if (inertia && (shift || shortcut)) {
      // A zoom that runs on by itself goes through walls.
      return new Scrolling(false, 0, 0, 0);
    }
    if (fingers && !shortcut) {
      return new Scrolling(true, deltaX, deltaY, inertia ? 0 : notches);
    }
    if (shift) {
      // Shift makes a wheel of one direction one of the other.
      return new Scrolling(true, deltaX, deltaX == 0 ? deltaY : 0, notches);
    }
    return new Scrolling(false, 0, 0, notches);
  }
}
