package cadenza.sonata.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
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

  /// @param x the coarser level, `(coarser voxels, in)`
  /// @param skip the encoder's answer on the finer level, `(voxels, skip)`
  /// @param y gets the result, `(voxels, out)`
  /// @param parents row of the coarser voxel each voxel belongs to, as it lies in memory,
  ///   `(voxels)`
  public void forward(
      NDArray x, NDArray skip, NDArray y, int[] parents, Stretch stretch, Steps steps) {
    int rows = stretch.rows(y.getShape().get(1), 3);
    int coarser = Math.toIntExact(x.getShape().get(0));
    try (NDManager scope = x.getManager().newSubManager()) {
      NDArray coarse = Torch.empty(scope, new Shape(coarser, y.getShape().get(1)));
      for (int begin = 0; begin < coarser; begin += rows) {
        steps.next();
        kernels.change(
            coarse,
            "stem_",
            x,
            proj.weight(),
            proj.bias(),
            norm.weight(),
            norm.bias(),
            begin,
            Math.min(begin + rows, coarser));
      }
      NDArray of = Torch.integers(scope, new Shape(parents.length), parents);
      for (int begin = 0; begin < parents.length; begin += rows) {
        steps.next();
        kernels.change(
            y,
            "unpooled_",
            coarse,
            skip,
            of,
            projSkip.weight(),
            projSkip.bias(),
            normSkip.weight(),
            normSkip.bias(),
            begin,
            Math.min(begin + rows, parents.length));
      }
    }
  }
}
