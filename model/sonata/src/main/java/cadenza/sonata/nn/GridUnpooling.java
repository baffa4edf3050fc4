package cadenza.sonata.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import cadenza.sonata.kernels.Kernels;
import cadenza.sonata.kernels.Torch;

/// From one level to the next finer (S/model.py:490): each voxel's own features and those of the
/// coarser voxel it lies in, both brought to the same width, are added.
///
/// ```
/// y = GELU(LN(linear_skip(skip))) + GELU(LN(linear(x)))[parents]
/// ```
public final class GridUnpooling {
  private final Kernels kernels;
  private final Linear proj;
  private final LayerNorm norm;
  private final Linear projSkip;
  private final LayerNorm normSkip;

  /// @param parameters names begin at the unpooling
  public GridUnpooling(Parameters parameters) {
    this.kernels = parameters.kernels();
    this.proj = Linear.of(parameters, "proj.0");
    this.norm = new LayerNorm(parameters, "proj.1");
    this.projSkip = Linear.of(parameters, "proj_skip.0");
    this.normSkip = new LayerNorm(parameters, "proj_skip.1");
  }

  /// @param manager owner of the result
  /// @param x the coarser level, `(coarser voxels, in)`
  /// @param skip the encoder's answer on the finer level, `(voxels, skip)`
  /// @param parents row of the coarser voxel each voxel belongs to, `(voxels)`
  /// @return `(voxels, out)`
  public NDArray forward(NDManager manager, NDArray x, NDArray skip, int[] parents) {
    try (NDManager scope = manager.newSubManager()) {
      return kernels.call(
          manager,
          "unpooled",
          x,
          skip,
          Torch.indices(scope, parents),
          proj.weight(),
          proj.bias(),
          norm.weight(),
          norm.bias(),
          projSkip.weight(),
          projSkip.bias(),
          normSkip.weight(),
          normSkip.bias(),
          Stretch.rows(skip, 3));
    }
  }
}
