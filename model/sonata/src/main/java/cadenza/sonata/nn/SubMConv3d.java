package cadenza.sonata.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import cadenza.sonata.kernels.Kernels;

/// 3×3×3 convolution over occupied voxels only, whose output has the voxels of its input
/// (submanifold; Graham et al., arXiv 1711.10275).
///
/// # How it works
///
/// `y[p] = b + Σ_t W_t x[p + offset(t)]` over the taps whose voxel is occupied. For each tap the
/// rows it reads are gathered, multiplied as one matrix, and added to the rows it writes. No matrix
/// of all 27 neighbours is made: two thirds of it would be zeros.
public final class SubMConv3d {
  private final Kernels kernels;
  private final NDArray weight; // (27, in, out)
  private final NDArray bias; // (out)

  SubMConv3d(Parameters parameters, String name) {
    this.kernels = parameters.kernels();
    this.weight = parameters.get(name + ".weight");
    this.bias = parameters.get(name + ".bias");
  }

  /// @param x `(voxels, in)`
  /// @return `(voxels, out)`
  public NDArray forward(NDManager manager, NDArray x, LevelTensors level) {
    return kernels.call(
        manager,
        "convolution",
        x,
        weight,
        bias,
        level.rowsWritten(),
        level.rowsRead(),
        level.tapStarts());
  }
}
