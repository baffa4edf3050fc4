package cadenza.app.shell;

import java.util.Locale;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;

/// Something the person can do: the menu, the shortcuts and the palette all show the same ones.
///
/// @param id stable name, for tests and settings
/// @param group menu it belongs to
/// @param title words in the menu; "…" at the end where it asks for more
/// @param shortcut keys, or null for none
/// @param enabled whether it can be done now
public record Command(
    String id,
    String group,
    String title,
    Ikon icon,
    @Nullable KeyCombination shortcut,
    ObservableBooleanValue enabled,
    Runnable action) {
  /// Does it if it can be done now.
  public void run() {
    if (enabled.get()) {
      action.run();
    }
  }

  /// True if the words of `query` all occur in group or title, in any order and case.
  public boolean matches(String query) {
    String text = (group + " " + title).toLowerCase(Locale.ROOT);
    for (String word : query.toLowerCase(Locale.ROOT).strip().split("\\s+", -1)) {
      if (!text.contains(word)) {
        return false;
      }
    }
    return true;
  }
}
