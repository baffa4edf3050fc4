package cadenza.scan.grid;

import cadenza.scan.Level;
import cadenza.scan.Pyramid;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Pyramids of several scenes with their curves as the reference lays them through a batch.
///
/// # How it works
///
/// The reference takes a curve's depth from the largest coordinate in the whole batch, on every
/// level anew (SPEC ii, structure.py:85), and Hilbert curves depend on it. Depth grows with the
/// largest coordinate, so a level's common depth is the largest of the scenes'. Only orders are
/// worked out again, and only where depth changes; nothing else depends on it. A scene with the
/// largest coordinate keeps its curves, so in a batch it has the same features as alone and the
/// smaller ones have others.
public final class CommonDepth {
  private CommonDepth() {}

  /// The same scenes, with curves of one depth a level.
  ///
  /// @param scenes pyramids of equally many levels
  /// @throws IllegalArgumentException if levels differ in number, or the curves of a level that
  ///   must change were shuffled: shuffle afterwards
  public static List<Pyramid> of(List<Pyramid> scenes) {
    if (scenes.stream().map(scene -> scene.levels().size()).distinct().count() > 1) {
      throw new IllegalArgumentException("pyramids of a batch must have equally many levels");
    }
    List<Pyramid> common = new ArrayList<>();
    for (Pyramid scene : scenes) {
      List<Level> levels = new ArrayList<>();
      for (int k = 0; k < scene.levels().size(); k++) {
        int depth = depth(scenes, k);
        Level level = scene.levels().get(k);
        levels.add(level.depth() == depth ? level : ofDepth(level, depth));
      }
      common.add(new Pyramid(scene.gridSizeMeters(), levels));
    }
    return common;
  }

  private static int depth(List<Pyramid> scenes, int level) {
    return scenes.stream().mapToInt(scene -> scene.levels().get(level).depth()).max().orElseThrow();
  }

  private static Level ofDepth(Level level, int depth) {
    int[] grid = level.gridCoord();
    int[][] order = new int[Curve.values().length][];
    IntStream.range(0, order.length)
        .parallel()
        .forEach(row -> {
          Curve curve = Curve.values()[row];
          refuseShuffled(level, curve);
          order[row] = RadixSort.order(curve.encode(grid, depth), 3 * depth);
        });
    return new Level(grid, level.coord(), depth, order, level.neighbors(), level.parents());
  }

  private static void refuseShuffled(Level level, Curve curve) {
    long[] codes = curve.encode(level.gridCoord(), level.depth());
    int[] order = level.order()[curve.row()];
    for (int i = 1; i < order.length; i++) {
      if (codes[order[i - 1]] > codes[order[i]]) {
        throw new IllegalArgumentException(
            "the curves were shuffled before their depth was made common; shuffle afterwards");
      }
    }
  }
}
