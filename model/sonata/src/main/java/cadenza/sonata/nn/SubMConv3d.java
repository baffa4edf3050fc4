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
///
/// @param taps weights by tap, `(27, in, out)`
/// @param bias `(out)`
public record SubMConv3d(Kernels kernels, NDArray taps, NDArray bias) {
  static SubMConv3d of(Parameters parameters, String name) {
    return new SubMConv3d(
        parameters.kernels(), parameters.get(name + ".weight"), parameters.get(name + ".bias"));
  }

  /// The convolution of a whole level, to look at it: the network adds it stretch by stretch
  /// ([ConditionalPositionalEncoding]).
  ///
  /// @param x `(voxels, in)`
  /// @return `(voxels, out)`
  public NDArray forward(NDManager manager, NDArray x, LevelTensors level) {
    int voxels = level.voxelCount();
    try (NDManager scope = manager.newSubManager()) {
      NeighborTensors whole = level.neighborsInOneStretch(scope);
      return kernels.call(
          manager,
          "convolution",
          kernels.call(scope, "matched", x, taps),
          taps,
          bias,
          whole.written(),
          whole.read(),
          whole.starts(0),
          0,
          voxels);
    }
  }
}
