package cadenza.scan;

import java.util.ArrayList;
import java.util.List;

/// Everything about a scan that depends on coordinates alone, level by level: voxels, curve orders,
/// pooling, neighbours. Computed once a scan and grid size, in plain Java, and handed to the
/// encoder as indices.
///
/// @param gridSizeMeters edge of a level-0 voxel; level k has edges of `gridSizeMeters * 2^k`
/// @param levels from finest (0) to coarsest
public record Pyramid(float gridSizeMeters, List<Level> levels) {
  public Pyramid {
    levels = List.copyOf(levels);
  }

  /// The same geometry with other curves in the four places.
  ///
  /// @param permutations for each level which curve comes at each place, `(levels, 4)`; `{0, 1, 2,
  ///   3}` changes nothing
  public Pyramid withCurves(int[][] permutations) {
    if (permutations.length != levels.size()) {
      throw new IllegalArgumentException(
          permutations.length + " permutations for " + levels.size() + " levels");
    }
    List<Level> shuffled = new ArrayList<>();
    for (int k = 0; k < permutations.length; k++) {
      shuffled.add(levels.get(k).withCurves(permutations[k]));
    }
    return new Pyramid(gridSizeMeters, shuffled);
  }
}
