package cadenza.sonata.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cadenza.sonata.kernels.Kernels;
import cadenza.sonata.kernels.Torch;
import java.lang.foreign.ValueLayout;

/// From one level to the next coarser: `GELU(LN(max over a cell of linear(x)))` (S/model.py:390).
public final class GridPooling {
  private final Kernels kernels;
  private final Linear proj;
  private final LayerNorm norm;

  /// @param parameters names begin at the pooling
  public GridPooling(Parameters parameters) {
    this.kernels = parameters.kernels();
    this.proj = Linear.of(parameters, "proj");
    this.norm = new LayerNorm(parameters, "norm.0");
  }

  /// @param manager owner of the result
  /// @param x `(voxels, in)`
  /// @param parents row of the coarser voxel each voxel belongs to, `(voxels)`
  /// @param parentCount number of coarser voxels
  /// @return `(parentCount, out)`
  public NDArray forward(NDManager manager, NDArray x, int[] parents, int parentCount) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray members = members(scope, parents, parentCount); // (most, parentCount)
      return kernels.call(
          manager, "pooled", x, members, proj.weight(), proj.bias(), norm.weight(), norm.bias());
    }
  }

  /// For each coarser voxel its members in order, the first one repeated up to the largest number
  /// (8, unless voxels are doubled), `(most, parentCount)`.
  private static NDArray members(NDManager manager, int[] parents, int parentCount) {
    int[] counts = new int[parentCount];
    int most = 0;
    for (int parent : parents) {
      most = Math.max(most, ++counts[parent]);
    }
    int[][] members = new int[most][parentCount];
    java.util.Arrays.fill(counts, 0);
    for (int row = 0; row < parents.length; row++) {
      int parent = parents[row];
      int rank = counts[parent]++;
      if (rank == 0) {
        for (int[] ranked : members) {
          ranked[parent] = row;
        }
      } else {
        members[rank][parent] = row;
      }
    }
    return Torch.indices(
        manager,
        new Shape(most, parentCount),
        to -> {
          long at = 0;
          for (int[] ranked : members) {
            for (int row : ranked) {
              to.setAtIndex(ValueLayout.JAVA_LONG, at++, row);
            }
          }
        });
  }
}
