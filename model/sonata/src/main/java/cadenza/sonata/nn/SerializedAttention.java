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

  /// A GPU's grid of threads has room for no more in its second dimension.
  private static final int MOST_PATCHES = 65_535;

  SerializedAttention(Parameters parameters, String name, int heads) {
    this.kernels = parameters.kernels();
    this.qkv = Linear.of(parameters, name + ".qkv");
    this.proj = Linear.of(parameters, name + ".proj");
    this.heads = heads;
  }

  /// Attention of rows that already stand in patches.
  ///
  /// @param x `(patches * patchSize, channels)`
  /// @return of the same shape, in the precision of the weights
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
  ///
  /// The last patch comes first if it borrows voxels of the patch before it: it must see them as
  /// they were.
  public void addTo(NDArray x, LayerNorm norm, LevelTensors level, int curve, Steps steps) {
    int voxels = level.voxelCount();
    int patch = level.patchSize();
    int whole = voxels / patch * patch;
    if (whole < voxels) {
      addTo(x, norm, level, curve, whole, whole + patch, voxels - whole, steps);
    }
    int patches = level.stretch().rows(x.getShape().get(1), 8) / patch;
    int places = Math.clamp(patches, 1, MOST_PATCHES) * patch;
    for (int begin = 0; begin < whole; begin += places) {
      addTo(x, norm, level, curve, begin, Math.min(begin + places, whole), patch, steps);
    }
  }

  private void addTo(
      NDArray x,
      LayerNorm norm,
      LevelTensors level,
      int curve,
      int begin,
      int end,
      int asked,
      Steps steps) {
    steps.next();
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
        begin,
        end,
        asked);
  }
}
