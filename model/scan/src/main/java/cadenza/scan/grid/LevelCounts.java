package cadenza.scan.grid;

/// How many voxels each level of a pyramid would have, without building it.
///
/// # How it works
///
/// Sorted along the Z curve, voxels that pool into one lie side by side, on every level at once:
/// they share all but the last three bits of their place for each level. One sort and one pass
/// count them all.
public final class LevelCounts {
  private LevelCounts() {}

  /// @param gridCoord voxel coordinates, not negative, `(voxels, 3)`
  /// @param levelCount levels to count, level 0 included
  /// @return distinct voxels a level, `(levelCount)`
  public static int[] of(int[] gridCoord, int levelCount) {
    int depth = Curve.depthOf(gridCoord);
    long[] codes = Curve.Z.encode(gridCoord, depth);
    int[] order = RadixSort.order(codes, 3 * depth);
    int[] counts = new int[levelCount];
    long previous = -1;
    for (int row : order) {
      long code = codes[row];
      for (int level = 0; level < levelCount; level++) {
        int shift = Math.min(63, 3 * level);
        if (previous >= 0 && code >> shift == previous >> shift) {
          break; // the same here, so the same on all coarser levels
        }
        counts[level]++;
      }
      previous = code;
    }
    return counts;
  }
}
