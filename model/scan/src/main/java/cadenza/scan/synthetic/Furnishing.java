package cadenza.scan.synthetic;

import cadenza.scan.synthetic.FloorPlan.Hole;
import cadenza.scan.synthetic.FloorPlan.Opening;
import cadenza.scan.synthetic.FloorPlan.Wall;
import cadenza.scan.synthetic.Layout.Placement;
import cadenza.scan.synthetic.Layout.Spot;
import java.util.Optional;

/// Puts furniture into a room, largest first; subclasses know one kind of room each.
abstract class Furnishing {
  final Layout layout;
  final FloorPlan plan;
  final Palette palette;
  final Dice dice;

  Furnishing(Layout layout, Palette palette, Dice dice) {
    this.layout = layout;
    this.plan = layout.plan();
    this.palette = palette;
    this.dice = dice;
  }

  static Furnishing of(RoomKind kind, Layout layout, Palette palette, Dice dice) {
    return switch (kind) {
      case LIVING_ROOM -> new LivingRoom(layout, palette, dice);
      case BEDROOM -> new Bedroom(layout, palette, dice);
      case KITCHEN -> new KitchenRoom(layout, palette, dice);
      case BATHROOM -> new Bathroom(layout, palette, dice);
      case OFFICE -> new Office(layout, palette, dice);
    };
  }

  abstract void furnish();

  /// Curtains or blinds at the windows, all of one make, and radiators below.
  void dressWindows(boolean allowLong) {
    Material cloth = palette.cloth(dice);
    Material rod = palette.metal();
    int make = dice.count(0, 5);
    boolean tied = dice.chance(0.25);
    boolean radiators = dice.chance(0.6);
    for (Wall wall : plan.walls()) {
      for (Opening o : wall.openings()) {
        if (o.hole() != Hole.WINDOW) {
          continue;
        }
        if (make <= 2) {
          curtains(wall, o, cloth, rod, allowLong && (make <= 1 || o.z0() < 0.5), tied);
        } else if (make == 3) {
          double h = (o.z1() - o.z0()) * dice.in(0.2, 0.7);
          Piece blind = Decor.blind(o.width() + 0.06, h + 0.06, dice, palette);
          layout.place(blind, Layout.against(wall, blind, o.middle(), o.z1() - h, 0.02), false);
        }
        if (radiators && o.z0() > 0.74 && allowLong) {
          Piece radiator = Storage.radiator(Math.max(0.5, o.width() * dice.in(0.55, 0.85)), dice);
          layout.place(radiator, Layout.against(wall, radiator, o.middle(), 0, 0.025), true);
        }
      }
    }
  }

  private void curtains(
      Wall wall, Opening o, Material cloth, Material rod, boolean full, boolean tied) {
    double top = Math.min(plan.height() - 0.06, o.z1() + dice.in(0.1, 0.2));
    double z = full ? 0.02 : o.z0() + 0.02;
    double open = dice.in(0.16, 0.42);
    double w = Math.max(0.22, Math.min(0.7, o.width() * open));
    double gap = 0.1;
    double left = Math.max(w / 2 + 0.01, o.x0() - 0.12 + w / 2);
    double right = Math.min(wall.length() - w / 2 - 0.01, o.x1() + 0.12 - w / 2);
    Piece piece = Decor.curtain(w, top - z, cloth, rod, tied);
    layout.place(piece, Layout.against(wall, piece, left, z, gap), false);
    layout.place(piece, Layout.against(wall, piece, right, z, gap), false);
    double y = -gap - piece.depth() / 2;
    layout.add(b ->
        b.at(wall.pose())
            .as(SemanticClass.CURTAIN)
            .rod(rod, left - w / 2, y, top - 0.025, right + w / 2, y, top - 0.025, 0.0105, 0.0105));
  }

  /// Pictures at eye height where walls are free.
  void pictures(int count) {
    for (int i = 0; i < count; i++) {
      layout.alongWall(Decor.picture(dice, palette), dice.in(1.25, 1.6), 0, dice);
    }
  }

  /// A picture above a piece that stands against a wall.
  void pictureAbove(Placement placement) {
    Optional<Spot> spot = layout.behind(placement);
    if (spot.isPresent()) {
      Piece picture = Decor.picture(dice, palette);
      double z = Math.max(1.25, placement.piece().height() + 0.12);
      layout.atWall(picture, spot.get().wall(), spot.get().x() + dice.in(-0.2, 0.2), z, 0.004);
    }
  }

  /// Bins, boxes, baskets at the foot of walls.
  void floorClutter(int count) {
    for (int i = 0; i < count; i++) {
      layout.alongWall(Clutter.onFloor(dice, palette), 0, 0.3, dice);
    }
  }

  void plants(int count) {
    for (int i = 0; i < count; i++) {
      layout.alongWall(Plants.large(dice, palette), 0, 0.75, dice);
    }
  }

  /// A rug centred on a pose, if all of it is in the room.
  void rug(Pose pose, double halfX, double halfY) {
    boolean round = dice.chance(0.2);
    double a = round ? Math.min(halfX, halfY) : halfX;
    double b = round ? a : halfY;
    for (int i = -1; i <= 1; i += 2) {
      for (int j = -1; j <= 1; j += 2) {
        double[] corner = pose.apply(i * a, j * b, 0);
        if (!plan.contains(corner[0], corner[1], 0.03)) {
          return;
        }
      }
    }
    Dice own = dice.fork();
    layout.add(root -> Decor.rug(root.at(pose), a, b, round, palette, own));
  }

  /// A table on the free floor with chairs around it, pushed under it as far as they go.
  boolean diningGroup(int most) {
    boolean round = dice.chance(0.3);
    double w = dice.in(0.9, most > 4 ? 2 : 1.5);
    double d = dice.in(0.75, 0.95);
    double r = dice.in(0.45, 0.62);
    Piece table =
        round
            ? Tables.round(r, dice.in(0.72, 0.76), dice, palette)
            : Tables.dining(w, d, dice, palette);
    long style = dice.next();
    for (int attempt = 0; attempt < 40; attempt++) {
      double x = dice.in(plan.low(0), plan.high(0));
      double y = dice.in(plan.low(1), plan.high(1));
      double yaw = dice.chance(0.5) ? 0 : Math.PI / 2;
      Pose pose = Pose.IDENTITY.moved(x, y, 0).yawed(yaw + dice.in(-0.04, 0.04));
      Piece probe = Chairs.dining(new Dice(style), palette);
      double off = table.depth() / 2 + probe.depth() / 2;
      boolean roomy =
          layout.fits(probe, pose.moved(0, off, 0), true)
              && layout.fits(probe, pose.moved(0, -off, 0).yawed(Math.PI), true);
      if (roomy && layout.place(table, pose).isPresent()) {
        seats(table, pose, round, most, style);
        if (dice.chance(0.3)) {
          rug(pose, table.width() / 2 + 0.5, table.depth() / 2 + 0.5);
        }
        return true;
      }
    }
    return false;
  }

  private void seats(Piece table, Pose pose, boolean round, int most, long style) {
    int count = 0;
    if (round) {
      double start = dice.in(0, 6.28);
      int n = Math.min(most, dice.count(2, 4));
      for (int i = 0; i < n; i++) {
        seat(pose.yawed(start + 2 * Math.PI * i / n), 0, table.depth() / 2, style);
      }
      return;
    }
    int along = Math.max(1, (int) (table.width() / 0.62));
    for (int i = 0; i < along && count < most; i++) {
      double x = (i + 0.5 - along / 2.0) * table.width() / along;
      seat(pose, x, table.depth() / 2, style);
      seat(pose.yawed(Math.PI), -x, table.depth() / 2, style);
      count += 2;
    }
    if (count < most && dice.chance(0.6)) {
      seat(pose.yawed(Math.PI / 2), 0, table.width() / 2, style);
    }
  }

  /// One chair at the positive y side of a table's pose, `reach` from its middle.
  private void seat(Pose table, double x, double reach, long style) {
    if (dice.chance(0.1)) {
      return;
    }
    Piece chair = Chairs.dining(new Dice(style), palette);
    double tuck = dice.in(-0.15, 0.2);
    double turn = dice.in(-0.12, 0.12) + (dice.chance(0.12) ? dice.in(-0.5, 0.5) : 0);
    for (int attempt = 0; attempt < 3; attempt++) {
      double y = reach + chair.depth() / 2 - tuck;
      if (layout.place(chair, table.moved(x, y, 0).yawed(turn), false).isPresent()) {
        return;
      }
      tuck -= 0.1;
      turn *= 0.3;
    }
  }
}
