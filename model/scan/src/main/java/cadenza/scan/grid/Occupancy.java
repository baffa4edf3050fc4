package cadenza.scan.grid;

/// A scan drawn into a coarse grid: which cells hold points, and what can be seen through the
/// others.
///
/// The grid has about a hundred cells along the longest side, or fewer where points lie far apart,
/// so that surfaces are closed. A few stray points far away do not stretch it ([TrimmedBox]); they
/// count to the cells at the border.
final class Occupancy {
  private static final int CELLS = 96;

  private final KdTree tree;
  private final float[] min = new float[3];
  private final int[] dims = new int[3];
  private final float cellMeters;
  private final double diagonalMeters;

  /// Number of the occupied cell plus one, 0 where empty.
  private final int[] cellAt;

  private final int occupied;

  /// Mean of the points in each occupied cell, `(occupied, 3)`.
  private final float[] mean;

  /// @param spacingMeters usual distance between neighbouring points
  Occupancy(KdTree tree, float spacingMeters) {
    this.tree = tree;
    TrimmedBox box = TrimmedBox.of(tree.x, tree.y, tree.z);
    diagonalMeters = box.diagonal();
    double longest = Math.max(box.extent(0), Math.max(box.extent(1), box.extent(2)));
    cellMeters = (float) Math.max(Math.max(longest / CELLS, 2.5 * spacingMeters), 1e-6);
    for (int axis = 0; axis < 3; axis++) {
      // One empty layer all round, so that the outside is connected and rays end in the grid.
      dims[axis] = (int) Math.floor(box.extent(axis) / cellMeters) + 3;
      min[axis] = (float) box.min(axis) - cellMeters;
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
    mean = new float[3 * cells];
    meanOfCells();
  }

  int occupiedCount() {
    return occupied;
  }

  /// Number of the occupied cell that a point of the scan lies in, from 0.
  int occupiedCell(float x, float y, float z) {
    return cellAt[cellOf(x, y, z)] - 1;
  }

  /// Diagonal of the scan without its strays, in metres.
  double diagonalMeters() {
    return diagonalMeters;
  }

  /// Middle of the grid, in the cloud's offsets, in metres.
  float[] middle() {
    float[] middle = new float[3];
    for (int axis = 0; axis < 3; axis++) {
      middle[axis] = min[axis] + .5f * dims[axis] * cellMeters;
    }
    return middle;
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

  /// Middle of a cell, in the cloud's offsets, in metres.
  float[] center(int cell) {
    int k = cell % dims[2];
    int j = cell / dims[2] % dims[1];
    int i = cell / dims[2] / dims[1];
    return new float[] {
      min[0] + (i + .5f) * cellMeters,
      min[1] + (j + .5f) * cellMeters,
      min[2] + (k + .5f) * cellMeters
    };
  }

  /// Follows the line from the points of an occupied cell; the first cell and a half is the surface
  /// itself, which no side is free of.
  boolean sees(int cell, float toX, float toY, float toZ) {
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

  /// For each empty cell in how many of the six axis directions something is, 0 to 6.
  byte[] enclosure() {
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
  short[] clearance() {
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
