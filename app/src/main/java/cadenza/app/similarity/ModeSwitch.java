package cadenza.app.similarity;

import cadenza.app.look.ColorMode;
import cadenza.app.look.LookModel;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/// Switches the picture to the heat map, and back to what was seen before.
///
/// Where a scan has no heat map the picture shows something else for the time being; that is not
/// the person's choice, so the heat map comes back with the next answer.
final class ModeSwitch {
  private final LookModel look;
  private final ReadOnlyBooleanWrapper wanted = new ReadOnlyBooleanWrapper();
  private ColorMode before = ColorMode.RGB;

  ModeSwitch(LookModel look) {
    this.look = look;
    look.modeProperty().addListener((property, old, now) -> modeChanged(old, now));
  }

  /// Whether the person wants to see the heat map.
  ReadOnlyBooleanProperty wantedProperty() {
    return wanted.getReadOnlyProperty();
  }

  boolean isWanted() {
    return wanted.get();
  }

  /// The person asked something.
  void want() {
    if (!wanted.get()) {
      before = look.modeProperty().get();
    }
    wanted.set(true);
  }

  /// There is an answer for the shown scan.
  void show() {
    if (wanted.get()) {
      look.modeProperty().set(ColorMode.SIMILARITY);
    }
  }

  /// Back to what was seen before.
  void leave() {
    wanted.set(false);
    if (look.modeProperty().get() == ColorMode.SIMILARITY) {
      look.modeProperty().set(look.missing(before).isEmpty() ? before : ColorMode.PCA);
    }
  }

  private void modeChanged(ColorMode old, ColorMode now) {
    if (now == ColorMode.SIMILARITY) {
      if (!wanted.get()) {
        before = old;
      }
      wanted.set(true);
    } else if (old == ColorMode.SIMILARITY && look.missing(old).isEmpty()) {
      wanted.set(false); // chosen, and not for want of an answer
    }
  }
}
