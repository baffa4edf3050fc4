package cadenza.app.pictures;

import java.util.Optional;

/// Sizes of pictures that have a name.
public enum SizePreset {
  WINDOW("As the window", 0, 0),
  HD("HD", 1280, 720),
  FULL_HD("Full HD", 1920, 1080),
  UHD_4K("4K", 3840, 2160),
  UHD_8K("8K", 7680, 4320),
  CUSTOM("Another size", 0, 0);

  private final String title;
  private final int width;
  private final int height;

  SizePreset(String title, int width, int height) {
    this.title = title;
    this.width = width;
    this.height = height;
  }

  /// Words for people, with the pixels where they are fixed.
  public String title() {
    return width == 0 ? title : title + "  " + width + " × " + height;
  }

  /// Its size; empty where window or person decide.
  Optional<PictureSize> size() {
    return width == 0 ? Optional.empty() : Optional.of(new PictureSize(width, height));
  }
}
