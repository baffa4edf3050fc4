package cadenza.sonata.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import cadenza.sonata.kernels.Kernels;

/// Where a voxel lies, told by its surroundings: `LN(linear(conv(x)))`, the reference's `cpe`
/// (S/model.py:289).
public final class ConditionalPositionalEncoding {
  private final Kernels kernels;
  private final SubMConv3d convolution;
  private final Linear linear;
  private final LayerNorm norm;

  ConditionalPositionalEncoding(Parameters parameters, String name) {
    this.kernels = parameters.kernels();
    this.convolution = SubMConv3d.of(parameters, name + ".0");
    this.linear = Linear.of(parameters, name + ".1");
    this.norm = new LayerNorm(parameters, name + ".2");
  }

  /// The first of the three.
  public SubMConv3d convolution() {
    return convolution;
  }

  /// Writes `x` and its encoding, added, to `y`; both `(voxels, channels)`. Not in place: what a
  /// stretch of voxels writes, the next one still reads.
  public void addTo(NDArray x, NDArray y, LevelTensors level, Steps steps) {
    NeighborTensors neighbors = level.neighbors(x.getShape().get(1));
    int rows = neighbors.rowsAStretch();
    try (NDManager scope = x.getManager().newSubManager()) {
      NDArray source = kernels.call(scope, "matched", x, convolution.taps());
      for (int stretch = 0; stretch * rows < level.voxelCount(); stretch++) {
        steps.next();
        kernels.change(
            y,
            "position_",
            x,
            source,
            convolution.taps(),
            convolution.bias(),
            neighbors.written(),
            neighbors.read(),
            neighbors.starts(stretch),
            linear.weight(),
            linear.bias(),
            norm.weight(),
            norm.bias(),
            stretch * rows,
            Math.min((stretch + 1) * rows, level.voxelCount()));
      }
    }
  }
}
