package cadenza.scan.synthetic;

import cadenza.scan.synthetic.Layout.Placement;
import java.util.Optional;

/// A bed with its head at a wall, stands beside it, a wardrobe, sometimes a desk.
final class Bedroom extends Furnishing {
  Bedroom(Layout layout, Palette palette, Dice dice) {
    super(layout, palette, dice);
  }

  @Override
  void furnish() {
    Optional<Placement> bed = Optional.empty();
    for (int attempt = 0; attempt < 8 && bed.isEmpty(); attempt++) {
      double width = attempt > 1 ? 0.9 : dice.chance(0.3) ? dice.in(0.9, 1.2) : dice.in(1.4, 1.8);
      Piece piece = Beds.bed(width, dice, palette);
      boolean tight = attempt > 3;
      bed = layout.alongWall(tight ? piece.withFrontClear(0) : piece, 0, tight ? 0.9 : 0.2, dice);
    }
    if (bed.isEmpty()) {
      bed = layout.anywhere(Beds.bed(0.9, dice, palette).withFrontClear(0), false, dice);
    }
    dressWindows(true);
    bed.ifPresent(this::beside);
    if (dice.chance(0.12) && plan.area() > 14) {
      layout.alongWall(Beds.bed(0.9, dice, palette), 0, 0.6, dice);
    }
    Piece wardrobe = Storage.wardrobe(dice.in(0.9, 2), dice, palette);
    if (layout.alongWall(wardrobe, 0, 0.6, dice).isEmpty()) {
      layout.alongWall(Storage.wardrobe(0.9, dice, palette), 0, 0.6, dice);
    }
    if (dice.chance(0.6)) {
      Piece chest =
          Storage.chest(
              dice.in(0.7, 1.2),
              dice.in(0.4, 0.5),
              dice.in(0.7, 1),
              dice.count(1, 2),
              dice.count(3, 4),
              dice,
              palette);
      layout
          .alongWall(chest, 0, 0.3, dice)
          .flatMap(layout::behind)
          .ifPresent(spot -> {
            Piece mirror = Decor.mirror(dice.in(0.4, 0.6), dice.in(0.5, 0.8), dice, palette);
            layout.atWall(mirror, spot.wall(), spot.x(), chest.height() + 0.05, 0.004);
          });
    }
    if (dice.chance(0.45)) {
      desk(this);
    }
    if (dice.chance(0.35)) {
      layout.alongWall(Sofas.armchair(dice, palette), 0, 0.6, dice);
    }
    if (dice.chance(0.45)) {
      layout.alongWall(
          Shelves.bookshelf(dice.in(0.5, 1), dice.in(1, 2), dice, palette), 0, 0.5, dice);
    }
    if (dice.chance(0.4)) {
      layout.alongWall(Lamps.floor(dice, palette), 0, 0.7, dice);
    }
    plants(dice.count(0, 2));
    pictures(dice.count(1, 4));
    floorClutter(dice.count(1, 3));
  }

  private void beside(Placement bed) {
    double d = bed.piece().depth() / 2;
    Storage.Fronts fronts = Storage.Fronts.draw(dice, palette);
    double w = dice.in(0.36, 0.5);
    double h = dice.in(0.42, 0.6);
    double deep = dice.in(0.34, 0.42);
    int rows = dice.count(1, 2);
    for (int side = -1; side <= 1; side += 2) {
      Piece stand = Storage.chest(fronts, w, deep, h, 1, rows, dice, palette);
      double x = side * (bed.piece().width() / 2 + w / 2 + 0.02);
      layout.place(stand, bed.pose().moved(x, d - deep / 2, 0), false);
    }
    if (dice.chance(0.75)) {
      pictureAbove(bed);
    }
    if (dice.chance(0.6)) {
      rug(
          bed.pose().moved(0, -d * 0.45, 0),
          bed.piece().width() / 2 + dice.in(0.3, 0.6),
          dice.in(0.6, 0.95));
    }
    if (dice.chance(0.3)) {
      Piece bench =
          Storage.chest(
              fronts, Math.min(1.3, bed.piece().width() * 0.8), 0.4, 0.42, 2, 1, dice, palette);
      layout.place(bench, bed.pose().moved(0, -d - 0.24, 0).yawed(0), false);
    }
  }

  /// A small work place with a chair.
  static void desk(Furnishing f) {
    Piece desk = Desks.desk(f.dice.in(0.9, 1.3), f.dice.chance(0.6), f.dice, f.palette);
    f.layout
        .alongWall(desk, 0, 0.4, f.dice)
        .ifPresent(placed -> {
          boolean swivel = f.dice.chance(0.5);
          Piece chair =
              swivel ? Chairs.office(f.dice, f.palette) : Chairs.dining(f.dice, f.palette);
          Office.seat(f, placed, chair);
        });
  }
}
