package cadenza.scan.grid;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.Arrays;

/// A scan cut into voxels, one raw point picked from each, as the reference transform does it (SPEC
/// i: CenterShift, then GridSample; sonata/transform.py:182, 812).
///
/// # How it works
///
/// The scan is moved so that the middle of its x and y range and the bottom of its z range are
/// zero, then each coordinate is divided by the grid size and floored, all in single precision
/// because a double would put points on cell boundaries elsewhere than the reference does. The
/// subtraction acts on the cloud's float offsets, never on world coordinates: the cloud's origin
/// drops out, so a scan in UTM coordinates gives the voxels it would give near zero.
///
/// A voxel's key is FNV-1 over (x, y, z): multiply, then xor the whole coordinate. Voxels are rows
/// in ascending *unsigned* key order. Keys of different voxels never collide below 2^16 voxels an
/// axis: the multiplier is 2^40 + 435, and no three differences below 2^16 cancel in both its
/// parts.
///
/// Where the reference picks a random point of each voxel, the pick here is a hash of (seed, key)
/// modulo the points in the voxel, counted in file order: the same cloud, grid and seed give the
/// same picks on every machine, and what happens in one voxel does not depend on the others. Points
/// that are not finite are in no voxel.
///
/// @param gridSizeMeters edge of a voxel
/// @param gridCoord voxel coordinates from 0, `(voxels, 3)`
/// @param coord shifted position of the picked point in metres, `(voxels, 3)`
/// @param picked row of the picked point in the cloud, `(voxels)`
/// @param inverse voxel of each point of the cloud, `(points)`; -1 where the point is not finite
public record GridSample(
    float gridSizeMeters, int[] gridCoord, float[] coord, int[] picked, int[] inverse) {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  public GridSample {
    int voxels = picked.length;
    if (gridCoord.length != 3 * voxels || coord.length != 3 * voxels) {
      throw new IllegalArgumentException("arrays of a grid sample do not belong together");
    }
  }

  public int voxelCount() {
    return picked.length;
  }

  /// Cuts the cloud into voxels and picks one point of each by `seed`.
  ///
  /// @throws GridRangeException if an axis would have more than 65535 voxels
  public static GridSample of(
      PointCloud cloud, float gridSizeMeters, long seed, Progress progress) {
    Voxels voxels = new Voxels(cloud, gridSizeMeters, progress);
    int[] picked = new int[voxels.count()];
    for (int voxel = 0; voxel < picked.length; voxel++) {
      int members = voxels.starts[voxel + 1] - voxels.starts[voxel];
      long hash = mix(voxels.keys[voxel] + seed * 0x9e3779b97f4a7c15L);
      int rank = (int) Long.remainderUnsigned(hash, members);
      picked[voxel] = voxels.finiteRows[voxels.order[voxels.starts[voxel] + rank]];
    }
    return voxels.sample(picked);
  }

  /// Cuts the cloud into voxels with the picks of another program, given as one row of the cloud
  /// for each voxel in key order, `(voxels)`.
  ///
  /// @throws IllegalArgumentException if a pick is not in its voxel
  /// @throws GridRangeException if an axis would have more than 65535 voxels
  public static GridSample of(
      PointCloud cloud, float gridSizeMeters, int[] picked, Progress progress) {
    GridSample sample = new Voxels(cloud, gridSizeMeters, progress).sample(picked.clone());
    for (int voxel = 0; voxel < picked.length; voxel++) {
      if (sample.inverse[picked[voxel]] != voxel) {
        throw new IllegalArgumentException(
            "point " + picked[voxel] + " does not lie in voxel " + voxel + ", which it stands for");
      }
    }
    return sample;
  }

  /// Key by which the reference sorts voxels; compare unsigned.
  static long key(int x, int y, int z) {
    long hash = FNV_OFFSET;
    hash = hash * FNV_PRIME ^ x;
    hash = hash * FNV_PRIME ^ y;
    return hash * FNV_PRIME ^ z;
  }

  // The finaliser of splitmix64: every bit of the input moves every bit of the output.
  private static long mix(long value) {
    long z = value;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  /// Finite points grouped into voxels.
  private static final class Voxels {
    private final PointCloud cloud;
    private final float gridSizeMeters;
    private final float[] shift;

    /// Rows of the cloud that are finite.
    final int[] finiteRows;

    /// Voxel coordinates of the finite rows, `(finite, 3)`.
    private final int[] grid;

    /// Finite rows (as indices into `finiteRows`) voxel by voxel.
    final int[] order;

    /// Where each voxel starts in `order`, `(voxels + 1)`.
    final int[] starts;

    /// Key of each voxel, `(voxels)`.
    final long[] keys;

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
        pointKeys[i] = key(grid[3 * i], grid[3 * i + 1], grid[3 * i + 2]);
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

    int count() {
      return keys.length;
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
}
