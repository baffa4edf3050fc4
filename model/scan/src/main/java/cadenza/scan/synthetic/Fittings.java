package cadenza.scan.synthetic;

import cadenza.scan.synthetic.FloorPlan.Hole;
import cadenza.scan.synthetic.FloorPlan.Opening;
import cadenza.scan.synthetic.FloorPlan.Wall;

/// Windows and doors, built into the openings of the walls.
///
/// Frames of both: x along the wall from the opening's middle, y out of the room, z from the floor.
final class Fittings {
  private final Build root;
  private final Palette palette;
  private final Dice dice;
  private final Material frame;
  private final Material door;
  private final Material handle;
  private final int windowStyle;
  private final int doorStyle;

  Fittings(Build root, Palette palette, Dice dice) {
    this.root = root;
    this.palette = palette;
    this.dice = dice;
    frame =
        dice.chance(0.65)
            ? Material.satin(Textures.plain(palette.white()))
            : dice.chance(0.6)
                ? palette.wood(dice)
                : Material.satin(Textures.plain(Rgb.gray(dice.in(0.15, 0.4))));
    door =
        dice.chance(0.45) ? Material.satin(Textures.plain(palette.white())) : palette.board(dice);
    handle = palette.metal();
    windowStyle = dice.count(0, 3);
    doorStyle = dice.count(0, 3);
  }

  void build(FloorPlan plan) {
    for (Wall wall : plan.walls()) {
      for (Opening o : wall.openings()) {
        Build at = root.at(wall.pose()).moved(o.middle(), 0, 0);
        if (o.hole() == Hole.WINDOW) {
          window(at.as(SemanticClass.WINDOW), o);
        } else {
          casing(at.as(SemanticClass.DOOR), o);
        }
      }
    }
  }

  private void window(Build b, Opening o) {
    double w = o.width();
    double z0 = o.z0();
    double z1 = o.z1();
    double bar = dice.in(0.045, 0.07);
    double y = 0.1;
    if (z0 > 0.3) {
      Material sill = dice.chance(0.5) ? frame : palette.worktop(dice);
      b.span(sill, -w / 2 - 0.05, -dice.in(0.03, 0.09), z0 - 0.03, w / 2 + 0.05, 0.08, z0 + 0.002);
    }
    outline(b, -w / 2, w / 2, z0, z1, bar, y, 0.07);
    int sashes = windowStyle == 3 ? 1 : Math.max(1, (int) Math.round(w / dice.in(0.6, 1.1)));
    double each = (w - 2 * bar) / sashes;
    double top = windowStyle == 1 ? z1 - bar - (z1 - z0) * 0.27 : z1 - bar;
    for (int i = 0; i < sashes; i++) {
      double x0 = -w / 2 + bar + i * each;
      outline(b, x0 + 0.004, x0 + each - 0.004, z0 + bar, top, bar * 0.8, y - 0.015, 0.06);
      b.box(
          Material.glass(),
          x0 + each / 2,
          y,
          (z0 + top + bar) / 2,
          each - bar,
          0.006,
          top - z0 - bar);
      if (windowStyle == 2) {
        double zm = (z0 + top) / 2;
        b.box(frame, x0 + each / 2, y - 0.01, zm, each - bar, 0.03, 0.025);
        b.box(frame, x0 + each / 2, y - 0.01, zm, 0.025, 0.03, top - z0 - bar);
      }
      double hx = i % 2 == 0 ? x0 + each - bar * 0.45 : x0 + bar * 0.45;
      double hz = z0 + 0.45 * (top - z0);
      b.rod(handle, hx, y - 0.045, hz, hx, y - 0.09, hz, 0.011, 0.011);
      b.rod(handle, hx, y - 0.09, hz + 0.01, hx, y - 0.09, hz - 0.11, 0.01, 0.009);
    }
    if (top < z1 - bar - 0.01) {
      b.box(frame, 0, y, top + bar / 2, w, 0.06, bar);
      b.box(Material.glass(), 0, y, (top + z1) / 2, w - 2 * bar, 0.006, z1 - top - bar);
    }
  }

  private void outline(
      Build b, double x0, double x1, double z0, double z1, double bar, double y, double deep) {
    double y0 = y - deep / 2;
    double y1 = y + deep / 2;
    b.span(frame, x0, y0, z0, x0 + bar, y1, z1);
    b.span(frame, x1 - bar, y0, z0, x1, y1, z1);
    b.span(frame, x0 + bar, y0, z0, x1 - bar, y1, z0 + bar);
    b.span(frame, x0 + bar, y0, z1 - bar, x1 - bar, y1, z1);
  }

  private void casing(Build b, Opening o) {
    double w = o.width();
    double h = o.z1();
    double t = 0.07;
    Material trim = dice.chance(0.6) ? door : frame;
    for (int side = -1; side <= 1; side += 2) {
      double x = side * w / 2;
      b.span(trim, Math.min(x, x + side * t), -0.015, 0, Math.max(x, x + side * t), 0.002, h + t);
      b.span(trim, Math.min(x, x - side * 0.02), 0, 0, Math.max(x, x - side * 0.02), 0.22, h);
    }
    b.span(trim, -w / 2, -0.015, h, w / 2, 0.002, h + t);
    b.span(trim, -w / 2, 0, h - 0.02, w / 2, 0.22, h);
    if (o.hole() == Hole.PASSAGE) {
      return;
    }
    double swing = dice.chance(0.5) ? 0 : dice.chance(0.4) ? dice.in(0.1, 0.5) : dice.in(1.2, 1.56);
    double side = dice.sign();
    Pose hinge = Pose.IDENTITY.moved(side * (w / 2 - 0.022), 0.003, 0);
    leaf(b.at(hinge.yawed(side * swing)), w - 0.046, h - 0.03, -side);
  }

  /// The moving part; its hinge is at the origin and it reaches to `way * w`.
  private void leaf(Build b, double w, double h, double way) {
    double mid = way * w / 2;
    double thick = 0.04;
    b.box(door, mid, thick / 2, 0.005 + h / 2, w, thick, h);
    int rows = doorStyle == 1 ? 2 : doorStyle == 2 ? 3 : 0;
    for (int row = 0; row < rows; row++) {
      double z0 = 0.15 + row * (h - 0.2) / rows;
      double high = (h - 0.2) / rows - 0.1;
      for (int col = 0; col < 2; col++) {
        double x = mid + (col - 0.5) * w * 0.44;
        for (double y : new double[] {-0.004, thick + 0.004}) {
          b.soft(door, x, y, z0 + high / 2, w * 0.32, 0.016, high, 0.008);
        }
      }
    }
    if (doorStyle == 3) {
      b.box(frame, mid, thick / 2, h * 0.72, w * 0.5, thick + 0.012, h * 0.34);
      b.box(
          frame.gloss() > 0 ? Material.mirror() : frame,
          mid,
          thick / 2,
          h * 0.72,
          w * 0.42,
          thick + 0.016,
          h * 0.3);
    }
    double x = way * (w - 0.06);
    for (double y : new double[] {-0.001, thick + 0.001}) {
      double out = y < 0 ? -0.05 : 0.05;
      b.soft(handle, x, y, 1.03, 0.035, 0.012, 0.2, 0.005);
      b.rod(handle, x, y, 1.06, x, y + out, 1.06, 0.01, 0.01);
      b.rod(handle, x, y + out, 1.06, x - way * 0.12, y + out, 1.06, 0.01, 0.008);
    }
  }
}
