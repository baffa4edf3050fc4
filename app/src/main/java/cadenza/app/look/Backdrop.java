package cadenza.app.look;

import cadenza.render.Background;

/// What lies behind the points, as the person chooses it.
public enum Backdrop {
  THEME("Follow the theme"),
  DARK("Dark"),
  LIGHT("Light"),
  BLACK("Black"),
  WHITE("White");

  private final String title;

  Backdrop(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /// What to draw.
  ///
  /// @param darkTheme whether the window is dark
  public Background background(boolean darkTheme) {
    return switch (this) {
      case THEME -> darkTheme ? Background.DARK : Background.LIGHT;
      case DARK -> Background.DARK;
      case LIGHT -> Background.LIGHT;
      case BLACK -> Background.BLACK;
      case WHITE -> Background.WHITE;
    };
  }
}
