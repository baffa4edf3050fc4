package cadenza.render.select;

import cadenza.render.Scene;
import cadenza.render.Selection;
import cadenza.scan.Progress;
import cadenza.scan.grid.PlaneFit;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Grows a region from one point over the surface it lies on.
///
/// # How it works
///
/// Shown points are put into cubes two and a half spacings wide, so that the cubes of one surface
/// touch. From the cube of the first point the region spreads, nearest first, to each of the 26
/// neighbours that is alike: its normal bends little against the mean of the normals on the way
/// there (a slow curve passes, a corner does not), its mean colour is near that about the start. A
/// normal is the mean of the cloud's own, or that of the plane through the points of the cube and
/// its neighbours. A cube that bends away or has no clear normal, such as one on an edge, gives the
/// points near the plane it was reached over, and the growth ends two such cubes further.
public final class ConnectedRegion {
  private static final double CELL_SPACINGS = 2.5;
  private static final double LEAST_CELL_METERS = 1e-6;

  /// A share of the new normal in the mean: how slowly a curve must turn.
  private static final float HABIT = 0.3f;

  /// How far from the plane points of an edge may be, in cubes.
  private static final float NEAR_PLANE = 0.25f;

  /// How many cubes without a normal of their own a region may go on over: an edge blurs those on
  /// either side of it.
  private static final int EDGE_WIDTH = 2;

  private static final double FLAT = 0.2;
  private static final int ENOUGH_FOR_PLANE = 6;
  private static final double SHORT_NORMAL = 0.75;
  private static final int REPORT_EVERY = 4096;

  private final PointIndex index;
  private final CellGrid grid;
  private final Likeness likeness;
  private final double leastCosine;
  private final float @Nullable [] cloudNormals;
  private final byte @Nullable [] cloudColors;
  private final PlaneFit plane = new PlaneFit();
  private final float[] normal = new float[3];
  private final float[] mean = new float[3];
  private final float[] startColor = new float[3];

  /// Normals and means of planes that cubes were reached over, by number in the queue, `(cubes,
  /// 6)`.
  private float[] paths = new float[6 * 1024];

  private int[] queue = new int[1024];

  /// By number in the queue: how many cubes without a normal of their own one after the other.
  private byte[] edges = new byte[1024];

  private int queued;

  private ConnectedRegion(PointIndex index, CellGrid grid, Likeness likeness) {
    this.index = index;
    this.grid = grid;
    this.likeness = likeness;
    leastCosine = Math.cos(Math.toRadians(Math.min(likeness.normalDegrees(), 90)));
    cloudNormals = likeness.heedsNormals() ? index.cloud().normals() : null;
    cloudColors = likeness.heedsColors() ? index.cloud().colors() : null;
  }

  /// What was found.
  ///
  /// @param limited it ended because it was large enough, not because nothing more was alike
  public record Region(Selection points, boolean limited) {}

  /// Grows from a point.
  ///
  /// @param scene what it hides does not belong to any region
  /// @param point index in the cloud
  /// @throws java.util.concurrent.CancellationException if nobody wants it any more
  public static Region from(
      PointIndex index, Scene scene, int point, Likeness likeness, Progress progress) {
    int n = index.cloud().pointCount();
    ShownPlaces shown = new ShownPlaces(index, scene);
    int start = placeOf(index, point);
    if (start < 0 || !shown.shows(start)) {
      return new Region(Selection.none(n), false);
    }
    progress.report(0, "Growing a region");
    double spacing =
        Math.max(index.spacingMeters()[start / PointIndex.BLOCK], index.usualSpacingMeters());
    double cell = Math.max(CELL_SPACINGS * spacing, LEAST_CELL_METERS);
    CellGrid grid = new CellGrid(index, shown, cell, progress);
    return new ConnectedRegion(index, grid, likeness).grow(start, progress);
  }

  private static int placeOf(PointIndex index, int point) {
    int[] pointOfPlace = index.pointOfPlace();
    for (int place = 0; place < pointOfPlace.length; place++) {
      if (pointOfPlace[place] == point) {
        return place;
      }
    }
    return -1;
  }

  private Region grow(int start, Progress progress) {
    int n = index.cloud().pointCount();
    float[] xyz = index.xyz();
    BitSet points = new BitSet(n);
    BitSet reached = new BitSet(grid.tableSize());
    int first = grid.find(grid.keyOf(xyz[3 * start], xyz[3 * start + 1], xyz[3 * start + 2]));
    colorAround(first, startColor);
    boolean clear = normalOf(first);
    if (!clear) {
      // Begun on an edge: what is alike is then decided by the first cubes around it.
      Arrays.fill(normal, 0);
    }
    reached.set(first);
    enqueue(first, 0);
    int count = 0;
    for (int head = 0; head < queued; head++) {
      if (head % REPORT_EVERY == 0) {
        progress.checkCancelled();
        progress.report((double) count / Math.min(n, likeness.maxPoints()), "Growing a region");
      }
      int cube = queue[head];
      int edge = edges[head];
      for (int place = grid.first(cube); place >= 0; place = grid.after(place)) {
        if (edge > 0 && !isNearPlane(place, 6 * head)) {
          continue;
        }
        if (count == likeness.maxPoints()) {
          return new Region(Selection.of(n, points), true);
        }
        points.set(index.pointOfPlace()[place]);
        count++;
      }
      if (edge < EDGE_WIDTH) {
        spread(head, reached);
      }
    }
    return new Region(Selection.of(n, points), false);
  }

  /// Reaches the neighbours of a cube that are like it.
  private void spread(int head, BitSet reached) {
    long key = grid.keyAt(queue[head]);
    for (int neighbor = 0; neighbor < 27; neighbor++) {
      long moved = CellGrid.moved(key, neighbor % 3 - 1, neighbor / 3 % 3 - 1, neighbor / 9 - 1);
      int cube = moved < 0 ? -1 : grid.find(moved);
      if (cube < 0 || grid.first(cube) < 0 || reached.get(cube) || !hasColor(cube)) {
        continue;
      }
      int path = 6 * head;
      if (!likeness.heedsNormals()) {
        reached.set(cube);
        enqueue(cube, 0);
        continue;
      }
      boolean clear = normalOf(cube);
      float x = paths[path];
      float y = paths[path + 1];
      float z = paths[path + 2];
      boolean undecided = x == 0 && y == 0 && z == 0;
      float cosine = normal[0] * x + normal[1] * y + normal[2] * z;
      clear &= undecided || Math.abs(cosine) >= leastCosine;
      if (clear && !undecided) {
        float side = cosine < 0 ? -HABIT : HABIT;
        float length = 0;
        for (int axis = 0; axis < 3; axis++) {
          normal[axis] = (1 - HABIT) * paths[path + axis] + side * normal[axis];
          length += normal[axis] * normal[axis];
        }
        for (int axis = 0; axis < 3; axis++) {
          normal[axis] /= (float) Math.sqrt(length);
        }
      } else if (!clear) {
        if (undecided) {
          continue;
        }
        // Judged point by point against the plane it is reached over.
        System.arraycopy(paths, path, normal, 0, 3);
        System.arraycopy(paths, path + 3, mean, 0, 3);
        if (!hasPointNearPlane(cube, path)) {
          continue;
        }
      }
      reached.set(cube);
      enqueue(cube, clear ? 0 : edges[head] + 1);
    }
  }

  private void enqueue(int cube, int edge) {
    if (queued == queue.length) {
      queue = Arrays.copyOf(queue, 2 * queued);
      edges = Arrays.copyOf(edges, 2 * queued);
      paths = Arrays.copyOf(paths, 12 * queued);
    }
    edges[queued] = (byte) edge;
    queue[queued] = cube;
    System.arraycopy(normal, 0, paths, 6 * queued, 3);
    System.arraycopy(mean, 0, paths, 6 * queued + 3, 3);
    queued++;
  }

  private boolean hasPointNearPlane(int cube, int path) {
    for (int place = grid.first(cube); place >= 0; place = grid.after(place)) {
      if (isNearPlane(place, path)) {
        return true;
      }
    }
    return false;
  }

  private boolean isNearPlane(int place, int path) {
    float[] xyz = index.xyz();
    float distance = 0;
    for (int axis = 0; axis < 3; axis++) {
      distance += paths[path + axis] * (xyz[3 * place + axis] - paths[path + 3 + axis]);
    }
    return Math.abs(distance) <= NEAR_PLANE * grid.cellMeters();
  }

  /// Puts the unit normal of a cube into `normal` and the mean of its points into `mean`; false if
  /// it has none to speak of.
  private boolean normalOf(int cube) {
    float[] own = cloudNormals;
    return own == null ? fittedNormal(cube) : meanNormal(cube, own);
  }

  private boolean meanNormal(int cube, float[] normals) {
    float[] xyz = index.xyz();
    float[] sum = new float[3];
    float[] place3 = new float[3];
    int count = 0;
    int all = 0;
    for (int place = grid.first(cube); place >= 0; place = grid.after(place)) {
      int at = 3 * index.pointOfPlace()[place];
      all++;
      for (int axis = 0; axis < 3; axis++) {
        place3[axis] += xyz[3 * place + axis];
      }
      float along = sum[0] * normals[at] + sum[1] * normals[at + 1] + sum[2] * normals[at + 2];
      float square =
          normals[at] * normals[at]
              + normals[at + 1] * normals[at + 1]
              + normals[at + 2] * normals[at + 2];
      if (square > 0.5f) {
        // Sides mean nothing here: the two faces of a thin board are one surface.
        float side = along < 0 ? -1 : 1;
        for (int axis = 0; axis < 3; axis++) {
          sum[axis] += side * normals[at + axis];
        }
        count++;
      }
    }
    double length = Math.sqrt(sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2]);
    for (int axis = 0; axis < 3; axis++) {
      mean[axis] = place3[axis] / Math.max(all, 1);
      normal[axis] = (float) (sum[axis] / Math.max(length, 1e-12));
    }
    return count > 0 && length > SHORT_NORMAL * count;
  }

  private boolean fittedNormal(int cube) {
    float[] xyz = index.xyz();
    long key = grid.keyAt(cube);
    plane.clear();
    int first = grid.first(cube);
    float x = xyz[3 * first];
    float y = xyz[3 * first + 1];
    float z = xyz[3 * first + 2];
    for (int neighbor = 0; neighbor < 27; neighbor++) {
      long moved = CellGrid.moved(key, neighbor % 3 - 1, neighbor / 3 % 3 - 1, neighbor / 9 - 1);
      int place = moved < 0 ? -1 : grid.first(grid.find(moved));
      for (; place >= 0; place = grid.after(place)) {
        plane.add(xyz[3 * place] - x, xyz[3 * place + 1] - y, xyz[3 * place + 2] - z);
      }
    }
    plane.fit();
    mean[0] = x + (float) plane.mean(0);
    mean[1] = y + (float) plane.mean(1);
    mean[2] = z + (float) plane.mean(2);
    for (int axis = 0; axis < 3; axis++) {
      normal[axis] = (float) plane.normal(axis);
    }
    return plane.count() >= ENOUGH_FOR_PLANE && plane.isFlat(FLAT);
  }

  private boolean hasColor(int cube) {
    byte[] colors = cloudColors;
    if (colors == null) {
      return true;
    }
    float[] sum = new float[3];
    int count = addColors(cube, colors, sum);
    float difference = 0;
    for (int axis = 0; axis < 3; axis++) {
      difference += Math.abs(sum[axis] / count - startColor[axis]);
    }
    return difference / (3 * 255) <= likeness.colorDifference();
  }

  private void colorAround(int cube, float[] into) {
    byte[] colors = cloudColors;
    if (colors == null) {
      return;
    }
    int count = addColors(cube, colors, into);
    for (int axis = 0; axis < 3; axis++) {
      into[axis] /= count;
    }
  }

  private int addColors(int cube, byte[] colors, float[] sum) {
    int count = 0;
    for (int place = grid.first(cube); place >= 0; place = grid.after(place)) {
      int at = 3 * index.pointOfPlace()[place];
      for (int axis = 0; axis < 3; axis++) {
        sum[axis] += colors[at + axis] & 0xff;
      }
      count++;
    }
    return count;
  }
}
