package cadenza.scan.synthetic;

import cadenza.scan.synthetic.FloorPlan.Opening;
import cadenza.scan.synthetic.FloorPlan.Wall;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The room itself: floor, ceiling, walls with their thickness at openings, skirting, cornice.
final class Shell {
  static final double WALL_THICKNESS = 0.22;

  private Shell() {}

  /// What a shell is covered with.
  ///
  /// @param wainscot covering of the walls below `wainscotHeight`, the walls' own if that is 0
  record Finish(
      Material floor,
      Material ceiling,
      List<Material> walls,
      Material wainscot,
      double wainscotHeight,
      Material skirting,
      double skirtingHeight,
      boolean cornice) {}

  static void build(Build root, FloorPlan plan, Finish finish) {
    double h = plan.height();
    slab(root.as(SemanticClass.FLOOR).withSharedTexture(), plan, finish.floor(), -0.1, 0);
    slab(root.as(SemanticClass.CEILING).withSharedTexture(), plan, finish.ceiling(), h, h + 0.1);
    for (int i = 0; i < plan.walls().size(); i++) {
      Wall wall = plan.walls().get(i);
      Material paint = finish.walls().get(i % finish.walls().size());
      Build b = root.at(wall.pose()).as(SemanticClass.WALL).withSharedTexture();
      wall(b, wall, reach(plan, i), reach(plan, i + 1), h, paint, finish);
      skirting(b, wall, finish);
      if (finish.cornice()) {
        b.span(finish.ceiling(), 0, -0.05, h - 0.04, wall.length(), 0, h);
        b.span(finish.ceiling(), 0, -0.025, h - 0.08, wall.length(), 0, h - 0.04);
      }
    }
  }

  /// Covers the plan, and the ground under its walls, which shows in doorways.
  private static void slab(Build b, FloorPlan plan, Material m, double z0, double z1) {
    double[] xs = coordinates(plan, 0);
    double[] ys = coordinates(plan, 1);
    for (int i = 0; i + 1 < xs.length; i++) {
      for (int j = 0; j + 1 < ys.length; j++) {
        if (plan.contains((xs[i] + xs[i + 1]) / 2, (ys[j] + ys[j + 1]) / 2, 0)) {
          b.span(m, xs[i], ys[j], z0, xs[i + 1], ys[j + 1], z1);
        }
      }
    }
    for (Wall wall : plan.walls()) {
      double[] a = wall.pose().apply(0, 0, 0);
      double[] c = wall.pose().apply(wall.length(), WALL_THICKNESS, 0);
      b.span(
          m,
          Math.min(a[0], c[0]),
          Math.min(a[1], c[1]),
          z0,
          Math.max(a[0], c[0]),
          Math.max(a[1], c[1]),
          z1);
    }
  }

  private static double[] coordinates(FloorPlan plan, int axis) {
    return Arrays.stream(plan.corners()).mapToDouble(c -> c[axis]).sorted().distinct().toArray();
  }

  private static void wall(
      Build b,
      Wall wall,
      double before,
      double after,
      double height,
      Material paint,
      Finish finish) {
    double at = -before;
    for (Opening o : sorted(wall)) {
      panel(b, paint, finish, at, o.x0(), 0, height);
      panel(b, paint, finish, o.x0(), o.x1(), 0, o.z0());
      panel(b, paint, finish, o.x0(), o.x1(), o.z1(), height);
      at = o.x1();
    }
    panel(b, paint, finish, at, wall.length() + after, 0, height);
  }

  /// How far walls run on past a corner: to the outer edge, but not into the room where the room
  /// goes round the corner.
  private static double reach(FloorPlan plan, int corner) {
    double[][] c = plan.corners();
    double[] a = c[(corner + c.length - 1) % c.length];
    double[] b = c[corner % c.length];
    double[] d = c[(corner + 1) % c.length];
    double turn = (b[0] - a[0]) * (d[1] - b[1]) - (b[1] - a[1]) * (d[0] - b[0]);
    return turn < 0 ? WALL_THICKNESS : 0;
  }

  private static void panel(
      Build b, Material paint, Finish finish, double x0, double x1, double z0, double z1) {
    double split = Math.max(z0, Math.min(z1, finish.wainscotHeight()));
    if (split - z0 > 1e-6) {
      b.span(finish.wainscot(), x0, 0, z0, x1, WALL_THICKNESS, split);
    }
    if (z1 - split > 1e-6) {
      b.span(paint, x0, 0, split, x1, WALL_THICKNESS, z1);
    }
  }

  private static void skirting(Build b, Wall wall, Finish finish) {
    if (finish.skirtingHeight() <= 0) {
      return;
    }
    double at = 0;
    for (Opening o : sorted(wall)) {
      if (o.z0() < 0.01) {
        strip(b, finish, at, o.x0() - 0.07);
        at = o.x1() + 0.07;
      }
    }
    strip(b, finish, at, wall.length());
  }

  private static void strip(Build b, Finish finish, double x0, double x1) {
    if (x1 - x0 > 0.02) {
      b.span(finish.skirting(), x0, -0.012, 0, x1, 0, finish.skirtingHeight());
    }
  }

  private static List<Opening> sorted(Wall wall) {
    return wall.openings().stream().sorted(Comparator.comparingDouble(Opening::x0)).toList();
  }
}
