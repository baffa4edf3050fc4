package cadenza.app.viewport.select;

import cadenza.app.viewport.tool.PointerAt;
import cadenza.render.Selection;

/// What happens to the selection there is when more points are found.
public enum Combine {
  REPLACE,
  ADD,
  REMOVE;

  /// Ctrl removes, Shift adds, neither replaces.
  static Combine of(PointerAt at) {
    return at.shortcut() ? REMOVE : at.shift() ? ADD : REPLACE;
  }

  Selection apply(Selection before, Selection found) {
    return switch (this) {
      case REPLACE -> found;
      case ADD -> before.plus(found);
      case REMOVE -> before.minus(found);
    };
  }
}
