package cadenza.sonata.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cadenza.sonata.kernels.Kernels;
import cadenza.sonata.kernels.Torch;

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

  /// @param x `(voxels, in)`
  /// @param y gets the result, `(coarser voxels, out)`
  /// @param children which voxels pool into which
  public void forward(NDArray x, NDArray y, Children children, Stretch stretch, Steps steps) {
    int voxels = stretch.rows(proj.weight().getShape().get(0), 3);
    for (int begin = 0; begin < children.parentCount(); ) {
      int end = children.endOfStretch(begin, voxels);
      steps.next();
      try (NDManager scope = x.getManager().newSubManager()) {
        int[] rows = children.rows(begin, end);
        int[][] members = children.members(begin, end);
        int[] flat =
            java.util.Arrays.stream(members).flatMapToInt(java.util.Arrays::stream).toArray();
        kernels.change(
            y,
            "pooled_",
            x,
            Torch.integers(scope, new Shape(rows.length), rows),
            Torch.integers(scope, new Shape(members.length, end - begin), flat),
            proj.weight(),
            proj.bias(),
            norm.weight(),
            norm.bias(),
            begin,
            end);
      }
      begin = end;
    }
  }
}
