package cadenza.sonata.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import cadenza.sonata.kernels.Kernels;
import org.jspecify.annotations.Nullable;

/// From input features to the first stage's: `GELU(LN(linear(x)))`, hidden points replaced by one
/// learned token (S/model.py:531).
public final class Embedding {
  private final Kernels kernels;
  private final Linear linear;
  private final LayerNorm norm;
  private final @Nullable NDArray maskToken; // (1, channels)

  /// @param parameters names begin at the embedding
  /// @param hasMaskToken whether there is a token for hidden points
  public Embedding(Parameters parameters, boolean hasMaskToken) {
    this.kernels = parameters.kernels();
    this.linear = Linear.of(parameters, "stem.linear");
    this.norm = new LayerNorm(parameters, "stem.norm");
    this.maskToken = hasMaskToken ? parameters.get("mask_token") : null;
  }

  /// @param features `(voxels, in)`
  /// @param mask true where a voxel is hidden, `(voxels)` booleans, or null
  /// @return `(voxels, channels)`
  public NDArray forward(NDManager manager, NDArray features, @Nullable NDArray mask) {
    NDArray x =
        kernels.call(
            manager, "stem", features, linear.weight(), linear.bias(), norm.weight(), norm.bias());
    if (mask == null) {
      return x;
    }
    if (maskToken == null) {
      throw new IllegalArgumentException("these weights have no token for hidden points");
    }
    try (x) {
      return kernels.call(manager, "hidden", x, mask, maskToken);
    }
  }
}
