package cadenza.scan.synthetic;

/// What hangs on walls and lies on floors: pictures, mirrors, clocks, curtains, rugs.
final class Decor {
  private Decor() {}

  /// A framed picture; the piece's floor is its lower edge.
  static Piece picture(Dice dice, Palette palette) {
    double w = dice.in(0.25, 1.1);
    double h = Math.min(0.9, w * dice.in(0.6, 1.5));
    double bar = dice.in(0.012, 0.05);
    boolean mount = dice.chance(0.5);
    Material frame = dice.chance(0.5) ? palette.wood(dice) : palette.plastic(dice);
    double m = mount ? Math.min(w, h) * 0.14 : 0;
    Texture print = Prints.picture(w - 2 * bar - 2 * m, h - 2 * bar - 2 * m, palette, dice);
    Material art = dice.chance(0.5) ? Material.matte(print) : Material.satin(print);
    return Piece.solid(
        SemanticClass.PICTURE,
        w,
        0.035,
        h,
        0,
        b -> {
          b.box(
              Material.matte(Textures.plain(Rgb.gray(0.95))),
              0,
              0.008,
              h / 2,
              w - bar,
              0.016,
              h - bar);
          b.box(art, 0, -0.001, h / 2, w - 2 * bar - 2 * m, 0.004, h - 2 * bar - 2 * m);
          frame(b, frame, w, h, bar);
        });
  }

  private static void frame(Build b, Material m, double w, double h, double bar) {
    b.span(m, -w / 2, -0.017, 0, -w / 2 + bar, 0.017, h);
    b.span(m, w / 2 - bar, -0.017, 0, w / 2, 0.017, h);
    b.span(m, -w / 2 + bar, -0.017, 0, w / 2 - bar, 0.017, bar);
    b.span(m, -w / 2 + bar, -0.017, h - bar, w / 2 - bar, 0.017, h);
  }

  static Piece mirror(double w, double h, Dice dice, Palette palette) {
    Material frame = dice.chance(0.5) ? palette.wood(dice) : palette.metal();
    boolean round = dice.chance(0.3);
    return Piece.solid(
        SemanticClass.OTHER_FURNITURE,
        w,
        0.035,
        round ? w : h,
        0,
        b -> {
          if (round) {
            b.rod(frame, 0, 0.016, w / 2, 0, -0.014, w / 2, w / 2, w / 2);
            b.rod(Material.mirror(), 0, 0, w / 2, 0, -0.016, w / 2, w / 2 - 0.02, w / 2 - 0.02);
          } else {
            b.box(Material.mirror(), 0, 0.005, h / 2, w - 0.02, 0.015, h - 0.02);
            frame(b, frame, w, h, 0.022);
          }
        });
  }

  static Piece clock(Dice dice, Palette palette) {
    double r = dice.in(0.12, 0.18);
    Material rim = palette.plastic(dice);
    double hour = dice.in(0, 6.28);
    double minute = dice.in(0, 6.28);
    return Piece.solid(
        SemanticClass.OTHER_FURNITURE,
        2 * r,
        0.05,
        2 * r,
        0,
        b -> {
          Material face = Material.matte(Textures.plain(Rgb.gray(0.95)));
          Material hand = Material.matte(Textures.plain(Rgb.gray(0.08)));
          b.rod(rim, 0, 0.024, r, 0, -0.014, r, r, r);
          b.rod(face, 0, 0, r, 0, -0.016, r, r * 0.9, r * 0.9);
          b.rod(
              hand,
              0,
              -0.018,
              r,
              0.5 * r * StrictMath.cos(hour),
              -0.018,
              r + 0.5 * r * StrictMath.sin(hour),
              0.006,
              0.004);
          b.rod(
              hand,
              0,
              -0.018,
              r,
              0.75 * r * StrictMath.cos(minute),
              -0.018,
              r + 0.75 * r * StrictMath.sin(minute),
              0.004,
              0.003);
        });
  }

  /// A whiteboard or pin board.
  static Piece board(Dice dice, Palette palette) {
    double w = dice.in(0.9, 1.8);
    double h = dice.in(0.7, 1.1);
    boolean pins = dice.chance(0.4);
    int salt = dice.count(0, 9999);
    Texture white =
        (x, y, z, nx, ny, nz, s, rgb) -> {
          double ink = Noise.at(34 * x, 0, 16 * z, salt);
          boolean part = Noise.cloudy(1.6 * x, 0, 1.6 * z, salt + 3) > 0.52;
          boolean line = part && Textures.edge(9 * z) > 0.4 && ink > 0.45;
          Texture.set(rgb, line ? Rgb.hsv(0.62, 0.7, 0.5) : Rgb.gray(0.95), 1);
        };
    Material metal = palette.metal();
    return Piece.solid(
        SemanticClass.OTHER_FURNITURE,
        w,
        0.05,
        h,
        0,
        b -> {
          Material face =
              pins
                  ? Material.matte(
                      Textures.speckle(
                          Rgb.hex(0xc09a68), Rgb.hex(0x8a6a40), Rgb.hex(0xd8b888), 0.006))
                  : Material.glossy(white);
          b.box(face, 0, 0.01, h / 2, w - 0.02, 0.02, h - 0.02);
          b.moved(0, 0.008, 0).box(metal, 0, -0.02, 0.006, w * 0.6, 0.05, 0.012);
          frame(b, metal, w, h, 0.02);
          if (pins) {
            for (int i = 0; i < 9; i++) {
              Rgb paper = Rgb.hsv(b.dice().unit(), b.dice().in(0, 0.7), 0.95);
              double pw = b.dice().in(0.06, 0.2);
              b.box(
                  Material.matte(Textures.plain(paper)),
                  b.dice().in(-0.38, 0.38) * w,
                  -0.002,
                  h * b.dice().in(0.2, 0.8),
                  pw,
                  0.003,
                  pw * 1.3);
            }
          }
        });
  }

  /// One side of a pair of curtains with its part of the rod; the piece stands on the floor or, for
  /// a short curtain, at its lower edge.
  static Piece curtain(double w, double h, Material cloth, Material rod, boolean tied) {
    return Piece.solid(
        SemanticClass.CURTAIN,
        w,
        0.11,
        h,
        0,
        b -> {
          Cloth.curtain(b.moved(0, 0, 0.015), cloth, w * 0.94, h - 0.06, 0.09, w * 9, tied);
          b.rod(rod, -w / 2, 0, h - 0.025, w / 2, 0, h - 0.025, 0.011, 0.011);
        });
  }

  /// A roller blind pulled down part of the way; the piece's floor is its lower edge.
  static Piece blind(double w, double h, Dice dice, Palette palette) {
    Material cloth = palette.cloth(dice);
    boolean slats = dice.chance(0.5);
    return Piece.solid(
        SemanticClass.CURTAIN,
        w,
        0.06,
        h,
        0,
        b -> {
          b.rod(cloth, -w / 2, 0, h - 0.03, w / 2, 0, h - 0.03, 0.028, 0.028);
          if (slats) {
            for (double z = 0.02; z < h - 0.07; z += 0.035) {
              b.at(Pose.IDENTITY.moved(0, 0, z).pitched(0.6))
                  .box(cloth, 0, 0, 0, w - 0.02, 0.034, 0.002);
            }
          } else {
            b.box(cloth, 0, 0.01, h / 2 - 0.02, w - 0.02, 0.004, h - 0.05);
            b.box(cloth, 0, 0.01, 0.015, w - 0.02, 0.014, 0.022);
          }
        });
  }

  /// A rug; thin enough to lie under everything.
  static void rug(Build at, double a, double b, boolean round, Palette palette, Dice dice) {
    Build floor = at.as(SemanticClass.FLOOR);
    Material m = Material.matte(Prints.rug(a, b, round, palette, dice));
    if (round) {
      floor.drum(m, 0, 0, 0.001, 0.011, a, a);
    } else {
      floor.box(m, 0, 0, 0.006, 2 * a, 2 * b, 0.01);
    }
  }
}
