package cadenza.scan.io.mesh;

/// How many points are put on a surface.
///
/// @param perSquareMeter wanted
/// @param least points, however small the surface
/// @param most points, however large it is
record Density(double perSquareMeter, int least, int most) {
  /// One point a square centimetre, as rooms are scanned. What is small, or measured in another
  /// unit than metres, still gets enough to be seen and not more than can be shown.
  static final Density OF_ROOMS = new Density(10_000, 50_000, 5_000_000);

  Density {
    if (least < 1 || most < least) {
      throw new IllegalArgumentException(least + " to " + most + " points");
    }
  }

  /// @param area of the surface, in square metres
  /// @param wanted no more than these
  int points(double area, long wanted) {
    return (int) Math.min(Math.round(Math.clamp(area * perSquareMeter, least, most)), wanted);
  }
}
