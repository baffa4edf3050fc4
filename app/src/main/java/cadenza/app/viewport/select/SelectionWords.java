package cadenza.app.viewport.select;

import cadenza.render.select.BrushSize;
import cadenza.render.select.Likeness;
import java.util.Locale;

/// What the bar and the tools say.
final class SelectionWords {
  private SelectionWords() {}

  static String count(int selected) {
    return switch (selected) {
      case 0 -> "Nothing selected";
      case 1 -> "1 point selected";
      default -> String.format(Locale.ROOT, "%,d points selected", selected);
    };
  }

  static String hidden(int points) {
    return String.format(Locale.ROOT, "%,d hidden", points);
  }

  static String brush(BrushSize size) {
    if (!size.metric()) {
      return Math.round(size.radius()) + " px";
    }
    return size.radius() < 0.095
        ? String.format(Locale.ROOT, "%.1f cm", size.radius() * 100)
        : String.format(Locale.ROOT, "%.2f m", size.radius());
  }

  static String likeness(Likeness likeness) {
    return likeness.normalDegrees() > 90
        ? "All that touches"
        : "Bends up to " + Math.round(likeness.normalDegrees()) + "°";
  }
}
