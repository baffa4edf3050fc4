package cadenza.probe;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Level;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Where a label would teach a probe most.
///
/// # How it works
///
/// The scan is looked at in the cells of the coarsest level that is at most half a metre wide.
/// Cells that touch, are more uncertain than most, look alike to the probe and hold no label make a
/// region. A region counts by its mean entropy times the root of its voxels; one after another the
/// best is taken, and what resembles it, or what was labelled before, counts less: one minus the
/// cosine of features about the scan's mean, so that suggestions differ. A place that cannot be
/// seen is passed over, and what resembles it counts as before.
public final class LabelNext {
  private static final double MOST_METERS = .5;
  private static final double UNCERTAIN_SHARE = .4; // of cells
  private static final int LARGEST = 60; // cells of a region
  private static final int CONSIDERED = 400; // regions, and labelled cells

  private LabelNext() {}

  /// A place worth labelling.
  ///
  /// @param voxel finest voxel to look at, the most uncertain of it
  /// @param voxels finest voxels of the region, rising
  /// @param meanEntropy of its voxels, 0 to 1
  public record Region(int voxel, int[] voxels, double meanEntropy, double score) {
    public int voxelCount() {
      return voxels.length;
    }
  }

  /// @param labelledVoxels finest voxels that have a label
  /// @param canBeSeen asked of the best place in turn until there are enough; what can be seen is
  ///   for who shows the scan to say
  /// @param count most places wanted
  /// @return places that can be seen, the best first; none where nothing is uncertain
  public static List<Region> suggest(
      Prediction prediction,
      ProbeScan scan,
      Pyramid pyramid,
      Set<Integer> labelledVoxels,
      Predicate<Region> canBeSeen,
      int count,
      Progress progress) {
    int level = level(pyramid, scan.features());
    Cells cells = new Cells(prediction, scan.features().rowsOf(0, level), labelledVoxels);
    progress.checkCancelled();
    CellFeatures features = new CellFeatures(scan.features(), level);
    List<int[]> groups = groups(cells, pyramid.levels().get(level), progress);
    List<Region> regions = new ArrayList<>();
    List<float[]> looks = new ArrayList<>();
    for (int[] group : groups) {
      regions.add(cells.region(group));
      looks.add(features.mean(group));
    }
    List<float[]> known = new ArrayList<>();
    for (int cell : cells.labelled(CONSIDERED)) {
      known.add(features.mean(new int[] {cell}));
    }
    return choose(regions, looks, known, canBeSeen, count, progress);
  }

  private static int level(Pyramid pyramid, FeaturePyramid features) {
    int level = 0;
    while (level + 1 < features.levels().size()
        && pyramid.gridSizeMeters() * (1 << level + 1) <= MOST_METERS) {
      level++;
    }
    return level;
  }

  private static List<Region> choose(
      List<Region> regions,
      List<float[]> looks,
      List<float[]> known,
      Predicate<Region> canBeSeen,
      int count,
      Progress progress) {
    double[] novelty = new double[regions.size()];
    Arrays.fill(novelty, 1);
    for (float[] look : known) {
      progress.checkCancelled();
      reduce(novelty, looks, look);
    }
    List<Region> out = new ArrayList<>();
    boolean[] taken = new boolean[regions.size()];
    for (int tried = 0; out.size() < count && tried < regions.size(); tried++) {
      progress.checkCancelled();
      int best = -1;
      for (int i = 0; i < regions.size(); i++) {
        if (!taken[i]
            && (best < 0
                || regions.get(i).score() * novelty[i]
                    > regions.get(best).score() * novelty[best])) {
          best = i;
        }
      }
      Region region = regions.get(best);
      taken[best] = true;
      if (!canBeSeen.test(region)) {
        continue;
      }
      out.add(
          new Region(
              region.voxel(),
              region.voxels(),
              region.meanEntropy(),
              region.score() * novelty[best]));
      reduce(novelty, looks, looks.get(best));
    }
    return out;
  }

  private static void reduce(double[] novelty, List<float[]> looks, float[] seen) {
    for (int i = 0; i < novelty.length; i++) {
      double cosine = Combination.dot(looks.get(i), seen);
      novelty[i] = Math.min(novelty[i], 1 - Math.max(0, cosine));
    }
  }

  // Uncertain cells that touch and are taken for the same class.
  private static List<int[]> groups(Cells cells, Level level, Progress progress) {
    CellIndex places = CellIndex.of(level.gridCoord());
    int[] rowOfCell = new int[places.count()];
    for (int row = 0; row < level.voxelCount(); row++) {
      rowOfCell[places.cellOf(row)] = row;
    }
    boolean[] seen = new boolean[level.voxelCount()];
    List<int[]> out = new ArrayList<>();
    for (int first : cells.uncertain(UNCERTAIN_SHARE)) {
      if (seen[first]) {
        continue;
      }
      progress.checkCancelled();
      int[] group = new int[LARGEST];
      int size = 1;
      group[0] = first;
      seen[first] = true;
      for (int next = 0; next < size; next++) {
        for (int step = 0; step < 27 && size < LARGEST; step++) {
          int cell =
              places.neighbor(
                  places.cellOf(group[next]), step % 3 - 1, step / 3 % 3 - 1, step / 9 - 1);
          int row = cell < 0 ? -1 : rowOfCell[cell];
          if (row >= 0 && !seen[row] && cells.joins(first, row)) {
            seen[row] = true;
            group[size++] = row;
          }
        }
      }
      out.add(Arrays.copyOf(group, size));
      if (out.size() == CONSIDERED) {
        break;
      }
    }
    return out;
  }
}
