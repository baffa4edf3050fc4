package cadenza.sonata.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import cadenza.sonata.kernels.Kernels;

/// `linear(GELU(linear(x)))`, the reference's `MLP` (S/model.py:263).
public final class Perceptron {
  private final Kernels kernels;
  private final Linear fc1;
  private final Linear fc2;

  Perceptron(Parameters parameters, String name) {
    this.kernels = parameters.kernels();
    this.fc1 = Linear.of(parameters, name + ".fc1");
    this.fc2 = Linear.of(parameters, name + ".fc2");
  }

  /// @param x `(rows, channels)`
  /// @return of the same shape, in the precision of the weights
  public NDArray forward(NDManager manager, NDArray x) {
    return kernels.call(
        manager, "perceptron", x, fc1.weight(), fc1.bias(), fc2.weight(), fc2.bias());
  }

  /// Adds the perceptron of `LN(x)` to `x`, `(voxels, channels)`.
  public void addTo(NDArray x, LayerNorm norm, Stretch stretch, Steps steps) {
    int voxels = Math.toIntExact(x.getShape().get(0));
    int rows = stretch.rows(fc1.weight().getShape().get(0), 1);
    for (int begin = 0; begin < voxels; begin += rows) {
      steps.next();
      kernels.change(
          x,
          "add_perceptron_",
          norm.weight(),
          norm.bias(),
          fc1.weight(),
          fc1.bias(),
          fc2.weight(),
          fc2.bias(),
          begin,
          Math.min(begin + rows, voxels));
    }
  }
}
