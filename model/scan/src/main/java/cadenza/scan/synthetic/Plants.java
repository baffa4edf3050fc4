package cadenza.scan.synthetic;

/// House plants: a pot, stems and leaves as bent patches.
final class Plants {
  private Plants() {}

  static Material leaf(Dice dice) {
    Rgb green = Rgb.hsv(dice.in(0.22, 0.4), dice.in(0.4, 0.75), dice.in(0.25, 0.6));
    return Material.matte(Textures.stripes(green, green.times(1.25), 0.015, 0.4));
  }

  private static void pot(Build b, double r, double h, Dice dice, Palette palette) {
    Material m =
        dice.chance(0.4)
            ? Material.matte(Textures.plain(Rgb.hex(0xa85f3c)))
            : palette.plastic(dice);
    b.lathe(
        m,
        20,
        5,
        1,
        Build.Profile.through(
            0.001, 0.002, r * 0.7, 0.002, r, h, r * 0.9, h, r * 0.88, h * 0.86, 0.001, h * 0.86));
  }

  /// A plant for a table, up to 35 cm.
  static void small(Build at, Dice dice, Palette palette) {
    Build b = at.as(SemanticClass.OTHER_FURNITURE);
    double r = dice.in(0.04, 0.065);
    pot(b, r, r * 1.7, dice, palette);
    foliage(b, r * 1.5, dice.in(0.08, 0.11), dice.count(9, 16), dice);
  }

  /// A plant on the floor, up to 1.8 m.
  static Piece large(Dice dice, Palette palette) {
    double r = dice.in(0.12, 0.2);
    double h = dice.in(0.7, 1.75);
    double crown = dice.in(0.25, 0.4);
    boolean tree = dice.chance(0.5);
    return Piece.solid(
        SemanticClass.OTHER_FURNITURE,
        2 * crown,
        2 * crown,
        h + 0.05,
        0,
        b -> {
          Dice d = b.dice();
          double potHigh = r * d.in(1.4, 2);
          pot(b, r, potHigh, d, palette);
          if (tree) {
            Material bark = Material.matte(Textures.plain(Rgb.hex(0x6a5136)));
            b.rod(bark, 0, 0, potHigh * 0.8, 0.02, -0.01, h - crown, 0.016, 0.011);
            Material green = leaf(d);
            for (int i = 0; i < 70; i++) {
              double a = d.in(0, 6.28);
              double rise = d.in(-0.9, 1);
              double q = crown * 0.62 * Math.sqrt(Math.max(0, 1 - rise * rise)) * d.in(0.4, 1);
              double z = h - crown * 0.85 + rise * crown * 0.75;
              Pose pose =
                  Pose.IDENTITY
                      .moved(q * StrictMath.cos(a), q * StrictMath.sin(a), z)
                      .yawed(a)
                      .rolled(d.in(-0.3, 0.9));
              blade(b.at(pose), green, crown * 0.33, crown * 0.1, 0.3);
            }
          } else {
            foliage(
                b,
                potHigh * 0.9,
                Math.min(h - potHigh - 0.1, crown * 2.2),
                d.count(14, 26),
                d,
                crown);
          }
        });
  }

  private static void foliage(Build b, double z, double length, int count, Dice dice) {
    foliage(b, z, length, count, dice, 0.12);
  }

  private static void foliage(
      Build b, double z, double length, int count, Dice dice, double reach) {
    Material green = leaf(dice);
    double broad = dice.in(0.05, 0.12);
    for (int i = 0; i < count; i++) {
      double turn = 2.399963 * i;
      double long1 = length * dice.in(0.6, 1);
      double out = Math.min(reach * 0.95, long1 * dice.in(0.25, 0.75));
      double up = Math.sqrt(Math.max(0.02, long1 * long1 - out * out));
      double droop = dice.in(0, 0.35) * up;
      b.at(Pose.IDENTITY.moved(0, 0, z).yawed(turn))
          .patch(
              green,
              8,
              2,
              (u, v) -> {
                double wide = long1 * broad * 4 * u * (1.05 - u) * (v - 0.5);
                return new double[] {
                  0.01 + out * u, wide, up * u - droop * u * u * u + 0.3 * Math.abs(wide)
                };
              });
    }
  }

  /// One leaf along x.
  static void blade(Build b, Material m, double length, double half, double bend) {
    b.patch(
        m,
        5,
        2,
        (u, v) -> {
          double wide = 2 * half * Math.sqrt(Math.max(0, u * (1 - u))) * 2 * (v - 0.5);
          return new double[] {length * u, wide, -bend * length * u * u + 0.25 * Math.abs(wide)};
        });
  }
}
