package cadenza.app.shell;

import java.util.Locale;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
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
/// @param live words in the menu that change, or null if the title says it
public record Command(
    String id,
    String group,
    String title,
    Ikon icon,
    @Nullable KeyCombination shortcut,
    ObservableBooleanValue enabled,
    Runnable action,
    @Nullable ObservableValue<String> live) {
  /// A command whose words stay.
  public Command(
      String id,
      String group,
      String title,
      Ikon icon,
      @Nullable KeyCombination shortcut,
      ObservableBooleanValue enabled,
      Runnable action) {
    this(id, group, title, icon, shortcut, enabled, action, null);
  }

  /// What it is called at this moment.
  public String words() {
    return live == null ? title : live.getValue();
  }

  /// Does it if it can be done now.
  public void run() {
    if (enabled.get()) {
      action.run();
    }
  }

  /// True if the words of `query` all occur in group or title, in any order and case.
  public boolean matches(String query) {
    String text = (group + " " + words()).toLowerCase(Locale.ROOT);
    for (String word : query.toLowerCase(Locale.ROOT).strip().split("\\s+", -1)) {
      if (!text.contains(word)) {
        return false;
      }
    }
    return true;
  }
}
