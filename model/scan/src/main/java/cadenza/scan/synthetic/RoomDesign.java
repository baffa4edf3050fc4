package cadenza.scan.synthetic;

import cadenza.scan.synthetic.FloorPlan.Hole;
import cadenza.scan.synthetic.FloorPlan.Opening;
import cadenza.scan.synthetic.FloorPlan.Wall;
import java.util.List;

/// Draws a whole room: plan, openings, covering, furniture, light.
final class RoomDesign {
  /// How far above the floor light of the sun and sky is; 0 is night.
  private enum Day {
    NIGHT,
    OVERCAST,
    BRIGHT,
    SUNNY
  }

  private final RoomKind kind;
  private final Dice dice;
  private final Palette palette;
  private final FloorPlan plan;

  private RoomDesign(RoomKind kind, Dice dice) {
    this.kind = kind;
    this.dice = dice;
    this.palette = new Palette(dice.fork());
    this.plan = plan();
  }

  /// Draws rooms until one has what makes it its kind; one in a hundred plans leaves no place for
  /// the bed or the toilet.
  static Room draw(RoomKind kind, Dice dice) {
    Room room = new RoomDesign(kind, dice.fork()).room();
    for (int attempt = 0; attempt < 20 && !complete(kind, room); attempt++) {
      room = new RoomDesign(kind, dice.fork()).room();
    }
    return room;
  }

  private static boolean complete(RoomKind kind, Room room) {
    List<SemanticClass> needed =
        switch (kind) {
          case LIVING_ROOM -> List.of(SemanticClass.SOFA, SemanticClass.TABLE);
          case BEDROOM -> List.of(SemanticClass.BED, SemanticClass.CABINET);
          case KITCHEN ->
              List.of(SemanticClass.COUNTER, SemanticClass.SINK, SemanticClass.REFRIGERATOR);
          case BATHROOM -> List.of(SemanticClass.TOILET, SemanticClass.SINK);
          case OFFICE -> List.of(SemanticClass.DESK, SemanticClass.CHAIR);
        };
    return needed.stream()
        .allMatch(c -> room.solids().parts().stream().anyMatch(part -> part.label() == c));
  }

  private Room room() {
    Layout layout = new Layout(plan);
    Shell.Finish finish = Finishes.of(kind, plan, palette, dice.fork());
    if (dice.chance(0.15)) {
      layout.alongWall(pillar(finish.walls().get(0)), 0, 0.5, dice);
    }
    Furnishing.of(kind, layout, palette, dice.fork()).furnish();
    Solids solids = new Solids();
    Lighting lighting = new Lighting();
    Build root = Build.into(solids, lighting, dice.fork());
    Shell.build(root, plan, finish);
    new Fittings(root, palette, dice.fork()).build(plan);
    for (Layout.Placement p : layout.placements()) {
      p.piece().body().accept(root.at(p.pose()).as(p.piece().label()));
    }
    layout.extras().forEach(extra -> extra.accept(root));
    Day day = dice.pick(List.of(Day.values()));
    boolean anyWindow = daylight(root, lighting, day);
    boolean dark = day == Day.NIGHT || !anyWindow;
    lamps(root, layout, dark ? 1 : dice.in(0.1, 0.8));
    return new Room(
        plan,
        layout.placements(),
        layout.taken(),
        solids,
        new Bvh(solids),
        lighting,
        dice.in(0.1, 0.22));
  }

  /// A pillar or chimney breast from floor to ceiling, part of the walls.
  private Piece pillar(Material paint) {
    double w = dice.in(0.25, 0.7);
    double d = dice.in(0.2, 0.4);
    double h = plan.height();
    return Piece.solid(
        SemanticClass.WALL,
        w,
        d,
        h - 0.012,
        0,
        b -> b.withSharedTexture().span(paint, -w / 2, -d / 2, 0, w / 2, d / 2 + 0.04, h));
  }

  private FloorPlan plan() {
    double big = dice.unit();
    double w;
    double d;
    switch (kind) {
      case LIVING_ROOM -> {
        w = 4 + 2.6 * big;
        d = dice.in(3.6, 5);
      }
      case BEDROOM -> {
        w = 3.3 + 1.9 * big;
        d = dice.in(3.1, 4.2);
      }
      case KITCHEN -> {
        w = 2.9 + 2.1 * big;
        d = dice.in(2.6, 3.8);
      }
      case BATHROOM -> {
        w = 2.2 + 1.5 * big;
        d = dice.in(2, 2.9);
      }
      case OFFICE -> {
        w = 3.4 + 3.2 * big;
        d = dice.in(3.2, 4.8);
      }
      default -> throw new AssertionError(kind);
    }
    double height = dice.in(2.35, 3.05);
    FloorPlan drawn = FloorPlan.draw(w, d, height, kind == RoomKind.BATHROOM ? 0.2 : 0.45, dice);
    double doorWidth = dice.in(0.82, 0.96);
    double doorHeight = dice.in(2, 2.12);
    drawn.cut(Hole.DOOR, doorWidth, 0, doorHeight, dice);
    if (kind == RoomKind.LIVING_ROOM && dice.chance(0.5)) {
      drawn.cut(
          dice.chance(0.5) ? Hole.PASSAGE : Hole.DOOR, dice.in(0.9, 1.5), 0, doorHeight, dice);
    }
    int windows = kind == RoomKind.BATHROOM ? dice.count(0, 1) : dice.count(1, 3);
    double sill = kind == RoomKind.KITCHEN ? dice.in(1.05, 1.2) : dice.in(0.75, 1);
    if (kind == RoomKind.BATHROOM) {
      sill = dice.in(1.2, 1.5);
    }
    double top = Math.min(height - 0.2, dice.in(2.05, 2.35));
    for (int i = 0; i < windows; i++) {
      double wide = kind == RoomKind.BATHROOM ? dice.in(0.5, 0.9) : dice.in(0.9, 2);
      boolean french = kind == RoomKind.LIVING_ROOM && dice.chance(0.2);
      drawn.cut(Hole.WINDOW, wide, french ? 0.12 : sill, top, dice);
    }
    return drawn;
  }

  /// Lets the sky and the sun in; returns whether there is a window.
  private boolean daylight(Build root, Lighting lighting, Day day) {
    boolean any = false;
    Rgb sky =
        switch (day) {
          case NIGHT -> new Rgb(0.03, 0.04, 0.08);
          case OVERCAST -> Rgb.hsv(0.58, 0.06, 1).times(4);
          case BRIGHT -> Rgb.hsv(0.58, 0.14, 1).times(6);
          case SUNNY -> Rgb.hsv(0.57, 0.2, 1).times(5);
        };
    for (Wall wall : plan.walls()) {
      for (Opening o : wall.openings()) {
        if (o.hole() == Hole.WINDOW) {
          any = true;
          Build at = root.at(wall.pose()).moved(o.middle(), 0.05, (o.z0() + o.z1()) / 2);
          at.panelLight(o.width() / 2 - 0.06, (o.z1() - o.z0()) / 2 - 0.06, sky);
          if (day == Day.SUNNY) {
            double side = dice.in(-0.9, 0.9);
            double up = dice.in(0.45, 1.1);
            double[] out = wall.pose().apply(side, 1, up);
            double[] origin = wall.pose().apply(0, 0, 0);
            lighting.setSun(
                new double[] {out[0] - origin[0], out[1] - origin[1], out[2] - origin[2]},
                Rgb.hsv(0.1, 0.18, 1).times(3.6));
          }
        }
      }
    }
    return any;
  }

  private void lamps(Build root, Layout layout, double part) {
    double h = plan.height();
    if (kind == RoomKind.OFFICE && dice.chance(0.7)) {
      boolean square = dice.chance(0.5);
      double w = square ? 0.6 : 0.3;
      double d = square ? 0.6 : 1.2;
      double step = dice.in(1.7, 2.2);
      for (double x = plan.low(0) + step / 2; x < plan.high(0) - 0.5; x += step) {
        for (double y = plan.low(1) + step / 2; y < plan.high(1) - 0.5; y += step) {
          if (plan.contains(x, y, 0.7) && plan.contains(x, y, d / 2 + 0.05)) {
            Lamps.troffer(root.moved(x, y, h), w, d, 1.5 + 3 * part, dice);
          }
        }
      }
      return;
    }
    double[] at = middle(layout);
    double drop = Math.max(0.05, Math.min(dice.in(0.2, 0.7), h - 2.25));
    Lamps.ceiling(root.moved(at[0], at[1], h), drop, 1.2 + 4 * part, dice, palette);
    if (plan.area() > 18 && dice.chance(0.6)) {
      double x = dice.chance(0.5) ? plan.low(0) + 1.2 : plan.high(0) - 1.2;
      if (plan.contains(x, at[1], 0.4) && Math.abs(x - at[0]) > 0.8) {
        Lamps.ceiling(root.moved(x, at[1], h), 0.05, 1 + 2 * part, dice, palette);
      }
    }
  }

  /// A place near the middle of the plan that is inside it and below free ceiling.
  private double[] middle(Layout layout) {
    double[] best = {0, 0};
    double bestScore = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < 60; i++) {
      double x = dice.in(-0.8, 0.8);
      double y = dice.in(-0.8, 0.8);
      double free = layout.clearance(x, y, plan.height() - 0.9, plan.height());
      double score = Math.min(free, 0.5) * 4 - Math.abs(x) - Math.abs(y);
      if (plan.contains(x, y, 0.4) && score > bestScore) {
        bestScore = score;
        best = new double[] {x, y};
      }
    }
    return best;
  }
}
