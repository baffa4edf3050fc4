package cadenza.scan.grid;

import cadenza.scan.Level;
import cadenza.scan.NeighborPairs;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Builds everything the encoder needs to know about where voxels lie.
///
/// # How it works
///
/// First the levels are pooled one after the other; then curve orders and neighbours of all levels,
/// which need nothing of each other, are worked out in parallel. Depth is counted anew on every
/// level, as the reference does. Row order of level 0 is the caller's; orders are stable, so rows
/// that share a voxel (pretraining only) keep their order along every curve.
public final class PyramidBuilder {
  private PyramidBuilder() {}

  /// The pyramid of a grid sample.
  ///
  /// @param levelCount resolutions, the sample's own included (5 for every published model)
  public static Pyramid build(GridSample sample, int levelCount, Progress progress) {
    return build(sample.gridCoord(), sample.coord(), sample.gridSizeMeters(), levelCount, progress);
  }

  /// The pyramid of given voxels.
  ///
  /// @param gridCoord voxel coordinates, not negative, `(voxels, 3)`; rows may share a voxel
  /// @param coord positions in metres, `(voxels, 3)`
  /// @param levelCount resolutions, level 0 included
  /// @throws IllegalArgumentException if a coordinate is negative or above 65534
  public static Pyramid build(
      int[] gridCoord, float[] coord, float gridSizeMeters, int levelCount, Progress progress) {
    if (levelCount < 1) {
      throw new IllegalArgumentException("a pyramid has at least one level, not " + levelCount);
    }
    check(gridCoord, coord);
    List<LevelWork> work = new ArrayList<>();
    int[] grid = gridCoord;
    float[] mean = coord;
    for (int k = 0; k < levelCount; k++) {
      progress.report(.3 * k / levelCount, "Pooling");
      progress.checkCancelled();
      int depth = Curve.depthOf(grid);
      if (k == levelCount - 1) {
        work.add(new LevelWork(grid, mean, depth, new int[0]));
      } else {
        Pooling pooling = Pooling.of(grid, mean, depth);
        work.add(new LevelWork(grid, mean, depth, pooling.parents()));
        grid = pooling.gridCoord();
        mean = pooling.coord();
      }
    }
    // Large levels first, so that the small ones fill up whatever core is idle.
    List<Runnable> steps = new ArrayList<>();
    for (LevelWork level : work) {
      steps.add(level::findNeighbors);
      for (Curve curve : Curve.values()) {
        steps.add(() -> level.sortAlong(curve));
      }
    }
    AtomicInteger done = new AtomicInteger();
    IntStream.range(0, steps.size())
        .parallel()
        .forEach(step -> {
          progress.checkCancelled();
          steps.get(step).run();
          progress.report(.3 + .7 * done.incrementAndGet() / steps.size(), "Curves and neighbours");
        });
    progress.checkCancelled();
    return new Pyramid(gridSizeMeters, work.stream().map(LevelWork::level).toList());
  }

  private static void check(int[] gridCoord, float[] coord) {
    if (gridCoord.length % 3 != 0 || gridCoord.length != coord.length) {
      throw new IllegalArgumentException(
          gridCoord.length + " voxel coordinates and " + coord.length + " positions");
    }
    for (int value : gridCoord) {
      if (value < 0 || value > (1 << Curve.MAX_DEPTH) - 2) {
        throw new IllegalArgumentException(
            "voxel coordinate " + value + " is not one of 0 to 65534; use a coarser grid");
      }
    }
  }

  /// A level while its parts are worked out, each part by one thread.
  private static final class LevelWork {
    private final int[] gridCoord;
    private final float[] coord;
    private final int depth;
    private final int[] parents;
    private final int[][] order = new int[Curve.values().length][];
    private NeighborPairs neighbors = new NeighborPairs(new int[13][0], new int[13][0]);

    LevelWork(int[] gridCoord, float[] coord, int depth, int[] parents) {
      this.gridCoord = gridCoord;
      this.coord = coord;
      this.depth = depth;
      this.parents = parents;
    }

    void findNeighbors() {
      neighbors = NeighborSearch.pairs(gridCoord, depth);
    }

    void sortAlong(Curve curve) {
      order[curve.row()] = RadixSort.order(curve.encode(gridCoord, depth), 3 * depth);
    }

    Level level() {
      return new Level(gridCoord, coord, depth, order, neighbors, parents);
    }
  }
}
