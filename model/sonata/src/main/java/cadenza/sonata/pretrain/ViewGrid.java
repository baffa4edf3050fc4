package cadenza.sonata.pretrain;

import java.util.Arrays;

/// Voxels of a view after it was moved and bent.
///
/// # How it works
///
/// The reference counts voxels from the lowest corner of all points of the batch, keeps every point
/// and so has voxels with several (S/structure.py:80): [#gridCoord]. Where voxels shall be unique,
/// their walls lie at multiples of the grid size instead, so that dropping points moves no wall and
/// a view does not depend on the others of its batch: [#onLattice].
public final class ViewGrid {
  private static final int AXIS_BITS = 21;

  private ViewGrid() {}

  /// Voxel of each point, counted from a corner.
  ///
  /// @param coord positions, `(points, 3)`
  /// @param corner lowest x, y, z
  /// @return `(points, 3)`
  public static int[] gridCoord(float[] coord, float[] corner, float gridSizeMeters) {
    int[] grid = new int[coord.length];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = (int) ((coord[i] - corner[i % 3]) / gridSizeMeters);
    }
    return grid;
  }

  /// Lowest x, y and z of some points, `(3)`.
  public static float[] corner(float[] coord) {
    return Arrays.copyOf(Geometry.box(coord), 3);
  }

  /// Voxel of each point, walls at multiples of the grid size, counted from the lowest one taken.
  ///
  /// @param coord positions, `(points, 3)`
  /// @return `(points, 3)`
  public static int[] onLattice(float[] coord, float gridSizeMeters) {
    int[] grid = new int[coord.length];
    int[] least = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
    for (int i = 0; i < grid.length; i++) {
      grid[i] = (int) Math.floor(coord[i] / gridSizeMeters);
      least[i % 3] = Math.min(least[i % 3], grid[i]);
    }
    for (int i = 0; i < grid.length; i++) {
      grid[i] -= least[i % 3];
    }
    return grid;
  }

  /// Rows of the first point in each voxel of [#onLattice], in their order.
  public static int[] firstInEachVoxel(float[] coord, float gridSizeMeters) {
    int[] grid = onLattice(coord, gridSizeMeters);
    long[][] byVoxel = new long[coord.length / 3][];
    for (int i = 0; i < byVoxel.length; i++) {
      long key = 0;
      for (int axis = 0; axis < 3; axis++) {
        if (grid[3 * i + axis] >= 1 << AXIS_BITS) {
          throw new IllegalArgumentException("a view has more than 2^21 voxels along an axis");
        }
        key = key << AXIS_BITS | grid[3 * i + axis];
      }
      byVoxel[i] = new long[] {key, i};
    }
    Arrays.sort(
        byVoxel, (a, b) -> a[0] == b[0] ? Long.compare(a[1], b[1]) : Long.compare(a[0], b[0]));
    int[] first = new int[byVoxel.length];
    int count = 0;
    for (int i = 0; i < byVoxel.length; i++) {
      if (i == 0 || byVoxel[i][0] != byVoxel[i - 1][0]) {
        first[count++] = (int) byVoxel[i][1];
      }
    }
    int[] rows = Arrays.copyOf(first, count);
    Arrays.sort(rows);
    return rows;
  }
}
