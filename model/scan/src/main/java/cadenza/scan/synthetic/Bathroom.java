package cadenza.scan.synthetic;

import java.util.List;

/// Bathtub or shower, washbasin with mirror, toilet, towels.
final class Bathroom extends Furnishing {
  Bathroom(Layout layout, Palette palette, Dice dice) {
    super(layout, palette, dice);
  }

  @Override
  void furnish() {
    boolean tub = dice.chance(0.65);
    boolean placed = false;
    if (tub) {
      for (double length : List.of(1.7, 1.6, 1.45)) {
        boolean curtain = dice.chance(0.55);
        Piece piece = Bath.tub(length, curtain, plan.height(), dice, palette);
        if (layout.alongWall(piece, 0, 1, dice).isPresent()) {
          placed = true;
          break;
        }
      }
    }
    if (!placed || plan.area() > 7 && dice.chance(0.4)) {
      Piece shower = Bath.shower(plan.height(), dice, palette);
      placed |= layout.alongWall(shower, 0, 1, dice).isPresent();
    }
    basin();
    for (int attempt = 0; attempt < 4; attempt++) {
      Piece toilet = Bath.toilet(dice, palette);
      if (layout
          .alongWall(attempt < 2 ? toilet : toilet.withFrontClear(0.2), 0, 0.3, dice)
          .isPresent()) {
        break;
      }
    }
    if (dice.chance(0.3)) {
      basin();
    }
    dressWindows(false);
    layout.alongWall(Bath.towelRail(dice, palette), dice.in(0.75, 0.95), 0.2, dice);
    if (dice.chance(0.5)) {
      Piece cabinet =
          Storage.chest(
              dice.in(0.3, 0.6), 0.34, dice.in(0.7, 1.5), 1, dice.count(2, 4), dice, palette);
      layout.alongWall(cabinet, 0, 0.6, dice);
    }
    if (dice.chance(0.35)) {
      layout.alongWall(Bath.towelRail(dice, palette), dice.in(0.8, 1), 0.2, dice);
    }
    if (dice.chance(0.4)) {
      layout.alongWall(Shelves.wallBoard(dice, palette), 1.45, 0.2, dice);
    }
    floorClutter(dice.count(1, 3));
    pictures(dice.count(0, 2));
    if (dice.chance(0.3)) {
      layout.alongWall(Chairs.stool(dice, palette), 0, 0.5, dice);
    }
    plants(dice.chance(0.3) ? 1 : 0);
  }

  private void basin() {
    for (int attempt = 0; attempt < 4; attempt++) {
      Piece basin = Bath.basin(dice, palette);
      var placed = layout.alongWall(basin, 0, 0.1, dice);
      if (placed.isPresent()) {
        layout
            .behind(placed.get())
            .ifPresent(spot -> {
              double w = Math.min(basin.width(), dice.in(0.45, 0.9));
              Piece mirror = Decor.mirror(w, dice.in(0.6, 0.9), dice, palette);
              layout.atWall(mirror, spot.wall(), spot.x(), 1.2, 0.004);
            });
        if (dice.chance(0.7)) {
          rug(placed.get().pose().moved(0, -basin.depth() / 2 - 0.3, 0), 0.35, 0.24);
        }
        return;
      }
    }
  }
}
