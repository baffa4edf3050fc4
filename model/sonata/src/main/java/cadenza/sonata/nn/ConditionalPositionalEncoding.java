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
    this.convolution = new SubMConv3d(parameters, name + ".0");
    this.linear = Linear.of(parameters, name + ".1");
    this.norm = new LayerNorm(parameters, name + ".2");
  }

  /// The first of the three.
  public SubMConv3d convolution() {
    return convolution;
  }

  /// Adds the encoding to `x`, `(voxels, channels)`.
  public void addTo(NDArray x, LevelTensors level) {
    try (NDManager scope = x.getManager().newSubManager()) {
      NDArray y = convolution.forward(scope, x, level); // (voxels, channels)
      kernels.change(
          x,
          "add_position_",
          y,
          linear.weight(),
          linear.bias(),
          norm.weight(),
          norm.bias(),
          Stretch.rows(x, 1));
    }
  }
}
