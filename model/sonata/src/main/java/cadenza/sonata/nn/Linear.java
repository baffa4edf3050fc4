package cadenza.sonata.nn;

import ai.djl.ndarray.NDArray;

/// `y = x Wᵀ + b`, as weights of a layer that the operators use.
///
/// @param weight `(out, in)`
/// @param bias `(out)`
public record Linear(NDArray weight, NDArray bias) {
  static Linear of(Parameters parameters, String name) {
    return new Linear(parameters.get(name + ".weight"), parameters.get(name + ".bias"));
  }
}
