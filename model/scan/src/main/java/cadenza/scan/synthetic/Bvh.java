package cadenza.scan.synthetic;

import org.jspecify.annotations.Nullable;

/// A tree of boxes over the primitives of a room, so that a ray meets few of them.
///
/// # How it works
///
/// Top-down, each node is split along the axis and at the place (of 12 candidates) of least surface
/// area cost (Wald 2007, binned). Nodes lie in depth-first order: the left child follows its
/// parent.
final class Bvh {
  private static final int BINS = 12;
  private static final int LEAF = 3;

  /// Per node min x, y, z, max x, y, z.
  final float[] bounds;

  /// Per node: the right child, or the first entry of `order` for a leaf.
  final int[] link;

  /// Per node: how many primitives a leaf holds; 0 for an inner node.
  final int[] size;

  /// Split axis per inner node.
  final byte[] axis;

  /// Primitive numbers, leaf by leaf.
  final int[] order;

  private final float[] boxes;
  private int nodeCount;

  Bvh(Solids solids) {
    int n = solids.count();
    boxes = solids.boxes();
    order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    bounds = new float[12 * Math.max(n, 1)];
    link = new int[2 * Math.max(n, 1)];
    size = new int[2 * Math.max(n, 1)];
    axis = new byte[2 * Math.max(n, 1)];
    build(0, n);
  }

  private int build(int from, int to) {
    int node = nodeCount++;
    float[] box = new float[6];
    float[] centers = new float[6];
    measure(from, to, box, centers);
    System.arraycopy(box, 0, bounds, 6 * node, 6);
    int middle = to - from <= LEAF ? -1 : split(node, from, to, box, centers);
    if (middle < 0) {
      link[node] = from;
      size[node] = to - from;
    } else {
      build(from, middle);
      link[node] = build(middle, to);
    }
    return node;
  }

  private void measure(int from, int to, float[] box, float[] centers) {
    for (int k = 0; k < 3; k++) {
      box[k] = Float.POSITIVE_INFINITY;
      box[3 + k] = Float.NEGATIVE_INFINITY;
      centers[k] = Float.POSITIVE_INFINITY;
      centers[3 + k] = Float.NEGATIVE_INFINITY;
    }
    for (int i = from; i < to; i++) {
      int at = 6 * order[i];
      for (int k = 0; k < 3; k++) {
        box[k] = Math.min(box[k], boxes[at + k]);
        box[3 + k] = Math.max(box[3 + k], boxes[at + 3 + k]);
        float c = center(order[i], k);
        centers[k] = Math.min(centers[k], c);
        centers[3 + k] = Math.max(centers[3 + k], c);
      }
    }
  }

  private float center(int primitive, int k) {
    return 0.5f * (boxes[6 * primitive + k] + boxes[6 * primitive + 3 + k]);
  }

  /// Orders `from..to` so that the left child comes first; returns where the right one begins, or
  /// -1 when a leaf is cheaper.
  private int split(int node, int from, int to, float[] box, float[] centers) {
    double best = area(box) * (to - from);
    int bestAxis = -1;
    int bestBin = -1;
    for (int k = 0; k < 3; k++) {
      float extent = centers[3 + k] - centers[k];
      if (extent < 1e-6f) {
        continue;
      }
      float[][] binBox = new float[BINS][];
      int[] binSize = new int[BINS];
      for (int i = from; i < to; i++) {
        int bin = bin(order[i], k, centers[k], extent);
        binSize[bin]++;
        binBox[bin] = grown(binBox[bin], order[i]);
      }
      double[] rightCost = new double[BINS];
      float[] box2 = null;
      int held = 0;
      for (int b = BINS - 1; b > 0; b--) {
        box2 = joined(box2, binBox[b]);
        held += binSize[b];
        rightCost[b] = box2 == null ? 0 : area(box2) * held;
      }
      float[] box1 = null;
      held = 0;
      for (int b = 0; b < BINS - 1; b++) {
        box1 = joined(box1, binBox[b]);
        held += binSize[b];
        double cost = 0.3 * area(box) + (box1 == null ? 0 : area(box1) * held) + rightCost[b + 1];
        if (held > 0 && held < to - from && cost < best) {
          best = cost;
          bestAxis = k;
          bestBin = b;
        }
      }
    }
    if (bestAxis < 0) {
      return -1;
    }
    axis[node] = (byte) bestAxis;
    float extent = centers[3 + bestAxis] - centers[bestAxis];
    int left = from;
    int right = to - 1;
    while (left <= right) {
      if (bin(order[left], bestAxis, centers[bestAxis], extent) <= bestBin) {
        left++;
      } else {
        int swap = order[left];
        order[left] = order[right];
        order[right--] = swap;
      }
    }
    return left;
  }

  private int bin(int primitive, int k, float low, float extent) {
    return Math.min(BINS - 1, (int) (BINS * (center(primitive, k) - low) / extent));
  }

  private float[] grown(float @Nullable [] box, int primitive) {
    float[] own = new float[6];
    System.arraycopy(boxes, 6 * primitive, own, 0, 6);
    return box == null ? own : union(box, own);
  }

  private static float @Nullable [] joined(float @Nullable [] a, float @Nullable [] b) {
    return a == null ? (b == null ? null : b.clone()) : b == null ? a : union(a, b);
  }

  private static float[] union(float[] a, float[] b) {
    for (int k = 0; k < 3; k++) {
      a[k] = Math.min(a[k], b[k]);
      a[3 + k] = Math.max(a[3 + k], b[3 + k]);
    }
    return a;
  }

  private static double area(float[] b) {
    double x = b[3] - b[0];
    double y = b[4] - b[1];
    double z = b[5] - b[2];
    return x * y + y * z + z * x;
  }
}
