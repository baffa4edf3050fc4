package cadenza.scan.synthetic;

/// Bookshelves with books of many sizes, boxes and small things.
final class Shelves {
  private Shelves() {}

  static Piece bookshelf(double width, double height, Dice dice, Palette palette) {
    Material wood = palette.board(dice);
    double d = dice.in(0.24, 0.36);
    boolean backed = dice.chance(0.7);
    boolean ladder = dice.chance(0.2);
    Material post = ladder ? palette.metal() : wood;
    int columns = Math.max(1, (int) Math.round(width / dice.in(0.6, 0.95)));
    int rows = Math.max(2, (int) Math.round(height / dice.in(0.3, 0.42)));
    double fill = dice.in(0.45, 0.95);
    Dice content = dice.fork();
    return Piece.solid(
        SemanticClass.BOOKSHELF,
        width,
        d,
        height,
        0.4,
        b -> {
          double t = 0.02;
          double w = width;
          for (int i = 0; i <= columns; i++) {
            double x = -w / 2 + t / 2 + i * (w - t) / columns;
            if (ladder) {
              b.rod(post, x, -d / 2 + 0.015, 0, x, -d / 2 + 0.015, height, 0.012, 0.012);
              b.rod(post, x, d / 2 - 0.015, 0, x, d / 2 - 0.015, height, 0.012, 0.012);
            } else {
              b.box(wood, x, 0, height / 2, t, d, height);
            }
          }
          double pitch = (height - 0.05 - t) / rows;
          for (int j = 0; j <= rows; j++) {
            b.box(wood, 0, 0, 0.05 + t / 2 + j * pitch, w - 2 * t, d - 0.002, t);
          }
          if (backed && !ladder) {
            b.box(wood, 0, d / 2 - 0.004, height / 2, w - 0.004, 0.007, height - 0.004);
          }
          for (int i = 0; i < columns; i++) {
            for (int j = 0; j < rows; j++) {
              double x0 = -w / 2 + t + i * (w - t) / columns + 0.004;
              double x1 = -w / 2 + (i + 1) * (w - t) / columns - 0.004;
              Build at = b.moved(0, 0, 0.05 + t + j * pitch + 0.001);
              compartment(at, x0, x1, d, pitch - t - 0.01, fill, content, palette);
            }
          }
        });
  }

  /// What stands on one board between `x0` and `x1`.
  private static void compartment(
      Build b,
      double x0,
      double x1,
      double d,
      double room,
      double fill,
      Dice dice,
      Palette palette) {
    if (!dice.chance(fill + 0.15)) {
      if (dice.chance(0.6)) {
        thing(b.moved((x0 + x1) / 2, 0, 0), x1 - x0, d, room, dice, palette);
      }
      return;
    }
    if (dice.chance(0.15)) {
      Material m = dice.chance(0.5) ? palette.plastic(dice) : palette.cloth(dice);
      double wide = Math.min(0.34, x1 - x0 - 0.02);
      b.soft(m, (x0 + x1) / 2, -0.01, room * 0.4, wide, d * 0.88, room * 0.8, 0.012);
      return;
    }
    books(b, x0, x0 + (x1 - x0) * dice.in(0.55, 1), d, room, dice, palette);
  }

  /// A row of books; the last one or two may lean.
  static void books(
      Build b, double x0, double x1, double d, double room, Dice dice, Palette palette) {
    double x = x0;
    double usual = Math.min(room, dice.in(0.18, 0.28));
    boolean series = dice.chance(0.2);
    Rgb cover = palette.any(dice);
    while (true) {
      double t = dice.in(0.012, 0.045);
      if (x + t > x1) {
        break;
      }
      double h = Math.min(room - 0.003, usual * dice.in(0.8, 1.15));
      double deep = Math.min(d * 0.9, h * dice.in(0.62, 0.78));
      if (!series) {
        cover =
            dice.chance(0.6)
                ? palette.any(dice)
                : Rgb.hsv(dice.unit(), dice.in(0.1, 0.8), dice.in(0.15, 0.9));
      }
      Rgb print = dice.chance(0.5) ? Rgb.gray(0.9) : Rgb.hsv(0.12, 0.6, 0.8);
      Material m = Material.satin(Prints.spine(cover, print, h, dice));
      double y = -d / 2 + 0.012 + deep / 2 + dice.in(0, 0.02);
      boolean last = x + 3 * t > x1;
      if (last && dice.chance(0.5) && x1 - x > h * 0.35) {
        double lean = dice.in(0.12, 0.3);
        Pose tilted =
            Pose.IDENTITY.moved(x + 0.5 * t + 0.5 * h * lean, y, h / 2 * 0.98).rolled(-lean);
        b.at(tilted).box(m, 0, 0, 0, t, deep, h * 0.94);
        break;
      }
      b.box(m, x + t / 2, y, h / 2, t, deep, h);
      x += t + 0.001;
    }
  }

  private static void thing(Build b, double w, double d, double room, Dice dice, Palette palette) {
    double size = Math.min(w * 0.4, Math.min(d * 0.42, room * 0.45));
    Material m = dice.chance(0.5) ? palette.ceramic() : palette.plastic(dice);
    switch (dice.count(0, 3)) {
      case 0 -> b.ball(m, 0, 0, size * 0.9, size * 0.7, size * 0.7, size * 0.9);
      case 1 -> {
        b.soft(m, 0, 0.02, room * 0.32, size * 1.3, 0.02, room * 0.62, 0.004);
        b.box(
            Material.matte(Prints.picture(size, room * 0.5, palette, dice)),
            0,
            0.008,
            room * 0.32,
            size,
            0.004,
            room * 0.5);
      }
      case 2 ->
          b.lathe(
              m,
              16,
              6,
              1,
              Build.Profile.through(
                  0.001,
                  0,
                  size * 0.4,
                  0,
                  size * 0.6,
                  room * 0.3,
                  size * 0.2,
                  room * 0.6,
                  size * 0.25,
                  room * 0.75));
      default -> {
        b.box(m, -size * 0.2, 0, size * 0.3, size, size, size * 0.6);
        b.ball(m, size * 0.4, 0, size * 0.8, size * 0.25, size * 0.25, size * 0.25);
      }
    }
  }

  /// Boards on the wall; the piece's floor is the lowest board's underside.
  static Piece wallBoard(Dice dice, Palette palette) {
    double w = dice.in(0.6, 1.3);
    double d = dice.in(0.18, 0.25);
    int rows = dice.count(1, 2);
    Material wood = palette.board(dice);
    Dice content = dice.fork();
    double pitch = 0.36;
    return Piece.solid(
        SemanticClass.BOOKSHELF,
        w,
        d,
        rows * pitch,
        0,
        b -> {
          for (int i = 0; i < rows; i++) {
            b.box(wood, 0, 0, i * pitch + 0.0125, w, d, 0.025);
            for (int side = -1; side <= 1; side += 2) {
              b.box(
                  palette.metal(),
                  side * w * 0.38,
                  d / 2 - 0.01,
                  i * pitch - 0.0,
                  0.02,
                  0.02,
                  0.02);
            }
            Build at = b.moved(0, 0, i * pitch + 0.026);
            double split = content.in(-0.2, 0.3) * w;
            books(at, -w / 2 + 0.03, split, d, pitch - 0.05, content, palette);
            thing(at.moved((split + w / 2) / 2, 0, 0), w / 2 - split, d, 0.26, content, palette);
          }
        });
  }
}
