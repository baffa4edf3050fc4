package cadenza.render;

import cadenza.scan.PointCloud;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The finite points of a cloud in the order in which renderers draw them: an octree whose leaves
/// keep their points in nested samples.
///
/// # How it works
///
/// Points are sorted along a Morton curve and cut into the leaves of an octree, here called
/// *cells*, of up to [#CELL] points (four times as many in large clouds), each with a bounding
/// sphere for culling. In a cell they are put into an order of which every beginning is an even
/// sample of the cell (`NestedOrder`). So level of detail is a number of points a cell: few where
/// cells are far away, all where they are near, and none where they are out of sight. It needs no
/// inner nodes with samples of their own: there are thousands of cells at most, and to walk over
/// all of them takes less than a millisecond.
///
/// The first [#HEAD] points of all cells lie together in memory, the rest of each behind them: a
/// view of everything, which takes few points of every cell, then reads memory in one stretch.
///
/// The sorted curve also gives the distance between neighbours and the tilt of the surface
/// (`LocalSurface`).
///
/// A *slot* is a place in this order; [#pointOfSlot()] leads back to the cloud. Coordinates are
/// floats relative to [#center()], small numbers near the middle of the cloud.
public final class DrawOrder {
  /// Points in a cell at most, of a cloud that is not large.
  public static final int CELL = 4096;

  /// Points in a cell at most, however large the cloud is.
  private static final int LARGEST_CELL = 16384;

  /// With many more cells than this, looking at each takes a good part of a frame's time.
  private static final int ENOUGH_CELLS = 6000;

  /// Points of a cell that lie before the rest.
  public static final int HEAD = 64;

  private static final int INDEX = (1 << MortonSort.INDEX_BITS) - 1;
  private static final NestedOrder NESTED = new NestedOrder(LARGEST_CELL);

  private final double[] center = new double[3];
  private final float[] x;
  private final float[] y;
  private final float[] z;
  private final float[] spacingMeters;
  private final int[] tilts;
  private final int[] pointOfSlot;
  private final int[] headStart;
  private final int[] tailStart;
  private final float[] spheres;
  private final float[] cellSpacing;
  private final float[] widestSpacing;

  private DrawOrder(PointCloud cloud, int stride) {
    MortonSort sort = new MortonSort(cloud, stride);
    long[] keys = sort.keys;
    int count = keys.length;
    int[] leaves = OctreeLeaves.starts(keys, Math.clamp(count / ENOUGH_CELLS, CELL, LARGEST_CELL));
    int cells = leaves.length - 1;
    headStart = new int[cells + 1];
    tailStart = new int[cells + 1];
    for (int cell = 0; cell < cells; cell++) {
      headStart[cell + 1] = headStart[cell] + Math.min(HEAD, leaves[cell + 1] - leaves[cell]);
    }
    for (int cell = 0; cell <= cells; cell++) {
      tailStart[cell] = headStart[cells] + leaves[cell] - headStart[cell];
    }
    for (int axis = 0; axis < 3 && count > 0; axis++) {
      center[axis] = ((double) sort.high[axis] + sort.low[axis]) / 2;
    }
    LocalSurface surface =
        new LocalSurface(
            keys, MortonSort.INDEX_BITS, MortonSort.AXIS_BITS, sort.cellMeters, cloud.positions());
    float[] spacingOfRank = surface.spacingMeters();
    int[] tiltOfRank = surface.normals(new RoomShell(cloud, sort.low, sort.high));
    x = new float[count];
    y = new float[count];
    z = new float[count];
    spacingMeters = new float[count];
    tilts = new int[count];
    pointOfSlot = new int[count];
    spheres = new float[4 * cells];
    cellSpacing = new float[cells];
    widestSpacing = new float[cells];
    float[] positions = cloud.positions();
    IntStream.range(0, cells)
        .parallel()
        .forEach(cell -> {
          int length = leaves[cell + 1] - leaves[cell];
          int head = headStart[cell];
          int tail = tailStart[cell];
          for (int place : NESTED.of(length)) {
            if (place < length) {
              int rank = leaves[cell] + place;
              int slot = head < headStart[cell + 1] ? head++ : tail++;
              int point = (int) keys[rank] & INDEX;
              x[slot] = (float) (positions[3 * point] - center[0]);
              y[slot] = (float) (positions[3 * point + 1] - center[1]);
              z[slot] = (float) (positions[3 * point + 2] - center[2]);
              spacingMeters[slot] = spacingOfRank[rank];
              tilts[slot] = tiltOfRank[rank];
              pointOfSlot[slot] = point;
            }
          }
          measure(cell);
        });
    double[] origin = cloud.origin();
    for (int axis = 0; axis < 3; axis++) {
      center[axis] += origin[axis];
    }
  }

  /// Prepares a cloud; takes about a quarter of a second for a million points.
  public static DrawOrder of(PointCloud cloud) {
    return new DrawOrder(cloud, 1);
  }

  /// Prepares an even sample of a cloud, every so-manieth point, so that there is something to see
  /// while [#of] is at work.
  ///
  /// @param points about so many at most
  public static DrawOrder sampleOf(PointCloud cloud, int points) {
    return new DrawOrder(cloud, Math.max(1, Math.ceilDiv(cloud.pointCount(), points)));
  }

  private void measure(int cell) {
    float[] lo = {Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY};
    float[] hi = {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
    double squares = 0;
    for (int i = 0; i < pointCount(cell); i++) {
      int slot = slot(cell, i);
      lo[0] = Math.min(lo[0], x[slot]);
      lo[1] = Math.min(lo[1], y[slot]);
      lo[2] = Math.min(lo[2], z[slot]);
      hi[0] = Math.max(hi[0], x[slot]);
      hi[1] = Math.max(hi[1], y[slot]);
      hi[2] = Math.max(hi[2], z[slot]);
      squares += (double) spacingMeters[slot] * spacingMeters[slot];
      widestSpacing[cell] = Math.max(widestSpacing[cell], spacingMeters[slot]);
    }
    double square = 0;
    for (int axis = 0; axis < 3; axis++) {
      spheres[4 * cell + axis] = (lo[axis] + hi[axis]) / 2;
      double half = ((double) hi[axis] - lo[axis]) / 2;
      square += half * half;
    }
    spheres[4 * cell + 3] = (float) (Math.sqrt(square) * 1.0001);
    cellSpacing[cell] = (float) Math.sqrt(squares / pointCount(cell));
  }

  public int slotCount() {
    return x.length;
  }

  public int cellCount() {
    return headStart.length - 1;
  }

  /// Points of a cell.
  public int pointCount(int cell) {
    return headStart[cell + 1] - headStart[cell] + tailStart[cell + 1] - tailStart[cell];
  }

  /// First slot of the head of a cell; the heads of the cells follow each other.
  public int headStart(int cell) {
    return headStart[cell];
  }

  /// First slot of what is not in the head of a cell; also defined for the cell after the last.
  public int tailStart(int cell) {
    return tailStart[cell];
  }

  /// The slot of point `i` of a cell.
  public int slot(int cell, int i) {
    int inHead = headStart[cell + 1] - headStart[cell];
    return i < inHead ? headStart[cell] + i : tailStart[cell] + i - inHead;
  }

  /// Centre and radius of a sphere around each cell, `(cells, 4)`, relative to [#center()].
  public float[] cellSpheres() {
    return spheres;
  }

  /// The spacing of the points of each cell, in metres, as the root of the mean square: n points
  /// stand for n times its square of surface.
  public float[] cellSpacingMeters() {
    return cellSpacing;
  }

  /// The largest of [#spacingMeters()] in each cell.
  public float[] widestSpacingMeters() {
    return widestSpacing;
  }

  /// World coordinates of the point that slots are relative to (3).
  public double[] center() {
    return center.clone();
  }

  public float[] x() {
    return x;
  }

  public float[] y() {
    return y;
  }

  public float[] z() {
    return z;
  }

  /// Distance to the neighbouring points around each slot, in metres, with all points drawn.
  public float[] spacingMeters() {
    return spacingMeters;
  }

  /// Marks one of [#tilts()] as part of the walls, floor and ceiling around a room.
  public static final int SHELL = LocalSurface.SHELL;

  /// Normal of the surface around each slot, packed as [#gatherNormals] does; 0 where there is no
  /// surface to speak of. Those with [#SHELL] set point into the room, the others to either side.
  public int[] tilts() {
    return tilts;
  }

  /// Index in the cloud of the point in each slot.
  public int[] pointOfSlot() {
    return pointOfSlot;
  }

  /// Values of points in the order of slots.
  public int[] gather(int[] ofPoints) {
    int[] ofSlots = new int[slotCount()];
    gather(ofPoints, ofSlots);
    return ofSlots;
  }

  /// Values of points in the order of slots, written to an array of [#slotCount].
  public void gather(int[] ofPoints, int[] ofSlots) {
    IntStream.range(0, cellCount())
        .parallel()
        .forEach(cell -> {
          for (int slot = headStart[cell]; slot < headStart[cell + 1]; slot++) {
            ofSlots[slot] = ofPoints[pointOfSlot[slot]];
          }
          for (int slot = tailStart[cell]; slot < tailStart[cell + 1]; slot++) {
            ofSlots[slot] = ofPoints[pointOfSlot[slot]];
          }
        });
  }

  /// Normals in the order of slots, as three signed bytes a slot (x lowest); 0 where unknown.
  public int @Nullable [] gatherNormals(float @Nullable [] normals) {
    if (normals == null) {
      return null;
    }
    int[] packed = new int[slotCount()];
    for (int slot = 0; slot < packed.length; slot++) {
      int at = 3 * pointOfSlot[slot];
      packed[slot] = LocalSurface.pack(normals[at], normals[at + 1], normals[at + 2]);
    }
    return packed;
  }
}
