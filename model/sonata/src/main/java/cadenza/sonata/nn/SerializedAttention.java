package cadenza.sonata.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import cadenza.sonata.kernels.Kernels;

/// Attention among the voxels of a patch of a space-filling curve (S/model.py:89), by the fused
/// operator that never holds a patch-by-patch matrix.
public final class SerializedAttention {
  private final Kernels kernels;
  private final Linear qkv;
  private final Linear proj;
  private final int heads;

  SerializedAttention(Parameters parameters, String name, int heads) {
    this.kernels = parameters.kernels();
    this.qkv = Linear.of(parameters, name + ".qkv");
    this.proj = Linear.of(parameters, name + ".proj");
    this.heads = heads;
  }

  /// Attention of rows that already stand in patches.
  ///
  /// @param x `(patches * patchSize, channels)`
  public NDArray forward(NDManager manager, NDArray x, int patchSize) {
    return kernels.call(
        manager,
        "attention",
        x,
        qkv.weight(),
        qkv.bias(),
        proj.weight(),
        proj.bias(),
        heads,
        patchSize,
        patchSize);
  }

  /// Adds the attention of `LN(x)` along a curve to `x`, `(voxels, channels)`.
  void addTo(NDArray x, LayerNorm norm, LevelTensors level, int curve) {
    kernels.change(
        x,
        "add_attention_",
        level.rows(curve),
        norm.weight(),
        norm.bias(),
        qkv.weight(),
        qkv.bias(),
        proj.weight(),
        proj.bias(),
        heads,
        level.patchSize(),
        Math.max(1, Stretch.rows(x, 5) / level.patchSize()));
  }
}
