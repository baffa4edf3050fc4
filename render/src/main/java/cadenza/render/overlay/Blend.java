package cadenza.render.overlay;

/// Colours over colours, for frames whose pixels are premultiplied by alpha.
final class Blend {
  private Blend() {}

  /// A colour over a pixel.
  ///
  /// @param pixel premultiplied ARGB
  /// @param rgb opaque colour, its alpha ignored
  /// @param opacity of the colour, 0 to 256
  static int over(int pixel, int rgb, int opacity) {
    int kept = 256 - opacity;
    // Two channels at once, with eight bits of room above each.
    int even = (pixel & 0xff00ff) * kept + (rgb & 0xff00ff) * opacity >>> 8 & 0xff00ff;
    int odd = (pixel >>> 8 & 0xff00ff) * kept + ((rgb >>> 8 & 0xff) | 0xff0000) * opacity;
    return even | odd & 0xff00ff00;
  }
}
