package cadenza.scan.grid;

import java.util.Arrays;
import java.util.BitSet;

/// Tells whether a scan is one view from a given place, as a depth camera or a laser scanner that
/// was not moved makes it.
///
/// # How it works
///
/// From the place a scan was taken, every direction holds one depth; from anywhere else, and in
/// scans put together from several views, many directions hold surfaces behind surfaces. The points
/// are drawn onto the six faces of a cube about the place, with cells so fine that a cell holds
/// three points on average, and the cells count whose depths differ by less than 5 %. Depth images
/// reach 0.99, single laser scans 0.95, fused rooms 0.3 to 0.8 from wherever.
final class DepthImage {
  private static final int POINTS = 400_000;
  private static final double POINTS_A_CELL = 3;
  private static final int FINEST = 4096;
  private static final double SAME_DEPTH = 1.05;

  private final KdTree tree;
  private final int stride;
  private final float x;
  private final float y;
  private final float z;

  private DepthImage(KdTree tree, float x, float y, float z) {
    this.tree = tree;
    this.stride = Math.ceilDiv(Math.max(1, tree.size()), POINTS);
    this.x = x;
    this.y = y;
    this.z = z;
  }

  /// Share of the directions in which (x, y, z) sees one depth only, 0 to 1; 0 if no two points lie
  /// in about the same direction.
  static double singleDepthShare(KdTree tree, float x, float y, float z) {
    return new DepthImage(tree, x, y, z).singleDepthShare();
  }

  private double singleDepthShare() {
    if (isFarAway()) {
      return 0;
    }
    int edge = 64;
    int points = Math.ceilDiv(tree.size(), stride);
    double perCell = points / (double) occupied(edge);
    while (perCell > POINTS_A_CELL && edge < FINEST) {
      edge = (int) Math.min(FINEST, edge * Math.clamp(Math.sqrt(perCell / POINTS_A_CELL), 1.1, 2));
      perCell = points / (double) occupied(edge);
    }
    return share(edge);
  }

  /// True if the place is so far from the scan that all of it has about the same depth, which says
  /// nothing; no scan is made from there.
  private boolean isFarAway() {
    TrimmedBox box = TrimmedBox.of(tree.x, tree.y, tree.z);
    float[] place = {x, y, z};
    double squaredDistance = 0;
    for (int axis = 0; axis < 3; axis++) {
      double off = box.min(axis) + .5 * box.extent(axis) - place[axis];
      squaredDistance += off * off;
    }
    return squaredDistance > 4 * box.diagonal() * box.diagonal();
  }

  private int occupied(int edge) {
    BitSet cells = new BitSet(6 * edge * edge);
    for (int i = 0; i < tree.size(); i += stride) {
      cells.set(cell(i, edge));
    }
    return Math.max(1, cells.cardinality());
  }

  private double share(int edge) {
    int points = Math.ceilDiv(tree.size(), stride);
    long[] keys = new long[points];
    for (int i = 0; i < points; i++) {
      keys[i] = (long) cell(i * stride, edge) << 32 | Float.floatToIntBits(range(i * stride));
    }
    // Ranges are positive, so their bits sort as they do: each cell nearest first.
    Arrays.parallelSort(keys);
    int several = 0;
    int single = 0;
    for (int from = 0, to = 0; from < points; from = to) {
      while (to < points && keys[to] >>> 32 == keys[from] >>> 32) {
        to++;
      }
      if (to - from > 1) {
        several++;
        float nearest = Float.intBitsToFloat((int) keys[from]);
        float farthest = Float.intBitsToFloat((int) keys[to - 1]);
        single += farthest <= SAME_DEPTH * nearest ? 1 : 0;
      }
    }
    return several == 0 ? 0 : (double) single / several;
  }

  private float range(int i) {
    float dx = tree.x[i] - x;
    float dy = tree.y[i] - y;
    float dz = tree.z[i] - z;
    return (float) Math.sqrt(dx * dx + dy * dy + dz * dz);
  }

  /// Cell of a cube map with `edge` cells an edge.
  private int cell(int i, int edge) {
    float dx = tree.x[i] - x;
    float dy = tree.y[i] - y;
    float dz = tree.z[i] - z;
    float ax = Math.abs(dx);
    float ay = Math.abs(dy);
    float az = Math.abs(dz);
    int face;
    float u;
    float v;
    if (ax >= ay && ax >= az) {
      face = dx > 0 ? 0 : 1;
      u = dy / ax;
      v = dz / ax;
    } else if (ay >= az) {
      face = dy > 0 ? 2 : 3;
      u = dx / ay;
      v = dz / ay;
    } else {
      face = dz > 0 ? 4 : 5;
      u = dx / az;
      v = dy / az;
    }
    int column = Math.clamp((int) ((u + 1) / 2 * edge), 0, edge - 1);
    int line = Math.clamp((int) ((v + 1) / 2 * edge), 0, edge - 1);
    return (face * edge + column) * edge + line;
  }
}
