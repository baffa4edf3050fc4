package cadenza.render.select;

import cadenza.render.ClipBox;
import cadenza.render.Scene;
import cadenza.render.Vec3;
import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Which points of a scene can be seen from a place, without drawing it: for choosing a view among
/// many. Immutable.
///
/// # How it works
///
/// Shown points (not hidden, inside the clip box) mark the cells of a grid, wide enough for
/// surfaces to be closed. A point is seen from an eye if the line between them runs through empty
/// cells, but for the first few, which are those of its own surface. What a picture leaves out
/// because it sees through walls blocks the line all the same, so that what is said to be seen is
/// seen with and without. The other way round, what lies on the outside of a wall has to be asked
/// for, since pictures may leave it out.
public final class Sightlines {
  private static final long MOST_CELLS = 1L << 27;
  private static final int CLOSED = 3; // points a cell, in the mean
  private static final int MOST_DOUBLINGS = 3;

  /// Cells along a line that are still the point's own surface.
  private static final double OWN_CELLS = 2.5;

  private static final double STEP_CELLS = 0.7;

  /// As `RoomShell` says it: something so far inward is another side of a room.
  private static final double ROOM_METERS = 1.2;

  private static final int CHECK_EVERY = 1 << 16;

  private final PointCloud cloud;
  private final @Nullable BitSet visible;
  private final @Nullable ClipBox clip;
  private final double[] low = new double[3];
  private final int[] size = new int[3];
  private final double cell;
  private final BitSet occupied;
  private final long shown;

  private Sightlines(Scene scene, Bounds bounds, double cellMeters, Progress progress) {
    cloud = scene.cloud();
    visible = scene.visible();
    clip = scene.clip();
    cell = cellMeters;
    for (int axis = 0; axis < 3; axis++) {
      low[axis] = bounds.min()[axis] - cell;
      size[axis] = (int) (bounds.extent(axis) / cell) + 3;
    }
    occupied = new BitSet(size[0] * size[1] * size[2]);
    long count = 0;
    for (int point = 0, n = cloud.pointCount(); point < n; point++) {
      if (point % CHECK_EVERY == 0) {
        progress.checkCancelled();
      }
      if (shows(point)) {
        int at = cellAt(cloud.world(point, 0), cloud.world(point, 1), cloud.world(point, 2));
        if (at >= 0) {
          occupied.set(at);
          count++;
        }
      }
    }
    shown = count;
  }

  /// @param bounds of what matters; points outside, such as strays, hide nothing
  /// @param cellMeters how wide a cell is at least; wider where points lie farther apart, or cells
  ///   would be too many
  public static Sightlines of(Scene scene, Bounds bounds, double cellMeters, Progress progress) {
    double cell = cellMeters;
    while (cells(bounds, cell) > MOST_CELLS) {
      cell *= 1.26;
    }
    Sightlines made = new Sightlines(scene, bounds, cell, progress);
    for (int i = 0; i < MOST_DOUBLINGS && !made.isClosed(); i++) {
      cell *= 2;
      made = new Sightlines(scene, bounds, cell, progress);
    }
    return made;
  }

  private static double cells(Bounds bounds, double cell) {
    double out = 1;
    for (int axis = 0; axis < 3; axis++) {
      out *= bounds.extent(axis) / cell + 3;
    }
    return out;
  }

  private boolean isClosed() {
    return shown >= (long) CLOSED * occupied.cardinality();
  }

  /// Whether a point is in the picture at all, if nothing lies before it.
  public boolean shows(int point) {
    if (!cloud.isFinite(point) || (visible != null && !visible.get(point))) {
      return false;
    }
    return clip == null || clip.contains(world(point));
  }

  /// Whether nothing that is shown lies between a shown point and an eye.
  public boolean sees(Vec3 eye, int point) {
    Vec3 from = world(point);
    Vec3 way = eye.minus(from);
    double length = way.length();
    Vec3 step = way.times(1 / Math.max(length, 1e-9));
    return shows(point) && hit(from, step, OWN_CELLS * cell, length) == Double.POSITIVE_INFINITY;
  }

  /// Whether a point is on the outside of a wall, floor or ceiling for an eye: nothing more of the
  /// scan lies on its side, and there is a room on the other.
  ///
  /// @param normal of the surface, of either sign, of length 1
  public boolean isShellFrom(Vec3 eye, int point, Vec3 normal) {
    Vec3 from = world(point);
    Vec3 outward = eye.minus(from).dot(normal) < 0 ? normal.times(-1) : normal;
    double start = OWN_CELLS * cell;
    return hit(from, outward, start, Double.POSITIVE_INFINITY) == Double.POSITIVE_INFINITY
        && hit(from, outward.times(-1), Math.max(start, ROOM_METERS), Double.POSITIVE_INFINITY)
            < Double.POSITIVE_INFINITY;
  }

  /// The way to the first occupied cell; infinite if there is none.
  private double hit(Vec3 from, Vec3 direction, double start, double end) {
    double step = STEP_CELLS * cell;
    for (double way = start; way < end; way += step) {
      int at =
          cellAt(
              from.x() + way * direction.x(),
              from.y() + way * direction.y(),
              from.z() + way * direction.z());
      if (at < 0) {
        break; // out of a box, which is convex
      }
      if (occupied.get(at)) {
        return way;
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private Vec3 world(int point) {
    return new Vec3(cloud.world(point, 0), cloud.world(point, 1), cloud.world(point, 2));
  }

  private int cellAt(double x, double y, double z) {
    double column = (x - low[0]) / cell;
    double row = (y - low[1]) / cell;
    double layer = (z - low[2]) / cell;
    boolean inside =
        column >= 0
            && row >= 0
            && layer >= 0
            && column < size[0]
            && row < size[1]
            && layer < size[2];
    if (!inside) {
      return -1;
    }
    int i = (int) column;
    int j = (int) row;
    int k = (int) layer;
    return (k * size[1] + j) * size[0] + i;
  }
}
