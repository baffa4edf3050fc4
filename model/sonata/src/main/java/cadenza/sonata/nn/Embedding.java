package cadenza.sonata.nn;

import ai.djl.ndarray.NDArray;
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
  /// @param y gets the result, `(voxels, channels)`
  /// @param mask true where a voxel is hidden, `(voxels)` booleans, or null
  public void forward(
      NDArray features, NDArray y, @Nullable NDArray mask, Stretch stretch, Steps steps) {
    if (mask != null && maskToken == null) {
      throw new IllegalArgumentException("these weights have no token for hidden points");
    }
    int voxels = Math.toIntExact(y.getShape().get(0));
    int rows = stretch.rows(y.getShape().get(1), 3);
    for (int begin = 0; begin < voxels; begin += rows) {
      int end = Math.min(begin + rows, voxels);
      steps.next();
      kernels.change(
          y,
          "stem_",
          features,
          linear.weight(),
          linear.bias(),
          norm.weight(),
          norm.bias(),
          begin,
          end);
      if (mask != null && maskToken != null) {
        kernels.change(y, "hide_", mask, maskToken, begin, end);
      }
    }
  }
}
