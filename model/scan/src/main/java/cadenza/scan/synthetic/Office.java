package cadenza.scan.synthetic;

import cadenza.scan.synthetic.Layout.Placement;
import java.util.Optional;

/// Desks at the walls or in the middle, swivel chairs, shelves and cabinets, boards.
final class Office extends Furnishing {
  Office(Layout layout, Palette palette, Dice dice) {
    super(layout, palette, dice);
  }

  @Override
  void furnish() {
    dressWindows(dice.chance(0.4));
    boolean island = plan.area() > 15 && dice.chance(0.5);
    int placed = 0;
    long style = dice.next();
    double width = dice.in(1.2, 1.7);
    if (island) {
      placed = island(width, style);
    }
    int wanted = placed > 0 ? dice.count(0, 1) : dice.count(1, plan.area() > 15 ? 4 : 2);
    for (int i = 0; i < wanted || placed == 0 && i < 8; i++) {
      double w = i > 3 ? dice.in(1, 1.2) : width;
      Optional<Placement> desk = layout.alongWall(deskOf(style, w), 0, 0.35, dice);
      if (desk.isPresent()) {
        placed++;
        seat(this, desk.get(), chairOf(style));
      }
    }
    if (plan.area() > 18 && dice.chance(0.45)) {
      diningGroup(6);
    }
    int storage = dice.count(2, 3);
    for (int i = 0; i < storage; i++) {
      Piece piece =
          dice.chance(0.65)
              ? Shelves.bookshelf(dice.in(0.8, 1.9), dice.in(1.2, 2.1), dice, palette)
              : dice.chance(0.5)
                  ? Storage.wardrobe(dice.in(0.8, 1.2), dice, palette)
                  : Storage.chest(
                      dice.in(0.8, 1.6),
                      0.45,
                      dice.in(0.7, 1.1),
                      2,
                      dice.count(1, 3),
                      dice,
                      palette);
      layout.alongWall(piece, 0, 0.5, dice);
    }
    if (dice.chance(0.7)) {
      layout.alongWall(Decor.board(dice, palette), dice.in(0.95, 1.1), 0, dice);
    }
    if (dice.chance(0.25) && plan.area() > 14) {
      layout.alongWall(Sofas.sofa(2, dice, palette), 0, 0.5, dice);
    }
    if (dice.chance(0.5)) {
      layout.alongWall(Decor.clock(dice, palette), 1.9, 0, dice);
    }
    floorClutter(dice.count(1, 4));
    plants(dice.count(0, 2));
    pictures(dice.count(1, 3));
  }

  /// Desks of one office are alike; what stands on them differs.
  private Piece deskOf(long style, double width) {
    Dice own = new Dice(style);
    Piece model = Desks.desk(width, true, own, palette);
    return dice.chance(0.75) ? model : Desks.desk(width, dice.chance(0.9), dice, palette);
  }

  private Piece chairOf(long style) {
    return Chairs.office(dice.chance(0.7) ? new Dice(style + 1) : dice.fork(), palette);
  }

  /// Two or four desks back to back in the middle.
  private int island(double width, long style) {
    int pairs = plan.area() > 19 && dice.chance(0.6) ? 2 : 1;
    for (int attempt = 0; attempt < 60; attempt++) {
      double x = dice.in(plan.low(0) + 1, plan.high(0) - 1);
      double y = dice.in(plan.low(1) + 1, plan.high(1) - 1);
      Pose middle = Pose.IDENTITY.moved(x, y, 0).yawed(dice.chance(0.5) ? 0 : Math.PI / 2);
      Piece[] desks = new Piece[2 * pairs];
      Pose[] poses = new Pose[2 * pairs];
      boolean fits = true;
      for (int i = 0; i < desks.length; i++) {
        desks[i] = deskOf(style, width);
        double along = pairs == 1 ? 0 : (Math.floorDiv(i, 2) - 0.5) * (width + 0.006);
        poses[i] =
            i % 2 == 0
                ? middle.moved(along, -desks[i].depth() / 2 - 0.012, 0)
                : middle.moved(along, desks[i].depth() / 2 + 0.012, 0).yawed(Math.PI);
        fits &= layout.fits(desks[i], poses[i], true);
      }
      if (fits) {
        int placed = 0;
        for (int i = 0; i < desks.length; i++) {
          Optional<Placement> desk = layout.place(desks[i], poses[i], false);
          if (desk.isPresent()) {
            placed++;
            seat(this, desk.get(), chairOf(style));
          }
        }
        return placed;
      }
    }
    return 0;
  }

  /// Puts a chair before a desk, facing it, as near as it goes.
  static void seat(Furnishing f, Placement desk, Piece chair) {
    double turn = f.dice.in(-0.25, 0.25);
    double x = f.dice.in(-0.15, 0.15);
    double tuck = f.dice.in(-0.25, 0.12);
    for (int attempt = 0; attempt < 5; attempt++) {
      double y = -desk.piece().depth() / 2 - chair.depth() / 2 + tuck;
      Pose pose = desk.pose().moved(x, y, 0).yawed(Math.PI + turn);
      if (f.layout.place(chair, pose, false).isPresent()) {
        return;
      }
      tuck -= 0.08;
      turn *= 0.5;
    }
  }
}
