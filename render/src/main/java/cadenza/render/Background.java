package cadenza.render;

/// What lies behind the points: a vertical gradient, as opaque or transparent ARGB.
public record Background(int topArgb, int bottomArgb) {
  /// Blue-black, lighter towards the floor: coloured scans glow on it.
  public static final Background DARK = new Background(0xff14181f, 0xff2b323d);

  /// Paper white, for print and bright rooms.
  public static final Background LIGHT = new Background(0xfffbfcfd, 0xffdfe4ea);

  public static final Background WHITE = new Background(0xffffffff, 0xffffffff);
  public static final Background BLACK = new Background(0xff000000, 0xff000000);
  public static final Background TRANSPARENT = new Background(0, 0);
}
