package cadenza.scan.synthetic;

import cadenza.scan.synthetic.Piece.Block;
import java.util.List;

/// Sofas, corner sofas and armchairs.
final class Sofas {
  private Sofas() {}

  /// One style that a sofa and its armchairs share.
  private record Style(
      Material cover,
      Material feet,
      Material pillowA,
      Material pillowB,
      double seatZ,
      double armWidth,
      double armZ,
      double backZ,
      double backDepth,
      double round,
      boolean legs,
      boolean pillowBack) {
    static Style draw(Dice dice, Palette palette) {
      return new Style(
          palette.upholstery(dice),
          dice.chance(0.6) ? palette.wood(dice) : palette.metal(),
          palette.cloth(dice),
          palette.cloth(dice),
          dice.in(0.38, 0.46),
          dice.in(0.1, 0.24),
          dice.in(0.55, 0.68),
          dice.in(0.72, 0.95),
          dice.in(0.16, 0.26),
          dice.in(0.02, 0.08),
          dice.chance(0.6),
          dice.chance(0.5));
    }
  }

  static Piece sofa(int seats, Dice dice, Palette palette) {
    Style s = Style.draw(dice, palette);
    double w = seats * dice.in(0.58, 0.72) + 2 * s.armWidth;
    double d = dice.in(0.82, 0.98);
    return Piece.solid(
            SemanticClass.SOFA,
            w,
            d,
            s.backZ + 0.15,
            0.35,
            b -> {
              body(b, s, w, d, seats, true, true);
              pillows(b, s, w - 2 * s.armWidth, d);
            })
        .withFrontClear(0.35);
  }

  static Piece armchair(Dice dice, Palette palette) {
    Style s = Style.draw(dice, palette);
    double w = dice.in(0.55, 0.65) + 2 * s.armWidth;
    double d = dice.in(0.76, 0.9);
    return Piece.solid(
        SemanticClass.CHAIR,
        w,
        d,
        s.backZ + 0.06,
        0.25,
        b -> {
          body(b, s, w, d, 1, true, true);
          if (b.dice().chance(0.5)) {
            upright(b, s.pillowA, 0, d / 2 - s.backDepth - 0.1, s.seatZ, 0.42);
          }
        });
  }

  /// A sofa whose end at `side` (-1 left, 1 right) reaches forward as a chaise.
  static Piece corner(int seats, double side, Dice dice, Palette palette) {
    Style s = Style.draw(dice, palette);
    double each = dice.in(0.62, 0.74);
    double w = seats * each + 2 * s.armWidth;
    double d = dice.in(0.84, 0.95);
    double longDepth = dice.in(1.45, 1.75);
    double chaise = each + s.armWidth * 0.6;
    double y0 = -longDepth / 2;
    double y1 = longDepth / 2;
    double xa = side < 0 ? -w / 2 : w / 2 - chaise;
    double xb = side < 0 ? -w / 2 + chaise : w / 2;
    return new Piece(
        SemanticClass.SOFA,
        w,
        longDepth,
        s.backZ + 0.15,
        0.2,
        List.of(
            new Block(-w / 2, y1 - d, 0, w / 2, y1, s.backZ + 0.15),
            new Block(xa, y0, 0, xb, y1 - d, s.seatZ + 0.12)),
        b -> {
          Build back = b.moved(0, (longDepth - d) / 2, 0);
          body(back, s, w, d, seats, side > 0, side < 0);
          double mid = (xa + xb) / 2;
          double z0 = s.legs ? 0.12 : 0.03;
          double deep = longDepth - s.backDepth;
          b.soft(
              s.cover,
              mid,
              y0 + deep / 2,
              (z0 + s.seatZ - 0.13) / 2,
              chaise,
              deep,
              s.seatZ - 0.13 - z0,
              0.03);
          b.soft(
              s.cover,
              mid,
              y0 + deep / 2,
              s.seatZ - 0.06,
              chaise * 0.99,
              deep * 0.99,
              0.15,
              s.round + 0.02);
          feet(b, s, chaise, longDepth, mid, 0);
          pillows(back, s, w - 2 * s.armWidth, d);
        });
  }

  private static void body(
      Build b, Style s, double w, double d, int seats, boolean leftArm, boolean rightArm) {
    double z0 = s.legs ? 0.12 : 0.03;
    double y = d / 2;
    double base = s.seatZ - 0.14;
    b.soft(s.cover, 0, 0, (z0 + base) / 2, w, d, base - z0, 0.03);
    feet(b, s, w, d, 0, 0);
    for (int side = -1; side <= 1; side += 2) {
      if (side < 0 ? leftArm : rightArm) {
        double x = side * (w - s.armWidth) / 2;
        b.soft(s.cover, x, 0, (z0 + s.armZ) / 2, s.armWidth, d, s.armZ - z0, s.round);
      }
    }
    double inner = w - 2 * s.armWidth;
    b.soft(
        s.cover,
        0,
        y - s.backDepth * 0.4,
        (z0 + s.backZ - 0.04) / 2,
        w - (leftArm && rightArm ? s.armWidth : 0),
        s.backDepth * 0.8,
        s.backZ - 0.04 - z0,
        s.round);
    double each = inner / seats;
    double deep = d - s.backDepth * 0.85;
    for (int i = 0; i < seats; i++) {
      double x = -inner / 2 + (i + 0.5) * each;
      b.soft(
          s.cover,
          x,
          -y + deep / 2 + 0.01,
          s.seatZ - 0.06,
          each - 0.008,
          deep,
          0.16,
          s.round + 0.02);
      double high = s.backZ - s.seatZ + 0.03;
      Pose lean = Pose.IDENTITY.moved(x, y - s.backDepth * 0.95, s.seatZ + high / 2).pitched(-0.14);
      if (s.pillowBack) {
        Cloth.pillow(
            b.at(lean.pitched(Math.PI / 2)), s.cover, each * 0.99, high * 1.08, s.backDepth * 1.1);
      } else {
        b.at(lean).soft(s.cover, 0, 0, 0, each - 0.01, s.backDepth * 0.75, high, s.round + 0.03);
      }
    }
  }

  private static void feet(Build b, Style s, double w, double d, double x, double y) {
    if (s.legs) {
      for (int i = -1; i <= 1; i += 2) {
        for (int j = -1; j <= 1; j += 2) {
          double fx = x + i * (w / 2 - 0.07);
          double fy = y + j * (d / 2 - 0.07);
          b.rod(s.feet, fx, fy, 0, fx - i * 0.02, fy - j * 0.02, 0.13, 0.014, 0.022);
        }
      }
    }
  }

  private static void pillows(Build b, Style s, double inner, double d) {
    Dice dice = b.dice();
    double y = d / 2 - s.backDepth - 0.13;
    if (dice.chance(0.75)) {
      upright(b, s.pillowA, -inner / 2 + 0.24, y, s.seatZ, dice.in(0.36, 0.46));
    }
    if (dice.chance(0.75)) {
      upright(b, s.pillowB, inner / 2 - 0.24, y, s.seatZ, dice.in(0.36, 0.46));
    }
    if (inner > 1.5 && dice.chance(0.4)) {
      upright(b, s.pillowB, dice.in(-0.2, 0.2), y, s.seatZ, dice.in(0.32, 0.4));
    }
  }

  private static void upright(Build b, Material m, double x, double y, double z, double size) {
    double roll = b.dice().in(-0.2, 0.2);
    Pose pose = Pose.IDENTITY.moved(x, y, z + size * 0.47).pitched(Math.PI / 2 - 0.35).yawed(roll);
    Cloth.pillow(b.at(pose), m, size, size, 0.15);
  }
}
