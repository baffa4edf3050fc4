package cadenza.scan.grid;

import cadenza.scan.PointCloud;
import java.util.Arrays;
import java.util.concurrent.RecursiveAction;

/// The finite points of a cloud, ordered so that near points are quickly found.
///
/// # How it works
///
/// A balanced kd-tree: each node halves its points at the median of its longest axis, down to
/// leaves of a few points; so it follows the density of the scan, dense or sparse. The points
/// themselves are stored in tree order ("places"), one array an axis: a leaf is a stretch of
/// memory, and neighbouring places are neighbours in space. A search goes down to its own leaf
/// first and visits another branch only if the branch's box, whose squared distance is kept up to
/// date on the way (Arya and Mount 1993), is nearer than the farthest neighbour found.
final class KdTree {
  private static final int LEAF_POINTS = 10;
  private static final int PARALLEL_POINTS = 8192;

  /// Coordinates by place, `(points)` each.
  final float[] x;

  final float[] y;
  final float[] z;

  /// Row of the cloud at each place, `(points)`.
  final int[] rows;

  private final byte[] splitAxis;
  private final float[] splitAt;

  /// @throws java.util.concurrent.CancellationException never; building takes a fraction of the
  ///   search
  KdTree(PointCloud cloud) {
    float[] positions = cloud.positions();
    int n = cloud.finiteCount();
    x = new float[n];
    y = new float[n];
    z = new float[n];
    rows = new int[n];
    int place = 0;
    for (int row = 0; row < cloud.pointCount(); row++) {
      if (cloud.isFinite(row)) {
        x[place] = positions[3 * row];
        y[place] = positions[3 * row + 1];
        z[place] = positions[3 * row + 2];
        rows[place++] = row;
      }
    }
    int nodes = 1;
    for (int size = n; size > LEAF_POINTS; size = (size + 1) / 2) {
      nodes *= 2;
    }
    splitAxis = new byte[nodes];
    splitAt = new float[nodes];
    new Split(1, 0, n).invoke();
  }

  int size() {
    return rows.length;
  }

  /// Makes the searches of one thread.
  Search search(int neighbors) {
    return new Search(neighbors);
  }

  private float[] coordinates(int axis) {
    return axis == 0 ? x : axis == 1 ? y : z;
  }

  /// Orders the places `from` to `to` under `node`. Node 1 is the root, node i has 2i and 2i + 1.
  private final class Split extends RecursiveAction {
    private static final long serialVersionUID = 1;
    private final int node;
    private final int from;
    private final int to;

    Split(int node, int from, int to) {
      this.node = node;
      this.from = from;
      this.to = to;
    }

    @Override
    protected void compute() {
      if (to - from <= LEAF_POINTS) {
        return;
      }
      int axis = longestAxis();
      int middle = (from + to) >>> 1;
      select(coordinates(axis), middle);
      splitAxis[node] = (byte) axis;
      splitAt[node] = coordinates(axis)[middle];
      Split left = new Split(2 * node, from, middle);
      Split right = new Split(2 * node + 1, middle, to);
      if (to - from > PARALLEL_POINTS) {
        invokeAll(left, right);
      } else {
        left.compute();
        right.compute();
      }
    }

    private int longestAxis() {
      int longest = 0;
      float most = -1;
      for (int axis = 0; axis < 3; axis++) {
        float[] values = coordinates(axis);
        float lo = values[from];
        float hi = lo;
        for (int i = from + 1; i < to; i++) {
          lo = Math.min(lo, values[i]);
          hi = Math.max(hi, values[i]);
        }
        if (hi - lo > most) {
          most = hi - lo;
          longest = axis;
        }
      }
      return longest;
    }

    /// Hoare's quickselect: nothing before place `nth` is larger, nothing after it smaller.
    private void select(float[] values, int nth) {
      int lo = from;
      int hi = to - 1;
      while (lo < hi) {
        float pivot = median(values[lo], values[(lo + hi) >>> 1], values[hi]);
        int i = lo;
        int j = hi;
        while (i <= j) {
          while (values[i] < pivot) {
            i++;
          }
          while (values[j] > pivot) {
            j--;
          }
          if (i <= j) {
            swap(i++, j--);
          }
        }
        if (nth <= j) {
          hi = j;
        } else if (nth >= i) {
          lo = i;
        } else {
          return;
        }
      }
    }

    private static float median(float a, float b, float c) {
      return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private void swap(int i, int j) {
      float xi = x[i];
      x[i] = x[j];
      x[j] = xi;
      float yi = y[i];
      y[i] = y[j];
      y[j] = yi;
      float zi = z[i];
      z[i] = z[j];
      z[j] = zi;
      int row = rows[i];
      rows[i] = rows[j];
      rows[j] = row;
    }
  }

  /// Nearest neighbours of one point after the other; not shared between threads.
  final class Search {
    private final float[] squared;

    /// Places found by the last search, nearest first.
    final int[] places;

    private int found;
    private float qx;
    private float qy;
    private float qz;

    private Search(int neighbors) {
      squared = new float[neighbors];
      places = new int[neighbors];
    }

    /// Finds the nearest points to the point at `place`, itself among them; returns how many.
    int nearest(int place) {
      return nearest(x[place], y[place], z[place]);
    }

    int nearest(float toX, float toY, float toZ) {
      qx = toX;
      qy = toY;
      qz = toZ;
      found = 0;
      Arrays.fill(squared, Float.POSITIVE_INFINITY);
      visit(1, 0, rows.length, 0, 0, 0);
      return found;
    }

    /// Squared distance to the neighbour found as number `i` by the last search.
    float squaredDistance(int i) {
      return squared[i];
    }

    // (dx, dy, dz) leads from the query to the nearest point of the node's box.
    private void visit(int node, int from, int to, float dx, float dy, float dz) {
      if (to - from <= LEAF_POINTS) {
        for (int i = from; i < to; i++) {
          float ex = x[i] - qx;
          float ey = y[i] - qy;
          float ez = z[i] - qz;
          float distance = ex * ex + ey * ey + ez * ez;
          if (distance < squared[squared.length - 1]) {
            insert(i, distance);
          }
        }
        return;
      }
      int middle = (from + to) >>> 1;
      int axis = splitAxis[node];
      float beyond = splitAt[node] - (axis == 0 ? qx : axis == 1 ? qy : qz);
      boolean leftFirst = beyond > 0;
      if (leftFirst) {
        visit(2 * node, from, middle, dx, dy, dz);
      } else {
        visit(2 * node + 1, middle, to, dx, dy, dz);
      }
      float fx = axis == 0 ? beyond : dx;
      float fy = axis == 1 ? beyond : dy;
      float fz = axis == 2 ? beyond : dz;
      if (fx * fx + fy * fy + fz * fz < squared[squared.length - 1]) {
        if (leftFirst) {
          visit(2 * node + 1, middle, to, fx, fy, fz);
        } else {
          visit(2 * node, from, middle, fx, fy, fz);
        }
      }
    }

    private void insert(int place, float distance) {
      int at = Math.min(found, squared.length - 1);
      while (at > 0 && squared[at - 1] > distance) {
        squared[at] = squared[at - 1];
        places[at] = places[at - 1];
        at--;
      }
      squared[at] = distance;
      places[at] = place;
      found = Math.min(found + 1, squared.length);
    }
  }
}
