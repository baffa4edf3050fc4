package cadenza.scan.synthetic;

import cadenza.scan.synthetic.Piece.Block;
import java.util.List;

/// Chairs and stools of several makes. They face negative y, their back is at positive y.
final class Chairs {
  private Chairs() {}

  /// A set of dining chairs shares a style: the same dice seed gives the same chair.
  static Piece dining(Dice dice, Palette palette) {
    Material frame = dice.chance(0.7) ? palette.wood(dice) : palette.metal();
    Material seat = dice.chance(0.5) ? palette.upholstery(dice) : frame;
    double w = dice.in(0.4, 0.48);
    double d = dice.in(0.4, 0.48);
    double seatZ = dice.in(0.43, 0.48);
    double h = dice.in(0.8, 1.05);
    double leg = dice.in(0.012, 0.024);
    double splay = dice.in(0, 0.035);
    int back = dice.count(0, 4);
    boolean padded = dice.chance(0.45);
    boolean arms = dice.chance(0.2);
    boolean stretcher = dice.chance(0.4);
    double lean = dice.in(0.03, 0.09);
    int slats = dice.count(3, 6);
    return chair(
        w,
        d + lean,
        seatZ + 0.05,
        h,
        b -> {
          double x = w / 2 - leg - splay;
          double y0 = -(d + lean) / 2 + leg + splay;
          double y1 = (d - lean) / 2 - leg;
          for (int s = -1; s <= 1; s += 2) {
            b.rod(frame, s * (x + splay), y0 - splay, 0, s * x, y0, seatZ, leg * 0.8, leg);
            b.rod(frame, s * (x + splay), y1, 0, s * x, y1, seatZ, leg * 0.8, leg);
            b.rod(frame, s * x, y1, seatZ, s * x, y1 + lean, h, leg, leg * 0.8);
            if (stretcher) {
              b.rod(frame, s * (x + splay / 2), y0, 0.2, s * (x + splay / 2), y1, 0.2, 0.01, 0.01);
            }
            if (arms) {
              b.rod(frame, s * x, y0, seatZ, s * x, y0, seatZ + 0.21, leg, leg);
              b.soft(frame, s * x, (y0 + y1) / 2, seatZ + 0.22, 0.045, y1 - y0 + 0.05, 0.025, 0.01);
            }
          }
          double deep = d * 0.97;
          double sy = -lean / 2;
          b.soft(frame, 0, sy, seatZ, w * 0.96, deep, 0.03, 0.012);
          if (padded) {
            b.soft(seat, 0, sy - 0.005, seatZ + 0.03, w * 0.93, deep * 0.94, 0.05, 0.024);
          }
          back(b.moved(0, y1, 0), back, padded ? seat : frame, frame, x, seatZ, h, lean, slats);
        });
  }

  private static void back(
      Build b,
      int style,
      Material panel,
      Material frame,
      double x,
      double seatZ,
      double h,
      double lean,
      int slats) {
    double low = seatZ + 0.1;
    Pose tilt = Pose.IDENTITY.moved(0, lean * 0.55, (low + h) / 2).pitched(-lean / (h - seatZ));
    double high = h - low - 0.012;
    switch (style) {
      case 0 -> b.at(tilt).soft(panel, 0, 0, 0, 2 * x, 0.035, high, 0.016);
      case 1 -> {
        for (int i = 0; i < slats; i++) {
          double z = -high / 2 + (i + 0.5) * high / slats;
          b.at(tilt).soft(frame, 0, 0, z, 2 * x, 0.018, 0.5 * high / slats, 0.006);
        }
      }
      case 2 -> {
        b.at(tilt).soft(frame, 0, 0, high / 2 - 0.03, 2 * x, 0.026, 0.06, 0.01);
        b.at(tilt).soft(frame, 0, 0, -high / 2 + 0.02, 2 * x, 0.022, 0.035, 0.008);
        for (int i = 0; i < slats; i++) {
          double px = -x + (i + 1) * 2 * x / (slats + 1);
          b.at(tilt).rod(frame, px, 0, -high / 2, px, 0, high / 2, 0.008, 0.008);
        }
      }
      case 3 -> {
        b.at(tilt).soft(panel, 0, -0.01, high * 0.2, 2 * x, 0.045, high * 0.58, 0.022);
      }
      default -> {
        // A bent shell around the sitter.
        b.patch(
            panel,
            16,
            8,
            (u, v) -> {
              double bend = 2 * u - 1;
              double top = 1 - 0.25 * bend * bend;
              double z = seatZ + 0.03 + v * (h - seatZ - 0.03) * top;
              return new double[] {
                bend * x * 1.02, lean * v + 0.03 - 0.13 * bend * bend * (1 - 0.4 * v) - 0.02, z
              };
            });
      }
    }
  }

  private static Piece chair(
      double w, double d, double seatTop, double h, java.util.function.Consumer<Build> body) {
    double x = w / 2 + 0.01;
    double y = d / 2 + 0.01;
    return new Piece(
        SemanticClass.CHAIR,
        2 * x,
        2 * y,
        h + 0.02,
        0,
        List.of(
            new Block(-x, -y, 0, x, y, seatTop), new Block(-x, y - 0.3, seatTop, x, y, h + 0.02)),
        body);
  }

  /// A swivel chair on five castors.
  static Piece office(Dice dice, Palette palette) {
    Material seat = palette.upholstery(dice);
    Material plastic = Material.satin(Textures.plain(Rgb.gray(dice.in(0.1, 0.3))));
    Material steel = dice.chance(0.5) ? Material.metal(Rgb.gray(0.7)) : plastic;
    boolean arms = dice.chance(0.65);
    boolean head = dice.chance(0.3);
    boolean mesh = dice.chance(0.4);
    double seatZ = dice.in(0.44, 0.5);
    double w = dice.in(0.46, 0.53);
    double h = dice.in(0.9, 1.12);
    double turn = dice.in(-0.7, 0.7);
    double foot = dice.in(0.27, 0.31);
    double r = 0.36;
    double base = dice.in(0, 1);
    return new Piece(
        SemanticClass.CHAIR,
        2 * r,
        2 * r,
        h + (head ? 0.2 : 0.02),
        0,
        List.of(
            new Block(-r, -r, 0, r, r, seatZ + 0.06),
            new Block(-r, -0.2, seatZ + 0.06, r, r, h + (head ? 0.2 : 0.02))),
        b -> {
          for (int i = 0; i < 5; i++) {
            double a = base + 2 * Math.PI * i / 5;
            double cx = foot * StrictMath.cos(a);
            double cy = foot * StrictMath.sin(a);
            b.rod(steel, 0, 0, 0.11, cx, cy, 0.075, 0.025, 0.015);
            b.ball(plastic, cx, cy, 0.031, 0.028, 0.028, 0.03);
          }
          b.drum(steel, 0, 0, 0.1, seatZ - 0.06, 0.027, 0.022);
          Build top = b.at(Pose.IDENTITY.yawed(turn));
          top.box(plastic, 0, 0, seatZ - 0.045, 0.2, 0.26, 0.04);
          top.soft(seat, 0, -0.02, seatZ, w, w * 0.95, 0.09, 0.042);
          top.soft(plastic, 0, 0.235, seatZ + 0.12, 0.07, 0.03, 0.36, 0.012);
          Material back =
              mesh ? Material.matte(Textures.weave(Rgb.gray(0.12), Rgb.gray(0.3), 0.008)) : seat;
          double zb = seatZ + 0.15;
          top.patch(back, 12, 12, (u, v) -> shell(u, v, w * 0.47, zb, h, 0.195));
          top.patch(back, 12, 12, (u, v) -> shell(u, v, w * 0.47, zb, h, 0.235));
          if (head) {
            top.soft(seat, 0, 0.21, h + 0.1, 0.26, 0.06, 0.14, 0.028);
            top.rod(plastic, 0, 0.225, h - 0.05, 0, 0.225, h + 0.08, 0.012, 0.012);
          }
          if (arms) {
            for (int s = -1; s <= 1; s += 2) {
              double x = s * (w / 2 + 0.02);
              top.rod(plastic, s * 0.1, 0.03, seatZ - 0.05, x, 0.03, seatZ - 0.03, 0.014, 0.014);
              top.rod(plastic, x, 0.03, seatZ - 0.03, x, 0.03, seatZ + 0.2, 0.016, 0.016);
              top.soft(plastic, x, -0.01, seatZ + 0.215, 0.065, 0.24, 0.03, 0.014);
            }
          }
        });
  }

  private static double[] shell(double u, double v, double half, double z0, double z1, double y) {
    double bend = 2 * u - 1;
    double narrow = 1 - 0.25 * v * v * v;
    double lumbar = 0.05 * (1 - (2 * v - 0.6) * (2 * v - 0.6));
    return new double[] {
      bend * half * narrow, y - 0.05 * bend * bend - lumbar + 0.03, Noise.mix(z0, z1, v)
    };
  }

  /// A bar or work stool without a back.
  static Piece stool(Dice dice, Palette palette) {
    double h = dice.chance(0.5) ? dice.in(0.42, 0.5) : dice.in(0.6, 0.72);
    double r = dice.in(0.15, 0.19);
    Material frame = dice.chance(0.5) ? palette.wood(dice) : palette.metal();
    Material seat = dice.chance(0.5) ? palette.upholstery(dice) : frame;
    int legs = dice.count(3, 4);
    return Piece.solid(
        SemanticClass.CHAIR,
        2 * r + 0.04,
        2 * r + 0.04,
        h + 0.03,
        0,
        b -> {
          for (int i = 0; i < legs; i++) {
            double a = 0.4 + 2 * Math.PI * i / legs;
            double c = StrictMath.cos(a);
            double s = StrictMath.sin(a);
            b.rod(frame, r * c, r * s, 0, 0.65 * r * c, 0.65 * r * s, h - 0.02, 0.014, 0.016);
          }
          b.drum(seat, 0, 0, h - 0.03, h + 0.015, r, r * 0.97);
          if (legs == 4) {
            for (int i = 0; i < 4; i++) {
              double a = 0.4 + Math.PI / 2 * i;
              double e = a + Math.PI / 2;
              double q = 0.87 * r;
              b.rod(
                  frame,
                  q * StrictMath.cos(a),
                  q * StrictMath.sin(a),
                  h * 0.35,
                  q * StrictMath.cos(e),
                  q * StrictMath.sin(e),
                  h * 0.35,
                  0.009,
                  0.009);
            }
          }
        });
  }
}
