package cadenza.app.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import cadenza.app.settings.ThemeChoice;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.scene.Scene;

/// Light or dark, as the system or the person wants it.
public final class Theme {
  private static final List<String> STYLE_SHEETS = List.of("workstation.css", "palette.css");

  private final ObjectProperty<ThemeChoice> choice;
  private final BooleanProperty dark;

  /// @param choice what the person wants
  /// @param dark set to whether the window is dark now
  public Theme(ObjectProperty<ThemeChoice> choice, BooleanProperty dark) {
    this.choice = choice;
    this.dark = dark;
  }

  /// Applies the theme now and whenever the choice or the system changes.
  public void install() {
    choice.addListener(observable -> apply());
    ChangeListener<ColorScheme> systemChanged = (property, old, now) -> apply();
    Platform.getPreferences().colorSchemeProperty().addListener(systemChanged);
    apply();
  }

  /// Adds the workstation's own rules to a scene.
  public static void style(Scene scene) {
    for (String name : STYLE_SHEETS) {
      URL sheet = Objects.requireNonNull(Theme.class.getResource(name), name);
      scene.getStylesheets().add(sheet.toExternalForm());
    }
  }

  private void apply() {
    boolean wanted =
        switch (choice.get()) {
          case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
          case LIGHT -> false;
          case DARK -> true;
        };
    dark.set(wanted);
    String sheet =
        wanted
            ? new PrimerDark().getUserAgentStylesheetBSS()
            : new PrimerLight().getUserAgentStylesheetBSS();
    Application.setUserAgentStylesheet(sheet);
  }
}
