package cadenza.scan;

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
}
