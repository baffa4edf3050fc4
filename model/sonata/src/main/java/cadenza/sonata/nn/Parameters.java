package cadenza.sonata.nn;

import ai.djl.ndarray.NDArray;
import cadenza.sonata.kernels.Kernels;

/// The weights of a network by name, on its device, and the operators to use them with.
public interface Parameters {
  /// The tensor of that name. It lives as long as the network.
  NDArray get(String name);

  /// The operators.
  Kernels kernels();

  /// The same parameters seen from inside a part of the network: names go on from `prefix`.
  default Parameters under(String prefix) {
    Parameters whole = this;
    return new Parameters() {
      @Override
      public NDArray get(String name) {
        return whole.get(prefix + name);
      }

      @Override
      public Kernels kernels() {
        return whole.kernels();
      }
    };
  }
}
