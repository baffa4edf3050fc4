package cadenza.scan.grid;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.Arrays;

/// The finite points of a cloud grouped into voxels; see [GridSample] for the rules.
final class Voxels {
  private final PointCloud cloud;
  private final float gridSizeMeters;
  private final float[] shift;

  /// Rows of the cloud that are finite.
  private final int[] finiteRows;

  /// Voxel coordinates of the finite rows, `(finite, 3)`.
  private final int[] grid;

  /// Finite rows (as indices into `finiteRows`) voxel by voxel.
  private final int[] order;

  /// Where each voxel starts in `order`, `(voxels + 1)`.
  private final int[] starts;

  /// Key of each voxel, `(voxels)`.
  private final long[] keys;

  Voxels(PointCloud cloud, float gridSizeMeters, Progress progress) {
    if (!(gridSizeMeters > 0) || Float.isInfinite(gridSizeMeters)) {
      throw new IllegalArgumentException(
          "a grid size is a positive number of metres, not " + gridSizeMeters);
    }
    progress.report(0, "Voxels");
    progress.checkCancelled();
    this.cloud = cloud;
    this.gridSizeMeters = gridSizeMeters;
    this.finiteRows = finiteRows(cloud);
    this.shift = shift();
    this.grid = grid();
    progress.report(.3, "Voxels");
    progress.checkCancelled();
    int n = finiteRows.length;
    long[] pointKeys = new long[n];
    for (int i = 0; i < n; i++) {
      pointKeys[i] = GridSample.key(grid[3 * i], grid[3 * i + 1], grid[3 * i + 2]);
    }
    this.order = RadixSort.order(pointKeys, Long.SIZE);
    progress.report(.8, "Voxels");
    progress.checkCancelled();
    int[] starts = new int[n + 1];
    long[] keys = new long[n];
    int voxels = 0;
    for (int i = 0; i < n; i++) {
      long key = pointKeys[order[i]];
      if (i == 0 || key != keys[voxels - 1]) {
        keys[voxels] = key;
        starts[voxels++] = i;
      }
    }
    starts[voxels] = n;
    this.starts = Arrays.copyOf(starts, voxels + 1);
    this.keys = Arrays.copyOf(keys, voxels);
  }

  /// Number of voxels.
  int count() {
    return keys.length;
  }

  long key(int voxel) {
    return keys[voxel];
  }

  /// Number of points in a voxel.
  int members(int voxel) {
    return starts[voxel + 1] - starts[voxel];
  }

  /// Row of the cloud of the voxel's point number `rank`, in file order.
  int row(int voxel, int rank) {
    return finiteRows[order[starts[voxel] + rank]];
  }

  private static int[] finiteRows(PointCloud cloud) {
    int[] rows = new int[cloud.pointCount()];
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      if (cloud.isFinite(i)) {
        rows[count++] = i;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  private float[] shift() {
    float[] positions = cloud.positions();
    float[] lo = {Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY};
    float[] hi = {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
    for (int row : finiteRows) {
      for (int axis = 0; axis < 3; axis++) {
        lo[axis] = Math.min(lo[axis], positions[3 * row + axis]);
        hi[axis] = Math.max(hi[axis], positions[3 * row + axis]);
      }
    }
    for (int axis = 0; axis < 3; axis++) {
      double extent = (double) hi[axis] - lo[axis];
      if (extent / gridSizeMeters > (1 << Curve.MAX_DEPTH)) {
        throw tooFine(extent);
      }
    }
    return new float[] {(lo[0] + hi[0]) / 2, (lo[1] + hi[1]) / 2, lo[2]};
  }

  private int[] grid() {
    float[] positions = cloud.positions();
    int[] grid = new int[3 * finiteRows.length];
    int[] min = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
    int[] max = {Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE};
    for (int i = 0; i < finiteRows.length; i++) {
      for (int axis = 0; axis < 3; axis++) {
        float shifted = positions[3 * finiteRows[i] + axis] - shift[axis];
        int cell = (int) Math.floor(shifted / gridSizeMeters);
        grid[3 * i + axis] = cell;
        min[axis] = Math.min(min[axis], cell);
        max[axis] = Math.max(max[axis], cell);
      }
    }
    for (int axis = 0; axis < 3 && grid.length > 0; axis++) {
      // The largest coordinate of depth 16 is 65534: depth counts bits of the maximum plus one.
      if (max[axis] - min[axis] > (1 << Curve.MAX_DEPTH) - 2) {
        throw tooFine((double) gridSizeMeters * (max[axis] - min[axis] + 1));
      }
    }
    for (int i = 0; i < grid.length; i++) {
      grid[i] -= min[i % 3];
    }
    return grid;
  }

  private GridRangeException tooFine(double extentMeters) {
    // One voxel less than fit, because the grid's phase may cost one at either end; rounded up
    // to three digits, because that is how the message prints it.
    double least = extentMeters / ((1 << Curve.MAX_DEPTH) - 3);
    double unit = Math.pow(10, Math.floor(Math.log10(least)) - 2);
    return new GridRangeException(
        extentMeters, gridSizeMeters, Math.ceil(least / unit + 1e-9) * unit);
  }

  /// The sample with these rows of the cloud picked, one a voxel.
  GridSample sample(int[] picked) {
    if (picked.length != count()) {
      throw new IllegalArgumentException(
          picked.length + " picks for a scan of " + count() + " voxels");
    }
    int[] gridCoord = new int[3 * picked.length];
    float[] coord = new float[3 * picked.length];
    int[] inverse = new int[cloud.pointCount()];
    Arrays.fill(inverse, -1);
    float[] positions = cloud.positions();
    for (int voxel = 0; voxel < picked.length; voxel++) {
      int first = order[starts[voxel]];
      for (int axis = 0; axis < 3; axis++) {
        gridCoord[3 * voxel + axis] = grid[3 * first + axis];
        coord[3 * voxel + axis] = positions[3 * picked[voxel] + axis] - shift[axis];
      }
      for (int at = starts[voxel]; at < starts[voxel + 1]; at++) {
        inverse[finiteRows[order[at]]] = voxel;
      }
    }
    return new GridSample(gridSizeMeters, gridCoord, coord, picked, inverse);
  }
}
