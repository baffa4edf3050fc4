package cadenza.scan.synthetic;

import cadenza.scan.synthetic.FloorPlan.Opening;
import cadenza.scan.synthetic.FloorPlan.Wall;
import cadenza.scan.synthetic.Kitchen.Unit;
import cadenza.scan.synthetic.Layout.Placement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A run of units along one wall or two, wall cabinets above, a refrigerator, a place to eat.
final class KitchenRoom extends Furnishing {
  private final Kitchen kitchen;
  private final Material splash;

  KitchenRoom(Layout layout, Palette palette, Dice dice) {
    super(layout, palette, dice);
    kitchen = new Kitchen(dice, palette);
    Rgb tile = dice.chance(0.5) ? palette.white() : palette.any(dice);
    splash =
        Material.glossy(
            Textures.tiles(
                tile,
                tile,
                Rgb.gray(0.75),
                dice.in(0.1, 0.22),
                dice.in(0.07, 0.15),
                dice.chance(0.5) ? 0.5 : 0,
                0.12));
  }

  @Override
  void furnish() {
    List<Wall> walls = new ArrayList<>(plan.walls());
    walls.sort(Comparator.comparingDouble(w -> -freeLength(w) - dice.in(0, 0.6)));
    List<Unit> units = new ArrayList<>(List.of(Unit.SINK, Unit.STOVE));
    boolean fridge = false;
    int runs = dice.chance(0.6) ? 2 : 1;
    for (int i = 0; i < walls.size() && (i < runs || !units.isEmpty()); i++) {
      fridge |= run(walls.get(i), units, !fridge);
    }
    if (!fridge) {
      layout.alongWall(Kitchen.refrigerator(dice, palette), 0, 0.9, dice);
    }
    dressWindows(false);
    boolean island = plan.area() > 12 && dice.chance(0.4);
    boolean eating = false;
    if (island) {
      Optional<Placement> placed =
          layout.anywhere(kitchen.island(dice.in(1.1, 1.7), dice), false, dice);
      eating = placed.isPresent();
      placed.ifPresent(this::stools);
    }
    if (!eating || plan.area() > 15) {
      diningGroup(4);
    }
    if (dice.chance(0.35)) {
      layout.alongWall(
          Shelves.bookshelf(dice.in(0.5, 0.9), dice.in(1.2, 1.9), dice, palette), 0, 0.5, dice);
    }
    if (dice.chance(0.5)) {
      layout.alongWall(Shelves.wallBoard(dice, palette), dice.in(1.4, 1.6), 0.1, dice);
    }
    if (dice.chance(0.5)) {
      layout.alongWall(Decor.clock(dice, palette), 1.85, 0, dice);
    }
    floorClutter(dice.count(1, 3));
    plants(dice.chance(0.4) ? 1 : 0);
    pictures(dice.count(0, 2));
  }

  private static double freeLength(Wall wall) {
    double taken = 0;
    for (Opening o : wall.openings()) {
      taken += o.z0() < 0.9 ? o.width() : 0.2 * o.width();
    }
    return wall.length() - taken;
  }

  /// Fills a wall from one corner to the other; returns whether the refrigerator is in it.
  private boolean run(Wall wall, List<Unit> units, boolean wantsFridge) {
    boolean fridge = false;
    double x = 0.014;
    double end = wall.length() - 0.014;
    boolean fridgeFirst = dice.chance(0.5);
    if (wantsFridge && fridgeFirst) {
      Piece piece = Kitchen.refrigerator(dice, palette);
      if (layout.atWall(piece, wall, x + piece.width() / 2, 0, 0.03).isPresent()) {
        fridge = true;
        x += piece.width() + 0.012;
      }
    }
    int plain = 0;
    while (x < end - 0.4) {
      boolean special = !units.isEmpty() && (plain > 0 || dice.chance(0.3));
      Unit unit = special ? units.get(0) : dice.chance(0.4) ? Unit.DRAWERS : Unit.DOORS;
      double w = unit == Unit.STOVE ? 0.6 : unit == Unit.SINK ? 0.8 : dice.in(0.45, 0.95);
      double left = end - x;
      if (!special && left < w + 0.4) {
        w = Math.min(left, 1.1);
      }
      if (w > left) {
        if (left < 0.6) {
          break;
        }
        w = left;
        unit = Unit.DOORS;
      }
      Piece piece = kitchen.base(w, unit, dice);
      double middle = x + w / 2;
      if (layout.place(piece, Layout.against(wall, piece, middle, 0, 0.014)).isPresent()) {
        if (special && unit == units.get(0)) {
          units.remove(0);
          plain = 0;
        } else {
          plain++;
        }
        above(wall, middle, w, unit);
        x += w + 0.001;
      } else {
        x += 0.1;
      }
    }
    if (wantsFridge && !fridge) {
      Piece piece = Kitchen.refrigerator(dice, palette);
      fridge = layout.alongWall(piece, 0, 1, dice).isPresent();
    }
    return fridge;
  }

  private void above(Wall wall, double x, double w, Unit unit) {
    double z = kitchen.worktopHeight() + 0.54;
    double room = plan.height() - z - 0.05;
    Piece piece =
        unit == Unit.STOVE
            ? kitchen.hood(room, dice)
            : kitchen.upper(w, Math.min(room, 0.75), dice);
    if (unit != Unit.STOVE && dice.chance(0.15)) {
      return;
    }
    if (layout.atWall(piece, wall, x, z, 0.012).isPresent()) {
      double low = kitchen.worktopHeight();
      layout.add(b ->
          b.at(wall.pose())
              .as(SemanticClass.WALL)
              .withSharedTexture()
              .span(splash, x - w / 2, -0.01, low - 0.02, x + w / 2, 0, z + 0.02));
    }
  }

  private void stools(Placement island) {
    long style = dice.next();
    int count = (int) (island.piece().width() / 0.5);
    for (int i = 0; i < count; i++) {
      Piece stool = Chairs.stool(new Dice(style), palette);
      double x = (i + 0.5 - count / 2.0) * 0.5;
      double y = island.piece().depth() / 2 + stool.depth() / 2 + dice.in(0, 0.15);
      layout.place(stool, island.pose().moved(x, y, 0), false);
    }
  }
}
