package cadenza.sonata.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cadenza.scan.Level;
import cadenza.scan.NeighborPairs;
import cadenza.sonata.kernels.Torch;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

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

  private final int voxelCount;
  private final int patchSize;
  private final NDArray[] rows = new NDArray[CURVES];
  private final NDArray rowsWritten;
  private final NDArray rowsRead;
  private final long[] tapStarts;

  /// @param manager owner of the tensors
  /// @param patchSize most voxels that attend to each other
  public LevelTensors(NDManager manager, Level level, int patchSize) {
    this.voxelCount = level.voxelCount();
    this.patchSize = Math.min(patchSize, voxelCount);
    for (int curve = 0; curve < CURVES; curve++) {
      rows[curve] = Torch.indices(manager, padded(level.order()[curve], this.patchSize));
    }
    NeighborPairs pairs = level.neighbors();
    this.tapStarts = new long[NeighborPairs.CENTER + 1];
    for (int tap = 0; tap < NeighborPairs.CENTER; tap++) {
      tapStarts[tap + 1] = tapStarts[tap] + pairs.output(tap).length;
    }
    Shape shape = new Shape(tapStarts[NeighborPairs.CENTER]);
    this.rowsWritten = Torch.indices(manager, shape, to -> copy(pairs, true, to));
    this.rowsRead = Torch.indices(manager, shape, to -> copy(pairs, false, to));
  }

  private static void copy(NeighborPairs pairs, boolean written, MemorySegment to) {
    long at = 0;
    for (int tap = 0; tap < NeighborPairs.CENTER; tap++) {
      for (int row : written ? pairs.output(tap) : pairs.input(tap)) {
        to.setAtIndex(ValueLayout.JAVA_LONG, at++, row);
      }
    }
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
    return voxelCount;
  }

  /// Voxels that attend to each other.
  int patchSize() {
    return patchSize;
  }

  /// Voxel at each place of a curve, `(patches * patchSize)`.
  NDArray rows(int curve) {
    return rows[curve];
  }

  /// Rows that the taps before the centre write, tap after tap, `(pairs)`.
  NDArray rowsWritten() {
    return rowsWritten;
  }

  /// Rows that the taps before the centre read, tap after tap, `(pairs)`.
  NDArray rowsRead() {
    return rowsRead;
  }

  /// Where each tap's pairs begin, `(14)`.
  long[] tapStarts() {
    return tapStarts;
  }
}
