package cadenza.scan.synthetic;

/// Wardrobes, sideboards, chests of drawers, nightstands: bodies with fronts and handles.
final class Storage {
  private Storage() {}

  /// How fronts of one room's cabinets look.
  record Fronts(Material body, Material front, Material handle, int handleStyle, boolean framed) {
    static Fronts draw(Dice dice, Palette palette) {
      Material body = palette.board(dice);
      return new Fronts(
          body,
          dice.chance(0.65) ? body : palette.board(dice),
          palette.metal(),
          dice.count(0, 3),
          dice.chance(0.35));
    }
  }

  /// One front of `w` by `h`, its middle at x, z, its face at `y`, looking to negative y. `pull`
  /// places the handle: -1 left, 1 right, 0 across the middle (drawers).
  static void front(
      Build b, Fronts f, double x, double y, double z, double w, double h, double pull) {
    b.box(f.front, x, y - 0.009, z, w - 0.005, 0.018, h - 0.005);
    if (f.framed && w > 0.16 && h > 0.16) {
      double t = 0.05;
      b.box(f.front, x - w / 2 + t / 2 + 0.003, y - 0.022, z, t, 0.009, h - 0.006);
      b.box(f.front, x + w / 2 - t / 2 - 0.003, y - 0.022, z, t, 0.009, h - 0.006);
      b.box(f.front, x, y - 0.022, z + h / 2 - t / 2 - 0.003, w - 2 * t, 0.009, t);
      b.box(f.front, x, y - 0.022, z - h / 2 + t / 2 + 0.003, w - 2 * t, 0.009, t);
    }
    double hx = x + pull * (w / 2 - 0.035);
    double face = y - (f.framed ? 0.026 : 0.018);
    switch (f.handleStyle) {
      case 0 -> {
        b.rod(f.handle, hx, face, z, hx, face - 0.02, z, 0.007, 0.007);
        b.ball(f.handle, hx, face - 0.024, z, 0.015, 0.01, 0.015);
      }
      case 1, 2 -> {
        double half = Math.min(0.09, 0.35 * (pull == 0 ? w : h));
        double dx = pull == 0 ? half : 0;
        double dz = pull == 0 ? 0 : half;
        b.rod(f.handle, hx - dx, face - 0.024, z - dz, hx + dx, face - 0.024, z + dz, 0.006, 0.006);
        double ex = dx * 0.85;
        double ez = dz * 0.85;
        b.rod(f.handle, hx - ex, face, z - ez, hx - ex, face - 0.024, z - ez, 0.005, 0.005);
        b.rod(f.handle, hx + ex, face, z + ez, hx + ex, face - 0.024, z + ez, 0.005, 0.005);
      }
      default -> b.box(f.handle, x, y - 0.021, z + h / 2 - 0.012, w * 0.5, 0.012, 0.012);
    }
  }

  /// A wardrobe of full-height doors.
  static Piece wardrobe(double width, Dice dice, Palette palette) {
    Fronts f = Fronts.draw(dice, palette);
    double h = dice.in(1.85, 2.2);
    double d = dice.in(0.52, 0.62);
    int doors = Math.max(2, (int) Math.round(width / 0.5));
    boolean drawers = dice.chance(0.3);
    boolean mirror = dice.chance(0.2);
    double plinth = dice.in(0.05, 0.1);
    return Piece.solid(
        SemanticClass.CABINET,
        width,
        d + 0.03,
        h,
        0.55,
        b -> {
          double y = -d / 2 + 0.055;
          b.span(f.body, -width / 2, y, plinth, width / 2, (d + 0.03) / 2, h);
          b.span(f.body, -width / 2 + 0.02, y + 0.03, 0, width / 2 - 0.02, d / 2, plinth);
          double low = drawers ? 0.45 : plinth;
          double each = width / doors;
          for (int i = 0; i < doors; i++) {
            double x = -width / 2 + (i + 0.5) * each;
            double pull = i % 2 == 0 ? 1 : -1;
            front(b, f, x, y, (low + h) / 2, each, h - low, pull);
            if (mirror && i == doors / 2) {
              b.box(
                  Material.mirror(),
                  x,
                  y - 0.021,
                  (low + h) / 2,
                  each * 0.8,
                  0.004,
                  (h - low) * 0.85);
            }
          }
          if (drawers) {
            for (int i = 0; i < 2; i++) {
              front(
                  b, f, (i - 0.5) * width / 2, y, (plinth + 0.45) / 2, width / 2, 0.45 - plinth, 0);
            }
          }
        });
  }

  /// A low body with doors and drawers, with things on top: sideboard, chest, nightstand.
  static Piece chest(
      double width,
      double depth,
      double height,
      int columns,
      int rows,
      Dice dice,
      Palette palette) {
    return chest(Fronts.draw(dice, palette), width, depth, height, columns, rows, dice, palette);
  }

  static Piece chest(
      Fronts f,
      double width,
      double depth,
      double height,
      int columns,
      int rows,
      Dice dice,
      Palette palette) {
    boolean legs = dice.chance(0.45);
    boolean open = dice.chance(0.25);
    double foot = legs ? dice.in(0.1, 0.18) : 0.04;
    double fill = dice.in(0.2, 0.8);
    boolean lamp = dice.chance(0.4);
    Dice clutter = dice.fork();
    return Piece.solid(
        SemanticClass.CABINET,
        width,
        depth,
        height + 0.45,
        0.3,
        b -> {
          double y0 = -depth / 2 + 0.06;
          b.soft(f.body, 0, 0.01, height - 0.012, width, depth - 0.02, 0.025, 0.006);
          if (legs) {
            for (int i = -1; i <= 1; i += 2) {
              for (int j = -1; j <= 1; j += 2) {
                b.rod(
                    f.body,
                    i * (width / 2 - 0.04),
                    j * (depth / 2 - 0.06),
                    0,
                    i * (width / 2 - 0.06),
                    j * (depth / 2 - 0.08),
                    foot,
                    0.012,
                    0.018);
              }
            }
          } else {
            b.span(
                f.body, -width / 2 + 0.02, y0 + 0.03, 0, width / 2 - 0.02, depth / 2 - 0.01, foot);
          }
          b.span(
              f.body, -width / 2 + 0.005, y0, foot, width / 2 - 0.005, depth / 2, height - 0.024);
          double ew = (width - 0.02) / columns;
          double eh = (height - 0.03 - foot) / rows;
          for (int i = 0; i < columns; i++) {
            for (int j = 0; j < rows; j++) {
              double x = -width / 2 + 0.01 + (i + 0.5) * ew;
              double z = foot + (j + 0.5) * eh;
              boolean hole = open && j == rows - 1 && rows > 1;
              if (!hole) {
                front(b, f, x, y0, z, ew, eh, rows > 1 ? 0 : i % 2 == 0 ? 1 : -1);
              }
            }
          }
          Build top = b.moved(0, 0.02, height + 0.001);
          if (lamp && width < 0.7) {
            Lamps.table(top.moved(0, depth * 0.1, 0), clutter, palette);
          } else {
            Clutter.scatter(top, width - 0.1, depth - 0.12, fill, clutter, palette);
          }
        });
  }

  /// A radiator below a window or on a wall; 12 cm deep.
  static Piece radiator(double width, Dice dice) {
    Material white = Material.satin(Textures.plain(Rgb.gray(dice.in(0.8, 0.95))));
    double h = dice.in(0.45, 0.6);
    boolean ribs = dice.chance(0.5);
    return Piece.solid(
        SemanticClass.OTHER_FURNITURE,
        width,
        0.12,
        h + 0.12,
        0,
        b -> {
          int count = Math.max(4, (int) (width / 0.055));
          if (ribs) {
            for (int i = 0; i < count; i++) {
              double x = -width / 2 + (i + 0.5) * width / count;
              b.soft(white, x, 0, 0.12 + h / 2, 0.04, 0.1, h, 0.018);
            }
            b.rod(white, -width / 2, 0, 0.16, width / 2, 0, 0.16, 0.014, 0.014);
          } else {
            b.soft(white, 0, 0, 0.12 + h / 2, width, 0.08, h, 0.01);
            for (int i = 0; i < count; i++) {
              double x = -width / 2 + (i + 0.5) * width / count;
              b.box(white, x, -0.042, 0.12 + h / 2, 0.02, 0.012, h - 0.06);
            }
          }
          b.rod(white, width / 2 - 0.04, 0.02, 0, width / 2 - 0.04, 0.02, 0.15, 0.009, 0.009);
          b.drum(white, width / 2 - 0.04, -0.02, 0.1, 0.16, 0.02, 0.02);
        });
  }
}
