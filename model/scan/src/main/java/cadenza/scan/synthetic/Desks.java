package cadenza.scan.synthetic;

import cadenza.scan.synthetic.Piece.Block;
import java.util.ArrayList;
import java.util.List;

/// Desks with what stands on them, television sets, whiteboards.
final class Desks {
  private Desks() {}

  static Piece desk(double width, boolean computer, Dice dice, Palette palette) {
    double d = dice.in(0.6, 0.8);
    double h = dice.in(0.71, 0.76);
    Material top = dice.chance(0.8) ? palette.board(dice) : palette.worktop(dice);
    Material leg = dice.chance(0.5) ? palette.metal() : palette.board(dice);
    boolean drawers = dice.chance(0.55);
    double side = dice.sign();
    Storage.Fronts fronts = Storage.Fronts.draw(dice, palette);
    int legs = dice.count(0, 2);
    int monitors = computer ? (dice.chance(0.35) && width > 1.3 ? 2 : 1) : 0;
    boolean laptop = computer && dice.chance(0.3);
    boolean lamp = dice.chance(0.5);
    double fill = dice.in(0.1, 0.8);
    Dice clutter = dice.fork();
    double x = width / 2;
    double y = d / 2;
    double pod = 0.42;
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block(-x, -y, h - 0.05, x, y, h + 0.62));
    double px = side * (x - 0.03 - pod / 2);
    if (drawers) {
      blocks.add(new Block(px - pod / 2, -y + 0.03, 0, px + pod / 2, y - 0.02, h - 0.05));
    }
    for (int s = -1; s <= 1; s += 2) {
      double a = s * (x - 0.04);
      blocks.add(new Block(a - 0.04, -y, 0, a + 0.04, y, h - 0.05));
    }
    return new Piece(
        SemanticClass.DESK,
        width,
        d,
        h + 0.62,
        0.75,
        blocks,
        b -> {
          b.soft(top, 0, 0, h - 0.0125, width, d, 0.025, 0.005);
          legs(b, legs, leg, x, y, h);
          if (drawers) {
            double z1 = h - 0.06;
            b.span(fronts.body(), px - pod / 2, -y + 0.06, 0.04, px + pod / 2, y - 0.04, z1);
            for (int i = 0; i < 3; i++) {
              double eh = (z1 - 0.05) / 3;
              Storage.front(b, fronts, px, -y + 0.06, 0.05 + (i + 0.5) * eh, pod, eh, 0);
            }
          }
          Build on = b.moved(0, 0, h + 0.001);
          double cx = -side * width * 0.08;
          for (int i = 0; i < monitors; i++) {
            double mx = monitors == 1 ? cx : (i - 0.5) * 0.58;
            double turn = monitors == 1 ? clutter.in(-0.15, 0.15) : (0.5 - i) * 0.35;
            Pose pose = Pose.IDENTITY.moved(mx, y - 0.17, 0).yawed(turn);
            if (laptop && i == 0) {
              laptop(on.at(Pose.IDENTITY.moved(mx, -0.02, 0).yawed(turn)), clutter);
            } else {
              monitor(on.at(pose), clutter);
            }
          }
          if (computer && !laptop) {
            keyboard(on.moved(cx, -y + 0.17, 0), clutter);
          }
          if (lamp) {
            Pose corner = Pose.IDENTITY.moved(side * (x - 0.14), y - 0.15, 0);
            Lamps.desk(on.at(corner.yawed(side > 0 ? 0 : Math.PI)), clutter, palette);
          }
          double free = x - 0.45;
          if (free > 0.2) {
            Clutter.scatter(
                on.moved(side * (x - free / 2 - 0.02), -0.08, 0),
                free,
                d - 0.25,
                fill,
                clutter,
                palette);
            Clutter.scatter(
                on.moved(-side * (x - free / 2 + 0.05), -0.02, 0),
                free - 0.15,
                d - 0.1,
                fill * 0.7,
                clutter,
                palette);
          }
        });
  }

  private static void legs(Build b, int style, Material leg, double x, double y, double h) {
    double z = h - 0.025;
    for (int s = -1; s <= 1; s += 2) {
      double lx = s * (x - 0.04);
      switch (style) {
        case 0 -> b.box(leg, lx, 0, z / 2, 0.03, 2 * y - 0.06, z);
        case 1 -> {
          b.box(leg, lx, 0, 0.015, 0.06, 2 * y - 0.06, 0.03);
          b.box(leg, lx, 0.05, z / 2, 0.05, 0.07, z);
          b.box(leg, lx, 0, z - 0.015, 0.05, 2 * y - 0.1, 0.03);
        }
        default -> {
          b.box(leg, lx, -y + 0.04, z / 2, 0.045, 0.045, z);
          b.box(leg, lx, y - 0.04, z / 2, 0.045, 0.045, z);
        }
      }
    }
    b.box(leg, 0, y - 0.05, z - 0.1, 2 * x - 0.1, 0.015, 0.2);
  }

  static void monitor(Build at, Dice dice) {
    Build b = at.as(SemanticClass.OTHER_FURNITURE);
    Material shell = Material.satin(Textures.plain(Rgb.gray(dice.chance(0.7) ? 0.12 : 0.75)));
    double w = dice.in(0.48, 0.64);
    double h = w * 0.58;
    double z = dice.in(0.1, 0.15) + h / 2;
    boolean on = dice.chance(0.7);
    b.soft(shell, 0, 0, 0.006, 0.24, 0.18, 0.012, 0.005);
    b.rod(shell, 0, 0.03, 0, 0, 0.03, z, 0.018, 0.018);
    b.soft(shell, 0, 0, z, w, 0.035, h, 0.008);
    Texture picture = Prints.screen(w - 0.02, h - 0.02, on, dice);
    Material face = new Material(picture, 0.08, on ? 0.1 : 0.4, false, on ? 0.9 : 0);
    b.box(face, 0, -0.018, z, w - 0.02, 0.003, h - 0.02);
  }

  static void laptop(Build at, Dice dice) {
    Build b = at.as(SemanticClass.OTHER_FURNITURE);
    Material shell = Material.metal(Rgb.gray(dice.in(0.2, 0.75)));
    double w = dice.in(0.31, 0.37);
    double d = w * 0.68;
    b.soft(shell, 0, -d / 2, 0.008, w, d, 0.016, 0.005);
    Texture keys = Prints.keyboard(Rgb.gray(0.6), Rgb.gray(0.12));
    b.box(Material.satin(keys), 0, -d * 0.4, 0.0165, w * 0.88, d * 0.42, 0.002);
    Build lid = b.at(Pose.IDENTITY.moved(0, 0, 0.012).pitched(-dice.in(0.15, 0.4)));
    lid.soft(shell, 0, 0.004, d / 2, w, 0.008, d, 0.004);
    Texture picture = Prints.screen(w - 0.02, d - 0.02, true, dice);
    lid.box(
        new Material(picture, 0.08, 0.1, false, 0.8), 0, -0.001, d / 2, w - 0.02, 0.003, d - 0.02);
  }

  private static void keyboard(Build at, Dice dice) {
    Rgb board = Rgb.gray(dice.chance(0.6) ? 0.15 : 0.8);
    Rgb keys = dice.chance(0.7) ? board.times(1.8) : Rgb.gray(0.9);
    Build b = at.as(SemanticClass.OTHER_FURNITURE);
    b.box(Material.matte(Prints.keyboard(board, keys)), 0, 0, 0.009, 0.43, 0.13, 0.018);
    Build mouse = at.as(SemanticClass.OTHER_FURNITURE);
    mouse.ball(Material.satin(Textures.plain(board)), 0.29, -0.01, 0.012, 0.03, 0.05, 0.022);
  }

  /// A television on a low board; the board is a cabinet, the set another object.
  static Piece television(Dice dice, Palette palette) {
    double w = dice.in(1.2, 1.8);
    double depth = dice.in(0.36, 0.45);
    double h = dice.in(0.35, 0.55);
    Storage.Fronts fronts = Storage.Fronts.draw(dice, palette);
    double screen = Math.min(w - 0.1, dice.in(0.9, 1.35));
    boolean on = dice.chance(0.35);
    int columns = dice.count(2, 4);
    boolean speakers = dice.chance(0.4);
    return Piece.solid(
        SemanticClass.CABINET,
        w,
        depth,
        h + screen * 0.57 + 0.12,
        0.3,
        b -> {
          double y0 = -depth / 2 + 0.06;
          b.soft(fronts.body(), 0, 0.01, h - 0.0125, w, depth - 0.02, 0.025, 0.005);
          b.span(fronts.body(), -w / 2 + 0.01, y0, 0.05, w / 2 - 0.01, depth / 2, h - 0.025);
          b.span(fronts.body(), -w / 2 + 0.05, y0 + 0.04, 0, w / 2 - 0.05, depth / 2 - 0.02, 0.05);
          for (int i = 0; i < columns; i++) {
            double each = (w - 0.02) / columns;
            double x = -w / 2 + 0.01 + (i + 0.5) * each;
            Storage.front(b, fronts, x, y0, (h + 0.025) / 2, each, h - 0.08, i % 2 == 0 ? 1 : -1);
          }
          Build tv = b.as(SemanticClass.OTHER_FURNITURE);
          Material black = Material.satin(Textures.plain(Rgb.gray(0.12)));
          double high = screen * 0.565;
          double z = h + 0.07 + high / 2;
          tv.box(black, 0, 0.03, h + 0.008, screen * 0.35, 0.2, 0.014);
          tv.box(black, 0, 0.05, h + 0.05, 0.08, 0.04, 0.09);
          tv.soft(black, 0, 0.03, z, screen, 0.045, high, 0.008);
          Texture show =
              on ? Prints.picture(screen, high, palette, b.dice()) : Textures.plain(Rgb.gray(0.1));
          tv.box(
              new Material(show, 0.2, on ? 0.15 : 0.35, false, on ? 0.8 : 0),
              0,
              0.006,
              z,
              screen - 0.03,
              0.004,
              high - 0.03);
          if (speakers) {
            for (int s = -1; s <= 1; s += 2) {
              double sx = s * (screen / 2 + (w - screen) / 4);
              if (w - screen > 0.25) {
                tv.box(black, sx, 0.02, h + 0.12, 0.1, 0.14, 0.22);
              }
            }
          }
        });
  }
}
