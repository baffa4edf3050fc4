package cadenza.scan.synthetic;

/// Beds with frame, mattress, duvet and pillows. The head is at positive y.
final class Beds {
  private Beds() {}

  static Piece bed(double mattress, Dice dice, Palette palette) {
    Material frame = dice.chance(0.7) ? palette.board(dice) : palette.upholstery(dice);
    Material metal = palette.metal();
    Material sheet =
        Material.matte(Textures.plain(palette.white().mix(palette.textile(dice), dice.in(0, 0.4))));
    Material duvet = palette.cloth(dice);
    Material pillow = dice.chance(0.5) ? palette.cloth(dice) : sheet;
    Material throwOver = palette.cloth(dice);
    int style = dice.count(0, 3);
    double deep = dice.in(1.95, 2.05);
    double w = mattress + 0.08;
    double d = deep + 0.14;
    double base = dice.in(0.2, 0.34);
    double thick = dice.in(0.17, 0.26);
    double head = dice.in(0.8, 1.25);
    boolean foot = dice.chance(0.35);
    boolean made = dice.chance(0.7);
    boolean blanket = dice.chance(0.35);
    double slack = 0.07;
    return Piece.solid(
        SemanticClass.BED,
        w + 2 * slack,
        d + slack,
        Math.max(head + 0.03, base + thick + 0.35),
        0.3,
        b -> {
          Dice own = b.dice();
          double y1 = (d + slack) / 2;
          double my = y1 - 0.07 - deep / 2;
          headboard(b, style, frame, metal, w, y1, head, base);
          b.soft(frame, 0, my, base - 0.07, w, deep + 0.04, 0.14, 0.015);
          if (foot) {
            b.soft(frame, 0, my - deep / 2 - 0.03, (base + 0.15) / 2, w, 0.04, base + 0.15, 0.012);
          }
          for (int i = -1; i <= 1; i += 2) {
            for (int j = -1; j <= 1; j += 2) {
              b.box(
                  frame,
                  i * (w / 2 - 0.05),
                  my + j * (deep / 2 - 0.1),
                  (base - 0.13) / 2,
                  0.06,
                  0.06,
                  base - 0.13);
            }
          }
          double top = base + thick;
          b.soft(sheet, 0, my, base + thick / 2, mattress, deep, thick, 0.06);
          double pillowDeep = own.in(0.38, 0.48);
          int count = mattress > 1.3 ? 2 : 1;
          for (int i = 0; i < count; i++) {
            double x = count == 1 ? own.in(-0.05, 0.05) : (i - 0.5) * mattress * 0.5;
            double wide = Math.min(0.72, mattress / count * 0.9);
            Pose pose =
                Pose.IDENTITY
                    .moved(x, y1 - 0.1 - pillowDeep / 2, top + 0.1)
                    .pitched(-own.in(0.1, 0.4))
                    .yawed(own.in(-0.12, 0.12));
            Cloth.pillow(b.at(pose), pillow, wide, pillowDeep, own.in(0.15, 0.2));
          }
          double reach = made ? deep - pillowDeep * own.in(0.9, 1.15) : deep * own.in(0.45, 0.62);
          double x = made ? 0 : own.in(-0.1, 0.1);
          double drop = foot ? 0.02 : own.in(0.12, Math.min(0.32, top - 0.06));
          double fold = made ? own.in(0.012, 0.04) : own.in(0.06, 0.13);
          double wide = made ? mattress : mattress - 0.24;
          double y0 = my - deep / 2;
          Cloth.cover(b.moved(x, y0 + reach / 2, top), duvet, wide, reach - 0.02, drop, fold);
          if (made) {
            // The turned-down end shows the sheet.
            b.soft(sheet, 0, y0 + reach - 0.06, top + 0.035, mattress * 0.98, 0.22, 0.06, 0.028);
          }
          if (blanket) {
            Cloth.cover(
                b.moved(0, y0 + 0.32, top + fold + 0.03),
                throwOver,
                mattress + 0.06,
                0.5,
                0.02,
                0.02);
          }
        });
  }

  private static void headboard(
      Build b,
      int style,
      Material frame,
      Material metal,
      double w,
      double y1,
      double head,
      double base) {
    switch (style) {
      case 0 -> b.soft(frame, 0, y1 - 0.03, head / 2, w, 0.05, head, 0.012);
      case 1 -> {
        int panels = Math.max(2, (int) Math.round(w / 0.4));
        b.box(frame, 0, y1 - 0.012, head / 2, w, 0.02, head);
        for (int i = 0; i < panels; i++) {
          double x = -w / 2 + (i + 0.5) * w / panels;
          b.soft(
              frame, x, y1 - 0.04, (head + base) / 2, w / panels - 0.004, 0.06, head - base, 0.028);
        }
      }
      case 2 -> {
        for (int side = -1; side <= 1; side += 2) {
          b.rod(
              metal,
              side * (w / 2 - 0.02),
              y1 - 0.03,
              0,
              side * (w / 2 - 0.02),
              y1 - 0.03,
              head,
              0.02,
              0.02);
          b.ball(metal, side * (w / 2 - 0.02), y1 - 0.03, head - 0.005, 0.028, 0.028, 0.028);
        }
        b.rod(metal, -w / 2, y1 - 0.03, head - 0.06, w / 2, y1 - 0.03, head - 0.06, 0.014, 0.014);
        int bars = (int) (w / 0.12);
        for (int i = 1; i < bars; i++) {
          double x = -w / 2 + i * w / bars;
          b.rod(metal, x, y1 - 0.03, base, x, y1 - 0.03, head - 0.06, 0.008, 0.008);
        }
      }
      default -> {
        b.box(frame, 0, y1 - 0.02, head - 0.05, w, 0.035, 0.1);
        for (int i = 0; i < 3; i++) {
          b.box(
              frame,
              0,
              y1 - 0.02,
              base + 0.1 + i * (head - base - 0.2) / 3,
              w,
              0.02,
              (head - base) / 6);
        }
        for (int side = -1; side <= 1; side += 2) {
          b.box(frame, side * (w / 2 - 0.03), y1 - 0.025, head / 2, 0.06, 0.045, head);
        }
      }
    }
  }
}
