package cadenza.app.pictures;

import cadenza.render.Background;
import cadenza.render.Style;

/// What lies behind the points of a picture that is saved.
public enum PictureBackdrop {
  AS_SHOWN("As shown"),
  DARK("Dark"),
  LIGHT("Light"),
  WHITE("White"),
  TRANSPARENT("Transparent");

  private final String title;

  PictureBackdrop(String title) {
    this.title = title;
  }

  /// Words for people.
  public String title() {
    return title;
  }

  /// The style with this behind it.
  Style applyTo(Style style) {
    return switch (this) {
      case AS_SHOWN -> style;
      case DARK -> style.withBackground(Background.DARK);
      case LIGHT -> style.withBackground(Background.LIGHT);
      case WHITE -> style.withBackground(Background.WHITE);
      case TRANSPARENT -> style.withBackground(Background.TRANSPARENT);
    };
  }
}
