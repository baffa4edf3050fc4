package cadenza.scan.synthetic;

/// What a surface is made of, as far as light and a range sensor notice.
///
/// @param texture colour by place
/// @param gloss how much it mirrors, 0 (chalk) to 1 (chrome)
/// @param loss the part of the sensor's rays that never come back, 0 to 1
/// @param transparent true for glass: light and most rays go through
/// @param glow light it sends out itself, as a factor on its colour; 0 for most
record Material(Texture texture, double gloss, double loss, boolean transparent, double glow) {
  static Material matte(Texture texture) {
    return new Material(texture, 0, 0.01, false, 0);
  }

  static Material satin(Texture texture) {
    return new Material(texture, 0.12, 0.02, false, 0);
  }

  static Material glossy(Texture texture) {
    return new Material(texture, 0.25, 0.06, false, 0);
  }

  static Material metal(Rgb color) {
    return new Material(Textures.plain(color), 0.6, 0.12, false, 0);
  }

  static Material glass() {
    return new Material(Textures.plain(Rgb.hex(0xb9c9cc)), 0.5, 0.93, true, 0);
  }

  static Material mirror() {
    return new Material(Textures.plain(Rgb.hex(0xc8d2d6)), 0.85, 0.55, false, 0);
  }

  static Material glowing(Rgb color, double glow) {
    return new Material(Textures.plain(color), 0, 0.05, false, glow);
  }
}
