package cadenza.sonata.pretrain.watch;

import cadenza.scan.FeaturePyramid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Watches how well height alone and normal alone are predicted from the features of one fixed
/// scan.
///
/// # How it works
///
/// Features of all levels side by side of up to 2,000 voxels, and a [Ridge] regression to height
/// and to normal. Coarse features are shared by the voxels below them, so whole cells of a coarse
/// level are fitted (half of them), used to choose the penalty (a quarter) or scored (a quarter):
/// otherwise remembering cells would look like knowing their height.
public final class ShortcutMonitor {
  private static final int MOST_ROWS = 2000;

  /// Cells that are worth dealing out.
  private static final int LEAST_CELLS = 16;

  private final float[] coord;
  private final float @Nullable [] normals;
  private final long seed;

  /// @param coord position of each voxel's point in metres, z up, `(voxels, 3)`
  /// @param normals of each voxel's point, `(voxels, 3)`, or null if the scan has none
  /// @param seed chooses rows and deals out cells
  public ShortcutMonitor(float[] coord, float @Nullable [] normals, long seed) {
    if (normals != null && normals.length != coord.length) {
      throw new IllegalArgumentException("as many normals as positions are needed");
    }
    this.coord = coord.clone();
    this.normals = normals == null ? null : normals.clone();
    this.seed = seed;
  }

  /// Measures the features of that scan.
  ///
  /// @throws IllegalArgumentException if they are of other voxels, or of too few
  public Shortcuts measure(FeaturePyramid features) {
    int voxels = features.levels().getFirst().rows();
    if (coord.length != 3 * voxels) {
      throw new IllegalArgumentException(
          "features of " + voxels + " voxels, positions of " + coord.length / 3);
    }
    List<int[]> sets = sets(features, RowChoice.of(voxels, MOST_ROWS, seed));
    if (sets.stream().anyMatch(set -> set.length < 2)) {
      throw new IllegalArgumentException(voxels + " voxels are too few to predict others from");
    }
    for (FeaturePyramid.Features level : features.levels()) {
      for (float value : level.values()) {
        if (!Float.isFinite(value)) {
          return new Shortcuts(Double.NaN, Double.NaN);
        }
      }
    }
    Ridge ridge =
        new Ridge(
            upcast(features, sets.get(0)),
            upcast(features, sets.get(1)),
            upcast(features, sets.get(2)));
    double height = score(ridge, sets, coord, 2, 1);
    return new Shortcuts(height, normals == null ? Double.NaN : score(ridge, sets, normals, 0, 3));
  }

  private static double score(Ridge ridge, List<int[]> sets, float[] values, int from, int count) {
    List<double[][]> targets = new ArrayList<>();
    for (int[] set : sets) {
      double[][] of = new double[set.length][count];
      for (int i = 0; i < set.length; i++) {
        for (int k = 0; k < count; k++) {
          float value = values[3 * set[i] + from + k];
          of[i][k] = Float.isFinite(value) ? value : 0;
        }
      }
      targets.add(of);
    }
    return ridge.score(targets.get(0), targets.get(1), targets.get(2));
  }

  // Rows to fit, to choose the penalty by, to score, apart by cells of the coarsest level that has
  // enough of them.
  private List<int[]> sets(FeaturePyramid features, int[] chosen) {
    int level = features.levels().size() - 1;
    while (level > 0 && features.levels().get(level).rows() < LEAST_CELLS) {
      level--;
    }
    int[] cellOf = features.rowsOf(0, level);
    int cells = features.levels().get(level).rows();
    int[] shuffled = RowChoice.of(cells, cells, seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = cells - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int cell = shuffled[i];
      shuffled[i] = shuffled[other];
      shuffled[other] = cell;
    }
    int[] setOf = new int[cells];
    for (int i = 0; i < cells; i++) {
      setOf[shuffled[i]] = i % 4 == 3 ? 1 : i % 4 == 1 ? 2 : 0;
    }
    List<int[]> sets = new ArrayList<>();
    for (int set = 0; set < 3; set++) {
      int wanted = set;
      sets.add(Arrays.stream(chosen).filter(row -> setOf[cellOf[row]] == wanted).toArray());
    }
    return sets;
  }

  private static float[][] upcast(FeaturePyramid features, int[] rows) {
    float[][] out = new float[rows.length][features.channelsFrom(0)];
    int[] at = rows.clone();
    int to = 0;
    for (FeaturePyramid.Features level : features.levels()) {
      int channels = level.channels();
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(level.values(), at[i] * channels, out[i], to, channels);
        if (level.parents().length > 0) {
          at[i] = level.parents()[at[i]];
        }
      }
      to += channels;
    }
    return out;
  }
}
