package cadenza.scan.grid;

import cadenza.scan.Progress;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Where the air is in a scan: on which side of a surface a scanner can have stood.
///
/// # How it works
///
/// The scan is drawn into a coarse grid of about a hundred cells an edge. An empty cell is
/// *enclosed* as far as it finds occupied cells in the six axis directions: inside a room in all
/// six (five without a ceiling), outside a wall in few. Viewpoints are spread over the enclosed
/// cells that are farthest from anything, which is where scanners are held. From the points of each
/// occupied cell, straight lines are followed to all viewpoints; the mean of the free directions is
/// a point's open direction. In a part of a room some viewpoints may lie behind what was scanned;
/// once normals are consistent such a viewpoint sees surfaces from behind and is trusted less.
/// Where nothing is enclosed (terrain, one wall), the only viewpoint is high above. A closed shape
/// smaller than 1.5 m is taken for an object seen from all around, with viewpoints outside.
final class FreeSpace {
  private static final int CELLS = 96;
  private static final int VIEWPOINTS = 32; // bits of an int
  private static final double OBJECT_DIAGONAL_METERS = 1.5;

  private final KdTree tree;
  private final float[] min = new float[3];
  private final int[] dims = new int[3];
  private final float cellMeters;
  private final double diagonal;

  /// Index into the occupied cells plus one, 0 where empty.
  private final int[] cellAt;

  private final int occupied;

  /// Mean of the points in each occupied cell, `(occupied, 3)`.
  private final float[] mean;

  /// Which viewpoints (bits) see each occupied cell, `(occupied)`.
  private final int[] seenBy;

  private float[][] viewpoints = {};

  /// How far each viewpoint is trusted, 0 to 1.
  private double[] trust = {};

  FreeSpace(KdTree tree, float spacingMeters) {
    this.tree = tree;
    float[][] axes = {tree.x, tree.y, tree.z};
    double[] extent = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      float lo = Float.POSITIVE_INFINITY;
      float hi = Float.NEGATIVE_INFINITY;
      for (float value : axes[axis]) {
        lo = Math.min(lo, value);
        hi = Math.max(hi, value);
      }
      min[axis] = lo;
      extent[axis] = Math.max(0, (double) hi - lo);
    }
    diagonal = Math.hypot(Math.hypot(extent[0], extent[1]), extent[2]);
    double longest = Math.max(extent[0], Math.max(extent[1], extent[2]));
    cellMeters = (float) Math.max(Math.max(longest / CELLS, 2.5 * spacingMeters), 1e-6);
    for (int axis = 0; axis < 3; axis++) {
      // One empty layer all round, so that the outside is connected and rays end in the grid.
      dims[axis] = (int) Math.floor(extent[axis] / cellMeters) + 3;
      min[axis] -= cellMeters;
    }
    cellAt = new int[dims[0] * dims[1] * dims[2]];
    int cells = 0;
    for (int i = 0; i < tree.size(); i++) {
      int cell = cellOf(tree.x[i], tree.y[i], tree.z[i]);
      if (cellAt[cell] == 0) {
        cellAt[cell] = ++cells;
      }
    }
    occupied = cells;
    seenBy = new int[cells];
    mean = new float[3 * cells];
    meanOfCells();
  }

  private void meanOfCells() {
    double[] sum = new double[3 * occupied];
    int[] count = new int[occupied];
    for (int i = 0; i < tree.size(); i++) {
      int cell = cellAt[cellOf(tree.x[i], tree.y[i], tree.z[i])] - 1;
      count[cell]++;
      sum[3 * cell] += tree.x[i];
      sum[3 * cell + 1] += tree.y[i];
      sum[3 * cell + 2] += tree.z[i];
    }
    for (int i = 0; i < sum.length; i++) {
      mean[i] = (float) (sum[i] / count[i / 3]);
    }
  }

  private int cellOf(float x, float y, float z) {
    int i = Math.clamp((int) ((x - min[0]) / cellMeters), 0, dims[0] - 1);
    int j = Math.clamp((int) ((y - min[1]) / cellMeters), 0, dims[1] - 1);
    int k = Math.clamp((int) ((z - min[2]) / cellMeters), 0, dims[2] - 1);
    return (i * dims[1] + j) * dims[2] + k;
  }

  private float[] center(int cell) {
    int k = cell % dims[2];
    int j = cell / dims[2] % dims[1];
    int i = cell / dims[2] / dims[1];
    return new float[] {
      min[0] + (i + .5f) * cellMeters,
      min[1] + (j + .5f) * cellMeters,
      min[2] + (k + .5f) * cellMeters
    };
  }

  /// Chooses viewpoints and finds out which cells each of them sees.
  void look(Progress progress) {
    viewpoints = viewpoints();
    trust = new double[viewpoints.length];
    Arrays.fill(trust, 1);
    IntStream.range(0, occupied)
        .parallel()
        .forEach(cell -> {
          if (cell % 256 == 0) {
            progress.checkCancelled();
          }
          for (int v = 0; v < viewpoints.length; v++) {
            if (sees(cell, viewpoints[v][0], viewpoints[v][1], viewpoints[v][2])) {
              seenBy[cell] |= 1 << v;
            }
          }
        });
  }

  /// For each point (by place) the mean direction of the viewpoints it sees, at most of length 1,
  /// `(points, 3)`.
  float[] openDirections() {
    double sum = Arrays.stream(trust).sum();
    float[] open = new float[3 * tree.size()];
    IntStream.range(0, tree.size())
        .parallel()
        .forEach(i -> {
          int seen = seenBy[cellAt[cellOf(tree.x[i], tree.y[i], tree.z[i])] - 1];
          for (int v = 0; v < viewpoints.length; v++) {
            if ((seen >> v & 1) != 0 && trust[v] > 0) {
              float dx = viewpoints[v][0] - tree.x[i];
              float dy = viewpoints[v][1] - tree.y[i];
              float dz = viewpoints[v][2] - tree.z[i];
              double weight = trust[v] / sum / Math.sqrt(dx * dx + dy * dy + dz * dz);
              open[3 * i] += (float) (weight * dx);
              open[3 * i + 1] += (float) (weight * dy);
              open[3 * i + 2] += (float) (weight * dz);
            }
          }
        });
    return open;
  }

  /// Trusts each viewpoint as far as it sees surfaces from the side their normals point to.
  ///
  /// @param normals by place, `(points, 3)`
  void trustAsFarAsSeenFromTheFront(float[] normals) {
    double[] front = new double[viewpoints.length];
    double[] all = new double[viewpoints.length];
    for (int i = 0; i < tree.size(); i++) {
      int seen = seenBy[cellAt[cellOf(tree.x[i], tree.y[i], tree.z[i])] - 1];
      for (int v = 0; v < viewpoints.length; v++) {
        if ((seen >> v & 1) != 0) {
          float dx = viewpoints[v][0] - tree.x[i];
          float dy = viewpoints[v][1] - tree.y[i];
          float dz = viewpoints[v][2] - tree.z[i];
          double facing =
              (dx * normals[3 * i] + dy * normals[3 * i + 1] + dz * normals[3 * i + 2])
                  / Math.sqrt(dx * dx + dy * dy + dz * dz);
          front[v] += facing;
          all[v] += Math.abs(facing);
        }
      }
    }
    double most = 0;
    for (int v = 0; v < viewpoints.length; v++) {
      double agreement = all[v] > 0 ? front[v] / all[v] : 0;
      trust[v] = Math.clamp((agreement - .4) / .4, 0.0, 1.0);
      most = Math.max(most, trust[v]);
    }
    if (most == 0) {
      Arrays.fill(trust, 1);
    }
  }

  /// Follows the line from the points of an occupied cell; the first cell and a half is the surface
  /// itself, which no side is free of.
  private boolean sees(int cell, float toX, float toY, float toZ) {
    float fromX = mean[3 * cell];
    float fromY = mean[3 * cell + 1];
    float fromZ = mean[3 * cell + 2];
    float dx = toX - fromX;
    float dy = toY - fromY;
    float dz = toZ - fromZ;
    float length = (float) Math.sqrt(dx * dx + dy * dy + dz * dz);
    float step = .7f * cellMeters / Math.max(length, 1e-12f);
    for (float t = 2.2f * step; t < 1; t += step) {
      float x = (fromX + t * dx - min[0]) / cellMeters;
      float y = (fromY + t * dy - min[1]) / cellMeters;
      float z = (fromZ + t * dz - min[2]) / cellMeters;
      if (x < 0 || y < 0 || z < 0 || x >= dims[0] || y >= dims[1] || z >= dims[2]) {
        return true;
      }
      int i = (int) x;
      int j = (int) y;
      int k = (int) z;
      if (cellAt[(i * dims[1] + j) * dims[2] + k] != 0) {
        return false;
      }
    }
    return true;
  }

  /// Where a scanner may have stood, `(viewpoints, 3)`.
  private float[][] viewpoints() {
    byte[] enclosure = enclosure();
    short[] clearance = clearance();
    float[] score = new float[cellAt.length];
    float best = 0;
    int bestCell = 0;
    boolean closed = false;
    for (int cell = 0; cell < score.length; cell++) {
      if (enclosure[cell] >= 3) {
        score[cell] = clearance[cell] * (enclosure[cell] - 2);
        closed |= enclosure[cell] == 6 && clearance[cell] >= 2;
        if (score[cell] > best) {
          best = score[cell];
          bestCell = cell;
        }
      }
    }
    if (closed && diagonal < OBJECT_DIAGONAL_METERS) {
      return around();
    }
    if (best == 0) {
      float[] above = center(cellOf(0, 0, 0));
      for (int axis = 0; axis < 3; axis++) {
        above[axis] = min[axis] + .5f * dims[axis] * cellMeters;
      }
      above[2] += (float) (10 * diagonal + 1);
      return new float[][] {above};
    }
    return spread(score, best, bestCell);
  }

  /// Farthest-point sampling among the cells of at least half the best score.
  private float[][] spread(float[] score, float best, int bestCell) {
    int[] candidates =
        IntStream.range(0, score.length).filter(cell -> score[cell] >= .5f * best).toArray();
    float[] distance = new float[candidates.length];
    Arrays.fill(distance, Float.POSITIVE_INFINITY);
    float[][] chosen = new float[Math.min(VIEWPOINTS, candidates.length)][];
    chosen[0] = center(bestCell);
    for (int v = 0; v < chosen.length; v++) {
      int farthest = 0;
      for (int i = 0; i < candidates.length; i++) {
        float[] at = center(candidates[i]);
        float dx = at[0] - chosen[v][0];
        float dy = at[1] - chosen[v][1];
        float dz = at[2] - chosen[v][2];
        distance[i] = Math.min(distance[i], dx * dx + dy * dy + dz * dz);
        if (distance[i] > distance[farthest]) {
          farthest = i;
        }
      }
      if (v + 1 < chosen.length) {
        chosen[v + 1] = center(candidates[farthest]);
      }
    }
    return chosen;
  }

  /// Viewpoints on a sphere about the scan.
  private float[][] around() {
    float[][] points = new float[26][];
    int count = 0;
    for (int i = 0; i < 27; i++) {
      int dx = i / 9 - 1;
      int dy = i / 3 % 3 - 1;
      int dz = i % 3 - 1;
      float length = (float) Math.sqrt(dx * dx + dy * dy + dz * dz);
      if (length > 0) {
        float radius = (float) (2 * diagonal / length);
        points[count++] =
            new float[] {
              min[0] + .5f * dims[0] * cellMeters + radius * dx,
              min[1] + .5f * dims[1] * cellMeters + radius * dy,
              min[2] + .5f * dims[2] * cellMeters + radius * dz
            };
      }
    }
    return points;
  }

  /// For each empty cell in how many of the six axis directions something is, 0 to 6.
  private byte[] enclosure() {
    byte[] enclosure = new byte[cellAt.length];
    int[] stride = {dims[1] * dims[2], dims[2], 1};
    for (int axis = 0; axis < 3; axis++) {
      int along = axis;
      for (int line = 0; line < cellAt.length; line++) {
        if (line / stride[along] % dims[along] != 0) {
          continue;
        }
        sweep(enclosure, line, stride[along], dims[along]);
        sweep(enclosure, line + (dims[along] - 1) * stride[along], -stride[along], dims[along]);
      }
    }
    return enclosure;
  }

  private void sweep(byte[] enclosure, int start, int stride, int count) {
    boolean something = false;
    for (int i = 0, cell = start; i < count; i++, cell += stride) {
      if (cellAt[cell] != 0) {
        something = true;
        enclosure[cell] = -1;
      } else if (something && enclosure[cell] >= 0) {
        enclosure[cell]++;
      }
    }
  }

  /// Steps (of the 26 directions) to the nearest occupied cell, by two passes.
  private short[] clearance() {
    short[] steps = new short[cellAt.length];
    for (int cell = 0; cell < steps.length; cell++) {
      steps[cell] = cellAt[cell] != 0 ? 0 : (short) (dims[0] + dims[1] + dims[2]);
    }
    int last = steps.length - 1;
    for (int pass = 0; pass < 2; pass++) {
      int sign = pass == 0 ? 1 : -1; // the 13 taps before the centre, or after it
      for (int n = 0; n <= last; n++) {
        int cell = pass == 0 ? n : last - n;
        if (steps[cell] == 0) {
          continue;
        }
        int k = cell % dims[2];
        int j = cell / dims[2] % dims[1];
        int i = cell / dims[2] / dims[1];
        int nearest = steps[cell];
        for (int tap = 0; tap < 13; tap++) {
          int a = i + sign * (tap / 9 - 1);
          int b = j + sign * (tap / 3 % 3 - 1);
          int c = k + sign * (tap % 3 - 1);
          if (a >= 0 && b >= 0 && c >= 0 && a < dims[0] && b < dims[1] && c < dims[2]) {
            nearest = Math.min(nearest, steps[(a * dims[1] + b) * dims[2] + c] + 1);
          }
        }
        steps[cell] = (short) nearest;
      }
    }
    return steps;
  }
}
