package cadenza.sonata.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import cadenza.scan.Level;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.CommonDepth;
import cadenza.sonata.BatchSemantics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Where the voxels of several views lie, as index tensors: the views of a batch go through the
/// network as one, because small views one by one leave a processor's threads idle.
///
/// # How it works
///
/// The rows of all views stand one after the other on every level; they meet only those of their
/// own view. Row order is the pyramids', so that ties in pooling go to the row the reference gives
/// them to.
///
/// @param levels from finest to coarsest
public record BatchGeometry(List<LevelIndices> levels) {
  public BatchGeometry {
    levels = List.copyOf(levels);
  }

  /// The geometry of a batch.
  ///
  /// @param manager owner of the tensors
  /// @param views their pyramids, of equally many levels
  /// @param patchSizes most voxels that attend to each other, a level
  /// @param semantics whether curves and patches of a view depend on the other views
  public static BatchGeometry of(
      NDManager manager, List<Pyramid> views, List<Integer> patchSizes, BatchSemantics semantics) {
    if (views.isEmpty()) {
      throw new IllegalArgumentException("a batch has at least one view");
    }
    List<Pyramid> pyramids =
        semantics == BatchSemantics.INDEPENDENT ? views : CommonDepth.of(views);
    List<LevelIndices> levels = new ArrayList<>();
    for (int k = 0; k < patchSizes.size(); k++) {
      int at = k;
      List<Level> parts = pyramids.stream().map(pyramid -> pyramid.levels().get(at)).toList();
      int patch = patchSizes.get(k);
      if (semantics == BatchSemantics.REFERENCE) {
        patch = Math.min(patch, parts.stream().mapToInt(Level::voxelCount).min().orElseThrow());
      }
      levels.add(new LevelIndices(manager, parts, patch));
    }
    return new BatchGeometry(levels);
  }

  /// Where the rows of each view end on a level, `(views)`.
  public int[] ends(int level) {
    return levels.get(level).ends();
  }

  /// Mean position of each row on a level, `(rows, 3)`.
  public float[] coord(int level) {
    return levels.get(level).coord();
  }

  /// The view each row of a level belongs to, `(rows)`.
  public int[] views(int level) {
    int[] ends = ends(level);
    int[] views = new int[ends[ends.length - 1]];
    for (int view = 1; view < ends.length; view++) {
      Arrays.fill(views, ends[view - 1], ends[view], view);
    }
    return views;
  }

  /// How far from flat the surroundings of each row of a level are, `(rows)`.
  float[] variation(int level) {
    return levels.get(level).variation();
  }

  /// What a pooling into a level reads: see [LevelIndices#members(NDManager, LevelIndices)].
  NDArray members(NDManager manager, int level) {
    return levels.get(level).members(manager, levels.get(level - 1));
  }
}
