package cadenza.sonata.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import cadenza.sonata.kernels.Kernels;

/// Targets from the teacher's scores, such that all prototypes are used alike: without that every
/// point soon belongs to the same one (Cuturi, NeurIPS 2013; Caron et al., arXiv 2006.09882).
///
/// # How it works
///
/// `exp(scores / temperature)` is scaled in turn so that all prototypes have the same sum, then so
/// that all rows have; after some rounds each row sums to 1 and both hold nearly.
///
/// @param iterations rounds; the reference's 3 leave prototypes a little uneven
public record Sinkhorn(int iterations) {
  /// Below it the exponential of a cosine would leave the range of 32-bit floats.
  private static final double LEAST_TEMPERATURE = 0.0125;

  /// The reference's.
  public static Sinkhorn paper() {
    return new Sinkhorn(3);
  }

  /// Shares of prototypes in each row.
  ///
  /// @param scores the teacher's cosines of matched points, `(matches, prototypes)`
  /// @return `(matches, prototypes)`, rows sum to 1
  public NDArray targets(Kernels kernels, NDManager manager, NDArray scores, double temperature) {
    if (!(temperature >= LEAST_TEMPERATURE)) {
      throw new IllegalArgumentException(
          "a teacher's temperature is at least " + LEAST_TEMPERATURE + ", not " + temperature);
    }
    try (NDArray t = manager.create((float) temperature);
        NDArray rounds = manager.create((long) iterations)) {
      return kernels.record(manager, "sinkhorn", scores, t, rounds);
    }
  }
}
