package cadenza.sonata.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import cadenza.sonata.kernels.Kernels;

/// Normalisation of each row to mean 0 and variance 1 (epsilon 1e-5), then scaled and shifted.
public final class LayerNorm {
  private final Kernels kernels;
  private final NDArray weight; // (channels)
  private final NDArray bias; // (channels)

  LayerNorm(Parameters parameters, String name) {
    this.kernels = parameters.kernels();
    this.weight = parameters.get(name + ".weight");
    this.bias = parameters.get(name + ".bias");
  }

  NDArray weight() {
    return weight;
  }

  NDArray bias() {
    return bias;
  }

  /// @param x `(rows, channels)`
  public NDArray forward(NDManager manager, NDArray x) {
    return kernels.call(manager, "normalized", x, weight, bias);
  }
}
