package cadenza.scan.synthetic;

/// Bathroom pieces: toilet, bathtub, shower, washbasin, towels.
final class Bath {
  private Bath() {}

  /// A tap on a surface: column, spout towards negative y, lever.
  static void tap(Build b, Material metal, double h, double reach) {
    b.drum(metal, 0, 0, 0, 0.012, 0.026, 0.024);
    b.rod(metal, 0, 0, 0, 0, 0, h, 0.014, 0.012);
    b.rod(metal, 0, 0, h, 0, -reach * 0.5, h + 0.02, 0.012, 0.011);
    b.rod(metal, 0, -reach * 0.5, h + 0.02, 0, -reach, h - 0.03, 0.011, 0.01);
    b.ball(metal, 0, 0, h, 0.017, 0.017, 0.017);
    b.rod(metal, 0, 0, h * 0.45, 0.06, 0, h * 0.5, 0.007, 0.006);
  }

  static Piece toilet(Dice dice, Palette palette) {
    Material china = palette.ceramic();
    Material seat = dice.chance(0.7) ? china : palette.board(dice);
    boolean open = dice.chance(0.3);
    boolean cistern = dice.chance(0.7);
    double d = dice.in(0.64, 0.72);
    double w = dice.in(0.36, 0.4);
    double h = dice.in(0.39, 0.43);
    double back = cistern ? 0.18 : 0.06;
    return Piece.solid(
        SemanticClass.TOILET,
        w + 0.04,
        d,
        0.86,
        0.45,
        b -> {
          double y1 = d / 2;
          double bowlY = -d / 2 + (d - back) / 2;
          double half = w / 2;
          double stretch = (d - back) / w;
          // An oval bowl on a narrower foot, hollow inside.
          Build bowl = b.moved(0, bowlY, 0);
          bowl.lathe(
              china,
              28,
              10,
              stretch,
              Build.Profile.through(
                  half * 0.6,
                  0,
                  half * 0.56,
                  0.08,
                  half * 0.62,
                  h * 0.5,
                  half * 0.92,
                  h * 0.82,
                  half * 0.99,
                  h - 0.02,
                  half * 0.97,
                  h,
                  half * 0.75,
                  h,
                  half * 0.6,
                  h * 0.7,
                  half * 0.3,
                  h * 0.45,
                  0.001,
                  h * 0.42));
          b.box(china, 0, y1 - back * 0.5 - 0.05, h * 0.5, w * 0.62, back + 0.1, h * 0.96);
          bowl.lathe(
              seat,
              28,
              4,
              stretch,
              Build.Profile.through(
                  half * 0.98,
                  h + 0.004,
                  half * 0.98,
                  h + 0.022,
                  half * 0.66,
                  h + 0.022,
                  half * 0.62,
                  h + 0.004));
          double hinge = y1 - back - 0.012;
          if (open) {
            b.soft(seat, 0, hinge, h + 0.2, w * 0.94, 0.022, 0.38, 0.01);
          } else {
            bowl.lathe(
                seat,
                28,
                3,
                stretch,
                Build.Profile.through(
                    half * 0.97, h + 0.024, half * 0.9, h + 0.045, 0.001, h + 0.05));
          }
          if (cistern) {
            b.soft(china, 0, y1 - 0.09, h + 0.18, w, 0.17, 0.36, 0.03);
            b.soft(china, 0, y1 - 0.09, h + 0.37, w + 0.02, 0.18, 0.03, 0.01);
            b.drum(palette.metal(), 0, y1 - 0.09, h + 0.38, h + 0.395, 0.024, 0.024);
          } else {
            b.box(palette.metal(), 0, y1 - 0.004, 0.78, 0.22, 0.008, 0.14);
          }
        });
  }

  /// A bathtub along a wall; with a curtain on a rail if `curtain`.
  static Piece tub(double length, boolean curtain, double ceiling, Dice dice, Palette palette) {
    Material enamel = palette.ceramic();
    Material apron =
        dice.chance(0.6)
            ? enamel
            : Material.glossy(
                Textures.tiles(
                    palette.white(), palette.white(), Rgb.gray(0.7), 0.15, 0.15, 0, 0.1));
    Material metal = palette.metal();
    Material cloth = palette.cloth(dice);
    double d = dice.in(0.7, 0.8);
    double h = dice.in(0.52, 0.6);
    double rail = Math.min(ceiling - 0.1, 2.05);
    double drawn = dice.in(0.3, 0.75);
    double side = dice.sign();
    boolean free = !curtain && dice.chance(0.35);
    return Piece.solid(
        SemanticClass.BATHTUB,
        length,
        d + 0.04,
        curtain ? rail + 0.05 : h + 0.3,
        0.5,
        b -> {
          double a = length / 2;
          double c = d / 2;
          double y = 0.02;
          Build tub = b.moved(0, y, 0);
          if (free) {
            tub.lathe(
                enamel,
                36,
                8,
                d / length,
                Build.Profile.through(
                    a * 0.7, 0.0, a * 0.85, h * 0.4, a * 0.96, h * 0.9, a, h, a * 0.95, h));
          } else {
            tub.span(apron, -a, -c, 0, a, -c + 0.03, h - 0.03);
            tub.span(apron, -a, -c + 0.03, 0, -a + 0.03, c, h - 0.03);
            tub.span(apron, a - 0.03, -c + 0.03, 0, a, c, h - 0.03);
            rim(tub, enamel, a, c, h);
          }
          basin(tub, enamel, a - 0.06, c - 0.06, h, free);
          double tx = side * (a - 0.2);
          tap(tub.moved(tx, c - 0.035, h), metal, 0.1, 0.14);
          tub.drum(metal, side * (a * 0.55), 0, h * 0.26, h * 0.26 + 0.006, 0.03, 0.03);
          if (curtain) {
            tub.rod(metal, tx, c - 0.02, h + 0.1, tx, c - 0.02, rail - 0.1, 0.011, 0.011);
            tub.rod(
                metal,
                tx,
                c - 0.02,
                rail - 0.1,
                tx - side * 0.05,
                c - 0.3,
                rail - 0.06,
                0.01,
                0.01);
            tub.drum(metal, tx - side * 0.05, c - 0.3, rail - 0.1, rail - 0.07, 0.09, 0.05);
            double w = length * drawn;
            Build hung =
                b.moved(-side * (a - w / 2 - 0.03), -c + 0.02, 0.28)
                    .as(SemanticClass.SHOWER_CURTAIN);
            Cloth.curtain(hung, cloth, w, rail - 0.28, 0.07, w * 7, false);
            b.as(SemanticClass.SHOWER_CURTAIN)
                .rod(metal, -a, -c + 0.02, rail + 0.01, a, -c + 0.02, rail + 0.01, 0.012, 0.012);
          }
        });
  }

  private static void rim(Build b, Material m, double a, double c, double h) {
    b.soft(m, 0, -c + 0.035, h - 0.015, 2 * a, 0.07, 0.03, 0.012);
    b.soft(m, 0, c - 0.035, h - 0.015, 2 * a, 0.07, 0.03, 0.012);
    b.soft(m, -a + 0.04, 0, h - 0.015, 0.08, 2 * c - 0.12, 0.03, 0.012);
    b.soft(m, a - 0.04, 0, h - 0.015, 0.08, 2 * c - 0.12, 0.03, 0.012);
  }

  /// The hollow: a superellipse that narrows to the floor.
  private static void basin(Build b, Material m, double a, double c, double h, boolean oval) {
    double power = oval ? 1 : 0.5;
    b.patch(
        m,
        44,
        12,
        (u, v) -> {
          double angle = 2 * Math.PI * u;
          double cx = StrictMath.cos(angle);
          double sx = StrictMath.sin(angle);
          double r = v < 0.6 ? 1 - 0.18 * v / 0.6 : 0.82 * (1 - (v - 0.6) / 0.4);
          double z = v < 0.6 ? h - (h - 0.14) * Noise.smooth(v / 0.6) : 0.14;
          return new double[] {
            a * r * Math.signum(cx) * StrictMath.pow(Math.abs(cx), power),
            c * r * Math.signum(sx) * StrictMath.pow(Math.abs(sx), power),
            z
          };
        });
  }

  /// A shower tray in a corner with a curtain or a glass wall.
  static Piece shower(double ceiling, Dice dice, Palette palette) {
    double s = dice.in(0.8, 0.95);
    boolean glass = dice.chance(0.3);
    Material tray = palette.ceramic();
    Material metal = palette.metal();
    Material cloth = palette.cloth(dice);
    double rail = Math.min(ceiling - 0.1, 2.05);
    return Piece.solid(
        SemanticClass.OTHER_FURNITURE,
        s,
        s,
        rail + 0.05,
        0.45,
        b -> {
          double a = s / 2;
          b.span(tray, -a, -a, 0, a, a, 0.05);
          b.span(tray, -a, -a, 0.05, a, -a + 0.05, 0.1);
          b.span(tray, -a, a - 0.05, 0.05, a, a, 0.1);
          b.span(tray, -a, -a + 0.05, 0.05, -a + 0.05, a - 0.05, 0.1);
          b.span(tray, a - 0.05, -a + 0.05, 0.05, a, a - 0.05, 0.1);
          b.drum(metal, 0, 0, 0.05, 0.056, 0.04, 0.04);
          b.rod(metal, 0, a - 0.03, 0.95, 0, a - 0.03, rail, 0.011, 0.011);
          b.rod(metal, 0, a - 0.03, rail, 0, a - 0.3, rail - 0.02, 0.01, 0.01);
          b.drum(metal, 0, a - 0.3, rail - 0.06, rail - 0.03, 0.1, 0.06);
          b.soft(metal, 0, a - 0.03, 1.05, 0.22, 0.05, 0.05, 0.015);
          if (glass) {
            b.box(Material.glass(), 0, -a + 0.025, 1.05, s, 0.008, 1.85);
            b.box(metal, -a + 0.012, -a + 0.025, 1.05, 0.02, 0.02, 1.9);
            b.box(metal, a - 0.012, -a + 0.025, 1.05, 0.02, 0.02, 1.9);
            b.rod(metal, 0.1, -a, 0.9, 0.1, -a, 1.2, 0.01, 0.01);
          } else {
            Build hung = b.moved(-0.1 * s, -a + 0.05, 0.12).as(SemanticClass.SHOWER_CURTAIN);
            Cloth.curtain(hung, cloth, s * 0.75, rail - 0.12, 0.07, 5, false);
            b.as(SemanticClass.SHOWER_CURTAIN)
                .rod(metal, -a, -a + 0.05, rail + 0.02, a, -a + 0.05, rail + 0.02, 0.012, 0.012);
          }
        });
  }

  /// A washbasin on a cabinet or a pedestal.
  static Piece basin(Dice dice, Palette palette) {
    double w = dice.in(0.5, 0.95);
    double d = dice.in(0.44, 0.52);
    double h = dice.in(0.82, 0.88);
    Material china = palette.ceramic();
    Material metal = palette.metal();
    Storage.Fronts fronts = Storage.Fronts.draw(dice, palette);
    boolean cabinet = dice.chance(0.6);
    boolean things = dice.chance(0.7);
    Dice clutter = dice.fork();
    return Piece.solid(
        SemanticClass.SINK,
        w,
        d,
        h + 0.3,
        0.5,
        b -> {
          double bowl = Math.min(d / 2 - 0.06, w / 2 - 0.05);
          double q = bowl + 0.008;
          double depth = d / 2;
          double y = -0.03;
          // The slab is built around a square hole; a collar closes it to the round bowl.
          b.soft(china, 0, (y - q - depth) / 2, h - 0.03, w, depth + y - q, 0.06, 0.015);
          b.soft(china, 0, (y + q + depth) / 2, h - 0.03, w, depth - y - q, 0.06, 0.015);
          if (w / 2 - q > 0.02) {
            b.soft(china, -(w / 2 + q) / 2, y, h - 0.03, w / 2 - q, 2 * q, 0.06, 0.01);
            b.soft(china, (w / 2 + q) / 2, y, h - 0.03, w / 2 - q, 2 * q, 0.06, 0.01);
          }
          b.moved(0, y, h - 0.001)
              .patch(
                  china,
                  32,
                  10,
                  (u, v) -> {
                    double angle = 2 * Math.PI * u;
                    double c = StrictMath.cos(angle);
                    double s = StrictMath.sin(angle);
                    double square = q / Math.max(Math.abs(c), Math.abs(s));
                    double r =
                        v < 0.15
                            ? Noise.mix(square, bowl * 0.95, v / 0.15)
                            : bowl * 0.95 * (1 - (v - 0.15) / 0.85);
                    double t = (v - 0.15) / 0.85;
                    double z = v < 0.15 ? 0 : -0.13 * Math.sqrt(Math.max(0, 1 - (1 - t) * (1 - t)));
                    return new double[] {r * c, r * s, z};
                  });
          b.drum(metal, 0, y, h - 0.131, h - 0.126, 0.022, 0.022);
          tap(b.moved(0, Math.min(depth - 0.03, y + q + 0.02), h), metal, 0.12, 0.13);
          if (cabinet) {
            Build body = b.as(SemanticClass.CABINET);
            double z0 = 0.28;
            double y0 = -depth + 0.06;
            body.span(fronts.body(), -w / 2 + 0.01, y0, z0, w / 2 - 0.01, depth, h - 0.16);
            body.span(
                fronts.body(), -w / 2 + 0.01, y0, h - 0.16, w / 2 - 0.01, y0 + 0.02, h - 0.06);
            int columns = w > 0.6 ? 2 : 1;
            for (int i = 0; i < columns; i++) {
              double each = (w - 0.02) / columns;
              double x = -w / 2 + 0.01 + (i + 0.5) * each;
              Storage.front(
                  body, fronts, x, y0, (z0 + h - 0.06) / 2, each, h - 0.06 - z0, i == 0 ? 1 : -1);
            }
          } else {
            b.drum(china, 0, 0.05, 0, h - 0.12, 0.1, 0.085);
            b.ball(china, 0, y, h - 0.06, bowl * 1.02, bowl * 1.02, 0.12);
          }
          if (things && w / 2 - q > 0.1) {
            Clutter.cup(b.moved(-(w / 2 - 0.07), 0.05, h + 0.001), clutter, palette);
            Clutter.bottle(b.moved(w / 2 - 0.06, 0.1, h + 0.001), clutter, palette);
          }
        });
  }

  /// A rail with towels; the piece's floor is 20 cm below the longest towel's end.
  static Piece towelRail(Dice dice, Palette palette) {
    double w = dice.in(0.4, 0.65);
    Material metal = palette.metal();
    Material towel = palette.cloth(dice);
    boolean ladder = dice.chance(0.4);
    double h = ladder ? 1.1 : 0.6;
    double hang = dice.in(0.3, 0.48);
    return Piece.solid(
        SemanticClass.OTHER_FURNITURE,
        w,
        0.12,
        h + 0.03,
        0,
        b -> {
          int bars = ladder ? 9 : 1;
          for (int i = 0; i < bars; i++) {
            double z = h - i * 0.125;
            b.rod(metal, -w / 2, 0, z, w / 2, 0, z, 0.01, 0.01);
          }
          for (int s = -1; s <= 1; s += 2) {
            double x = s * (w / 2 - 0.012);
            b.rod(metal, x, 0, h, x, 0.06, h, 0.01, 0.01);
            if (ladder) {
              b.rod(metal, x, 0, 0.05, x, 0, h, 0.014, 0.014);
            }
          }
          Build cloth = b.moved(0, 0, h).as(SemanticClass.OTHER_FURNITURE);
          Cloth.towel(cloth, towel, w * 0.75, hang, hang * 0.8);
        });
  }
}
