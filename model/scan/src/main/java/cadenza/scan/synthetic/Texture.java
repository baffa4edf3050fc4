package cadenza.scan.synthetic;

/// A solid texture: a colour for every place of a part, in the part's own frame (metres).
@FunctionalInterface
interface Texture {
  /// Writes the linear colour at a place.
  ///
  /// @param salt tells parts of one material apart; its two low bits name the part's longest axis
  /// @param rgb receives red, green, blue
  void color(double x, double y, double z, double nx, double ny, double nz, int salt, double[] rgb);

  static void set(double[] rgb, Rgb color, double light) {
    rgb[0] = color.r() * light;
    rgb[1] = color.g() * light;
    rgb[2] = color.b() * light;
  }

  static void set(double[] rgb, Rgb a, Rgb b, double part, double light) {
    rgb[0] = Noise.mix(a.r(), b.r(), part) * light;
    rgb[1] = Noise.mix(a.g(), b.g(), part) * light;
    rgb[2] = Noise.mix(a.b(), b.b(), part) * light;
  }
}
