package cadenza.scan;

import java.util.Arrays;

/// One resolution of a [Pyramid]: occupied voxels and everything the encoder needs to know about
/// where they lie. Row order is the reference's: level 0 as sampled, coarser levels sorted by (x,
/// y, z).
///
/// @param gridCoord integer voxel coordinates, `(voxels, 3)`, not negative
/// @param coord position in metres relative to the shifted scan, `(voxels, 3)`; on level 0 the
///   sampled point, above it the mean over the voxels pooled into it
/// @param depth bits an axis of the curve codes, `bit_length(max(gridCoord) + 1)` (SPEC ii)
/// @param order `(4, voxels)`, in the order z, z-trans, hilbert, hilbert-trans unless it was
///   shuffled ([Pyramid#withCurves]): the row that stands at each place along the curve
/// @param neighbors pairs of touching voxels for the 3×3×3 convolution
/// @param parents row of the next coarser level each voxel pools into, `(voxels)`; empty on the
///   coarsest level
public record Level(
    int[] gridCoord,
    float[] coord,
    int depth,
    int[][] order,
    NeighborPairs neighbors,
    int[] parents) {
  public Level {
    int voxels = gridCoord.length / 3;
    if (gridCoord.length != 3 * voxels
        || coord.length != 3 * voxels
        || order.length != 4
        || (parents.length != 0 && parents.length != voxels)) {
      throw new IllegalArgumentException("arrays of a level do not belong together");
    }
  }

  /// The same level with other curves in the four places.
  ///
  /// @param permutation row of [#order()] that comes at each place, `(4)`, each once
  Level withCurves(int[] permutation) {
    int[][] curves = new int[order.length][];
    int seen = 0;
    for (int i = 0; i < permutation.length && permutation.length == curves.length; i++) {
      if (permutation[i] >= 0 && permutation[i] < curves.length) {
        seen |= 1 << permutation[i];
        curves[i] = order[permutation[i]];
      }
    }
    if (seen != (1 << curves.length) - 1) {
      throw new IllegalArgumentException(
          Arrays.toString(permutation) + " is no permutation of four curves");
    }
    return new Level(gridCoord, coord, depth, curves, neighbors, parents);
  }

  public int voxelCount() {
    return gridCoord.length / 3;
  }
}
