package cadenza.sonata.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import cadenza.scan.Level;
import cadenza.sonata.kernels.Torch;
import org.jspecify.annotations.Nullable;

/// The geometry of one level as index tensors on the device: which voxels touch, and which attend
/// to each other along each curve.
///
/// # How it works
///
/// Attention runs in patches of `K` consecutive voxels of a curve. With `n <= K` voxels there is
/// one patch of `n`. Otherwise the curve is cut into `ceil(n / K)` patches, and the places that the
/// last one lacks are filled with the voxels at the same places of the patch before it; these serve
/// as further keys and values, their own results are dropped (S/model.py:153, SPEC iii). So the
/// result of place `i` of the padded curve belongs to voxel `rows[i]` for `i < n`, and nothing need
/// be undone.
public final class LevelTensors {
  /// Curves of a level.
  public static final int CURVES = 4;

  private final NDManager manager;
  private final Level level;
  private final RowOrder order;
  private final int patchSize;
  private final Stretch stretch;
  private final @Nullable NDArray[] rows = new @Nullable NDArray[CURVES];
  private @Nullable NeighborTensors neighbors;

  /// @param manager owner of the tensors
  /// @param order how the level's rows lie in memory
  /// @param patchSize most voxels that attend to each other
  public LevelTensors(
      NDManager manager, Level level, RowOrder order, int patchSize, Stretch stretch) {
    this.manager = manager;
    this.level = level;
    this.order = order;
    this.patchSize = Math.min(patchSize, level.voxelCount());
    this.stretch = stretch;
  }

  /// The order of a curve, filled up to whole patches.
  ///
  /// @param order voxel at each place of the curve, `(n)`
  /// @param patchSize at most `n`
  /// @return `(ceil(n / patchSize) * patchSize)`
  public static int[] padded(int[] order, int patchSize) {
    int n = order.length;
    int length = Math.ceilDiv(n, patchSize) * patchSize;
    int[] padded = java.util.Arrays.copyOf(order, length);
    for (int i = n; i < length; i++) {
      padded[i] = order[i - patchSize];
    }
    return padded;
  }

  int voxelCount() {
    return level.voxelCount();
  }

  /// Voxels that attend to each other.
  int patchSize() {
    return patchSize;
  }

  /// How much to work on at a time.
  public Stretch stretch() {
    return stretch;
  }

  /// Row in memory of the voxel at each place of a curve, `(patches * patchSize)`.
  NDArray rows(int curve) {
    NDArray tensor = rows[curve];
    if (tensor == null) {
      int[] places = padded(level.order()[curve], patchSize);
      for (int i = 0; i < places.length; i++) {
        places[i] = order.placeOf(places[i]);
      }
      tensor = Torch.indices(manager, places);
      rows[curve] = tensor;
    }
    return tensor;
  }

  /// Rows that the taps of a convolution read and write.
  ///
  /// @param channels of the features it reads; the same at each call
  NeighborTensors neighbors(long channels) {
    if (neighbors == null) {
      neighbors = new NeighborTensors(manager, level.neighbors(), order, stretch.rows(channels, 4));
    }
    return neighbors;
  }

  /// The same for all rows at once.
  NeighborTensors neighborsInOneStretch(NDManager owner) {
    return new NeighborTensors(owner, level.neighbors(), order, level.voxelCount());
  }
}
