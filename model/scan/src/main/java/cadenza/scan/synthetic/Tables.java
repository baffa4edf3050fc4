package cadenza.scan.synthetic;

import cadenza.scan.synthetic.Piece.Block;
import java.util.List;

/// Dining, coffee and side tables.
final class Tables {
  private Tables() {}

  static Piece dining(double width, double depth, Dice dice, Palette palette) {
    Material top = dice.chance(0.75) ? palette.wood(dice) : palette.worktop(dice);
    Material leg = dice.chance(0.7) ? top : palette.metal();
    double h = dice.in(0.72, 0.77);
    double t = dice.in(0.022, 0.045);
    double s = dice.in(0.045, 0.085);
    boolean round = dice.chance(0.5);
    double skirt = dice.in(0.05, 0.08);
    Dice clutter = dice.fork();
    return Piece.table(
        SemanticClass.TABLE,
        width,
        depth,
        h,
        t + skirt,
        0.02,
        s,
        0.45,
        b -> {
          double x = width / 2;
          double y = depth / 2;
          b.soft(top, 0, 0, h - t / 2, width, depth, t, 0.006);
          b.box(leg, 0, -y + 0.05, h - t - skirt / 2, width - 0.1, 0.02, skirt);
          b.box(leg, 0, y - 0.05, h - t - skirt / 2, width - 0.1, 0.02, skirt);
          b.box(leg, -x + 0.05, 0, h - t - skirt / 2, 0.02, depth - 0.1, skirt);
          b.box(leg, x - 0.05, 0, h - t - skirt / 2, 0.02, depth - 0.1, skirt);
          for (int i = -1; i <= 1; i += 2) {
            for (int j = -1; j <= 1; j += 2) {
              double lx = i * (x - 0.02 - s / 2);
              double ly = j * (y - 0.02 - s / 2);
              if (round) {
                b.drum(leg, lx, ly, 0, h - t, s * 0.3, s * 0.5);
              } else {
                b.box(leg, lx, ly, (h - t) / 2, s, s, h - t);
              }
            }
          }
          Clutter.onTable(b.moved(0, 0, h), width - 0.15, depth - 0.15, clutter, palette);
        });
  }

  /// A round table on one foot.
  static Piece round(double radius, double height, Dice dice, Palette palette) {
    Material top = dice.chance(0.6) ? palette.wood(dice) : palette.worktop(dice);
    Material foot = dice.chance(0.5) ? top : palette.metal();
    double t = dice.in(0.02, 0.04);
    boolean plate = dice.chance(0.5);
    Dice clutter = dice.fork();
    double q = radius * 0.72;
    double m = radius * 0.45;
    return new Piece(
        SemanticClass.TABLE,
        2 * radius,
        2 * radius,
        height + 0.45,
        0.1,
        List.of(
            new Block(-q, -radius, height - t, q, radius, height + 0.45),
            new Block(-radius, -q, height - t, radius, q, height + 0.45),
            new Block(-m, -m, 0, m, m, height - t)),
        b -> {
          b.drum(top, 0, 0, height - t, height, radius * 0.985, radius);
          b.drum(foot, 0, 0, 0.03, height - t, 0.045, 0.035);
          if (plate) {
            b.drum(foot, 0, 0, 0, 0.035, m, m * 0.85);
          } else {
            for (int i = 0; i < 4; i++) {
              double c = m * StrictMath.cos(Math.PI / 4 + i * Math.PI / 2);
              double s = m * StrictMath.sin(Math.PI / 4 + i * Math.PI / 2);
              b.rod(foot, 0, 0, 0.16, c, s, 0.03, 0.025, 0.018);
            }
          }
          Clutter.onTable(b.moved(0, 0, height), 1.2 * radius, 1.2 * radius, clutter, palette);
        });
  }

  /// A low table before a sofa: legs and shelf, block, glass top, or nest of rounds.
  static Piece coffee(Dice dice, Palette palette) {
    double w = dice.in(0.8, 1.25);
    double d = dice.in(0.5, 0.7);
    double h = dice.in(0.34, 0.46);
    if (dice.chance(0.25)) {
      return round(dice.in(0.35, 0.5), h, dice, palette);
    }
    Material body = palette.board(dice);
    Material leg = dice.chance(0.5) ? body : palette.metal();
    boolean shelf = dice.chance(0.5);
    boolean block = dice.chance(0.25);
    Dice clutter = dice.fork();
    return Piece.solid(
        SemanticClass.TABLE,
        w,
        d,
        h + 0.43,
        0,
        b -> {
          b.soft(body, 0, 0, h - 0.02, w, d, 0.04, 0.008);
          if (block) {
            b.box(body, 0, 0, (h - 0.04) / 2 + 0.02, w * 0.86, d * 0.8, h - 0.08);
            b.box(leg, 0, 0, 0.015, w * 0.7, d * 0.6, 0.03);
          } else {
            for (int i = -1; i <= 1; i += 2) {
              for (int j = -1; j <= 1; j += 2) {
                b.rod(
                    leg,
                    i * (w / 2 - 0.03),
                    j * (d / 2 - 0.03),
                    0,
                    i * (w / 2 - 0.06),
                    j * (d / 2 - 0.06),
                    h - 0.04,
                    0.014,
                    0.022);
              }
            }
            if (shelf) {
              b.box(body, 0, 0, 0.15, w - 0.14, d - 0.14, 0.02);
              Clutter.books(b.moved(0.1, 0, 0.16), clutter, palette);
            }
          }
          Clutter.onTable(b.moved(0, 0, h), w - 0.15, d - 0.12, clutter, palette);
        });
  }

  /// A small table beside a sofa or an armchair.
  static Piece side(Dice dice, Palette palette) {
    return round(dice.in(0.2, 0.28), dice.in(0.45, 0.6), dice, palette);
  }
}
