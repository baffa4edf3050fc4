package cadenza.scan.synthetic;

import cadenza.scan.synthetic.FloorPlan.Opening;
import cadenza.scan.synthetic.FloorPlan.Wall;
import cadenza.scan.synthetic.Piece.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Where things stand: places pieces so that none cuts another, a wall or a doorway.
///
/// # How it works
///
/// Rejection: a place is proposed, turned into upright boxes, and taken if those boxes are inside
/// the plan, hit no box that is already there and no zone that has to stay free. Two turned boxes
/// are apart if they are apart along one of their four sides (separating axes) or in height.
final class Layout {
  /// A piece that stands somewhere.
  record Placement(Piece piece, Pose pose) {}

  /// An upright box in the room, turned about the vertical.
  record Box(double x, double y, double cos, double sin, double a, double b, double z0, double z1) {
    static Box of(Pose pose, Block block) {
      double[] c =
          pose.apply((block.x0() + block.x1()) / 2, (block.y0() + block.y1()) / 2, block.z0());
      return new Box(
          c[0],
          c[1],
          pose.m(0),
          pose.m(4),
          (block.x1() - block.x0()) / 2,
          (block.y1() - block.y0()) / 2,
          c[2],
          c[2] + block.z1() - block.z0());
    }

    /// True if the boxes share more than a film of `slack` metres.
    boolean overlaps(Box o, double slack) {
      return z0 + slack < o.z1
          && o.z0 + slack < z1
          && !apart(this, o, slack)
          && !apart(o, this, slack);
    }

    private static boolean apart(Box p, Box q, double slack) {
      double dx = q.x - p.x;
      double dy = q.y - p.y;
      double along = Math.abs(dx * p.cos + dy * p.sin);
      double across = Math.abs(-dx * p.sin + dy * p.cos);
      double c = Math.abs(p.cos * q.cos + p.sin * q.sin);
      double s = Math.abs(p.cos * q.sin - p.sin * q.cos);
      return along > p.a + q.a * c + q.b * s - slack || across > p.b + q.a * s + q.b * c - slack;
    }

    /// Distance from a place on the floor plan, 0 inside, in metres.
    double distance(double px, double py) {
      double dx = px - x;
      double dy = py - y;
      double u = Math.max(0, Math.abs(dx * cos + dy * sin) - a);
      double v = Math.max(0, Math.abs(-dx * sin + dy * cos) - b);
      return Math.sqrt(u * u + v * v);
    }
  }

  private static final double SLACK = 0.002;

  private final FloorPlan plan;
  private final List<Placement> placements = new ArrayList<>();
  private final List<Box> taken = new ArrayList<>();
  private final List<Box> zones = new ArrayList<>();
  private final List<Consumer<Build>> extras = new ArrayList<>();

  Layout(FloorPlan plan) {
    this.plan = plan;
    for (Wall wall : plan.walls()) {
      for (Opening o : wall.openings()) {
        if (o.hole() != FloorPlan.Hole.WINDOW) {
          double deep = Math.min(0.95, o.width());
          keepFree(wall.pose(), new Block(o.x0() - 0.08, -deep, 0, o.x1() + 0.08, 0, 2));
        }
      }
    }
  }

  FloorPlan plan() {
    return plan;
  }

  List<Placement> placements() {
    return placements;
  }

  /// All boxes that are taken, in the order of placing.
  List<Box> taken() {
    return taken;
  }

  /// Adds what takes no room: rugs, rods, tiles behind a counter. Its frame is the world.
  void add(Consumer<Build> extra) {
    extras.add(extra);
  }

  List<Consumer<Build>> extras() {
    return extras;
  }

  /// A place on a wall: `x` along it.
  record Spot(Wall wall, double x) {}

  /// Where somebody who looks along a pose's negative y sees a wall, if he does squarely.
  Optional<Spot> ahead(Pose pose) {
    return plan.walls().stream()
        .filter(w -> w.pose().m(0) * pose.m(0) + w.pose().m(4) * pose.m(4) < -0.9)
        .map(w -> new Spot(w, w.pose().inverse().then(pose).m(3)))
        .filter(s -> s.x() > 0 && s.x() < s.wall().length())
        .findFirst();
  }

  /// The wall a piece stands against with its back.
  Optional<Spot> behind(Placement placement) {
    for (Wall wall : plan.walls()) {
      Pose local = wall.pose().inverse().then(placement.pose());
      double gap = -local.m(7) - placement.piece().depth() / 2;
      if (local.m(0) > 0.9
          && Math.abs(gap) < 0.15
          && local.m(3) > 0
          && local.m(3) < wall.length()) {
        return Optional.of(new Spot(wall, local.m(3)));
      }
    }
    return Optional.empty();
  }

  /// Reserves floor that nothing may stand on.
  void keepFree(Pose pose, Block block) {
    zones.add(Box.of(pose, block));
  }

  /// True if the piece could stand there.
  boolean fits(Piece piece, Pose pose, boolean honourZones) {
    for (Block block : piece.blocks()) {
      Box box = Box.of(pose, block);
      if (!inside(pose, block) || box.z1() > plan.height() - 0.01) {
        return false;
      }
      for (Box other : taken) {
        if (box.overlaps(other, SLACK)) {
          return false;
        }
      }
      if (honourZones) {
        for (Box zone : zones) {
          if (box.overlaps(zone, SLACK)) {
            return false;
          }
        }
      }
    }
    if (piece.frontClear() > 0.11) {
      Box front = Box.of(pose, front(piece));
      for (Box other : taken) {
        if (front.overlaps(other, SLACK)) {
          return false;
        }
      }
    }
    return true;
  }

  private static Block front(Piece piece) {
    double x = piece.width() / 2 * 0.8;
    double y = piece.depth() / 2;
    return new Block(-x, -y - piece.frontClear(), 0.05, x, -y, 1.6);
  }

  private boolean inside(Pose pose, Block b) {
    int nx = Math.max(1, (int) ((b.x1() - b.x0()) / 0.15));
    int ny = Math.max(1, (int) ((b.y1() - b.y0()) / 0.15));
    for (int i = 0; i <= nx; i++) {
      double x = Noise.mix(b.x0(), b.x1(), (double) i / nx);
      if (outside(pose, x, b.y0()) || outside(pose, x, b.y1())) {
        return false;
      }
    }
    for (int i = 0; i <= ny; i++) {
      double y = Noise.mix(b.y0(), b.y1(), (double) i / ny);
      if (outside(pose, b.x0(), y) || outside(pose, b.x1(), y)) {
        return false;
      }
    }
    return true;
  }

  private boolean outside(Pose pose, double x, double y) {
    double[] p = pose.apply(x, y, 0);
    return !plan.contains(p[0], p[1], 0.001);
  }

  /// Puts the piece there if it fits.
  Optional<Placement> place(Piece piece, Pose pose) {
    return place(piece, pose, true);
  }

  Optional<Placement> place(Piece piece, Pose pose, boolean honourZones) {
    if (!fits(piece, pose, honourZones)) {
      return Optional.empty();
    }
    Placement placement = new Placement(piece, pose);
    placements.add(placement);
    for (Block block : piece.blocks()) {
      taken.add(Box.of(pose, block));
    }
    if (piece.frontClear() > 0.11) {
      zones.add(Box.of(pose, front(piece)));
    }
    return Optional.of(placement);
  }

  /// Pose of a piece with its back at a wall, its middle `x` along it, `gap` off it.
  static Pose against(Wall wall, Piece piece, double x, double z, double gap) {
    return wall.pose().moved(x, -piece.depth() / 2 - gap, z);
  }

  /// True if a piece `x` along the wall leaves windows and doors open that it is too tall for.
  private static boolean clearsOpenings(Wall wall, Piece piece, double x, double z) {
    double a = x - piece.width() / 2;
    double b = x + piece.width() / 2;
    for (Opening o : wall.openings()) {
      boolean across = o.x0() < b + 0.02 && o.x1() > a - 0.02;
      if (across && o.z0() < z + piece.height() && o.z1() > z) {
        return false;
      }
    }
    return true;
  }

  /// Puts the piece against some wall, `z` metres above the floor; `corner` is the chance to try a
  /// corner or a neighbour's side first.
  Optional<Placement> alongWall(Piece piece, double z, double corner, Dice dice) {
    return alongWall(piece, z, corner, plan.walls(), dice);
  }

  Optional<Placement> alongWall(Piece piece, double z, double corner, List<Wall> walls, Dice dice) {
    double half = piece.width() / 2 + 0.012;
    double gap = z > 0.3 ? 0.004 : dice.in(0.014, 0.035);
    for (int attempt = 0; attempt < 60; attempt++) {
      Wall wall = dice.pick(walls);
      double spare = wall.length() - 2 * half;
      if (spare < 0) {
        continue;
      }
      double x = half + spare * dice.unit();
      if (dice.chance(corner)) {
        x = dice.chance(0.5) ? half : half + spare;
      }
      if (clearsOpenings(wall, piece, x, z)) {
        Optional<Placement> placed = place(piece, against(wall, piece, x, z, gap));
        if (placed.isPresent()) {
          return placed;
        }
      }
    }
    return Optional.empty();
  }

  /// Puts the piece against a given wall near `x`.
  Optional<Placement> atWall(Piece piece, Wall wall, double x, double z, double gap) {
    return clearsOpenings(wall, piece, x, z)
        ? place(piece, against(wall, piece, x, z, gap))
        : Optional.empty();
  }

  /// Puts the piece somewhere on the free floor, turned at random or by quarter turns.
  Optional<Placement> anywhere(Piece piece, boolean askew, Dice dice) {
    for (int attempt = 0; attempt < 40; attempt++) {
      double x = dice.in(plan.low(0), plan.high(0));
      double y = dice.in(plan.low(1), plan.high(1));
      double yaw =
          askew ? dice.in(0, 2 * Math.PI) : Math.PI / 2 * dice.count(0, 3) + dice.in(-0.05, 0.05);
      Optional<Placement> placed = place(piece, Pose.IDENTITY.moved(x, y, 0).yawed(yaw));
      if (placed.isPresent()) {
        return placed;
      }
    }
    return Optional.empty();
  }

  /// How far a place is from everything between the heights, in metres.
  double clearance(double x, double y, double low, double high) {
    double nearest = Double.POSITIVE_INFINITY;
    for (Box box : taken) {
      if (box.z0() < high && box.z1() > low) {
        nearest = Math.min(nearest, box.distance(x, y));
      }
    }
    return nearest;
  }
}
