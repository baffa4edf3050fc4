package cadenza.probe;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Level;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Carries a number that lives on the rows of a coarse level to the finest voxels so that it flows
/// instead of showing blocks, again and again for the same scan.
///
/// # How it works
///
/// The number is taken apart: its mean over each row of the coarsest level, what the level below
/// adds to that mean, and so on. Each part is interpolated from level to level by trilinear weight
/// between the up to eight nearest voxels, renormalised over those that are occupied, before the
/// next is added. Interpolating flattens peaks, such as the place that was asked about; what the
/// finest voxels of a row then lack on average of its number is interpolated and added too. Which voxels those are depends on the scan alone and is found once; at the finest
/// level two levels are passed at a time.
///
/// [SmoothUpcast] does the same for each point and any levels; this is for one number that changes
/// at every click.
public final class SmoothVoxels {
  private static final int CORNERS = 8;
  private static final int CHUNK = 1 << 14;
  private static final int MOST_LEVELS = 2; // a place within a coarse voxel fits a byte

  private final FeaturePyramid scan;
  private final int firstLevel;
  private final int[] rowOfVoxel;
  private final int[] voxelCounts;
  private final List<Corners> steps; // coarsest first; the last goes to the finest voxels

  /// For each row of a level the up to eight rows of a coarser one around it.
  ///
  /// @param rows `(rows, 8)`, -1 where nothing is
  /// @param offsets place of each row within its coarse voxel, x in the lowest bits, `(rows)`
  /// @param shift levels between the two
  private record Corners(int[] rows, byte[] offsets, int shift) {}

  /// @param firstLevel level that numbers will be given on
  public SmoothVoxels(FeaturePyramid scan, Pyramid pyramid, int firstLevel, Progress progress) {
    if (firstLevel > MOST_LEVELS) {
      throw new IllegalArgumentException("level " + firstLevel + " is too coarse to start from");
    }
    this.scan = scan;
    this.firstLevel = firstLevel;
    rowOfVoxel = scan.rowsOf(0, firstLevel);
    voxelCounts = new int[scan.levels().get(firstLevel).rows()];
    for (int row : rowOfVoxel) {
      voxelCounts[row]++;
    }
    List<Corners> found = new ArrayList<>();
    for (int k = scan.levels().size() - 2; k >= firstLevel; k--) {
      progress.checkCancelled();
      found.add(corners(pyramid.levels().get(k), pyramid.levels().get(k + 1), 1));
    }
    progress.checkCancelled();
    if (firstLevel > 0) {
      found.add(corners(pyramid.levels().getFirst(), pyramid.levels().get(firstLevel), firstLevel));
    }
    steps = List.copyOf(found);
  }

  /// Finest voxels below each row of the first level, `(rows)`.
  public int[] voxelCounts() {
    return voxelCounts;
  }

  /// Every finest voxel has the number of the row it was pooled into, `(voxels)`.
  public float[] exact(float[] rows) {
    float[] out = new float[rowOfVoxel.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = rows[rowOfVoxel[i]];
    }
    return out;
  }

  /// Every finest voxel has a number between those of the rows around it, `(voxels)`; a little
  /// outside of their range where they change abruptly.
  public float[] smooth(float[] rows) {
    List<float[]> means = means(rows); // finest first
    float[] sum = means.getLast();
    for (int i = 0; i + 1 < means.size(); i++) {
      int k = means.size() - 2 - i;
      sum = interpolated(sum, steps.get(i));
      float[] mean = means.get(k);
      float[] above = means.get(k + 1);
      int[] parents = scan.levels().get(firstLevel + k).parents();
      for (int row = 0; row < sum.length; row++) {
        sum[row] += mean[row] - above[parents[row]];
      }
    }
    if (firstLevel == 0) {
      return sum;
    }
    float[] fine = interpolated(sum, steps.getLast());
    float[] missing = interpolated(missing(rows, fine), steps.getLast());
    for (int i = 0; i < fine.length; i++) {
      fine[i] += missing[i];
    }
    return fine;
  }

  /// What the means of the finest voxels lack of the numbers of their rows.
  private float[] missing(float[] rows, float[] fine) {
    float[] missing = new float[rows.length];
    for (int i = 0; i < fine.length; i++) {
      missing[rowOfVoxel[i]] += fine[i];
    }
    for (int row = 0; row < rows.length; row++) {
      missing[row] = rows[row] - missing[row] / Math.max(voxelCounts[row], 1);
    }
    return missing;
  }

  /// The numbers, and their means over the voxels of each coarser level.
  private List<float[]> means(float[] rows) {
    List<float[]> means = new ArrayList<>(List.of(rows));
    int[] counts = voxelCounts;
    float[] at = rows;
    for (int k = firstLevel; k + 1 < scan.levels().size(); k++) {
      int[] parents = scan.levels().get(k).parents();
      float[] mean = new float[scan.levels().get(k + 1).rows()];
      int[] below = new int[mean.length];
      for (int row = 0; row < at.length; row++) {
        mean[parents[row]] += counts[row] * at[row];
        below[parents[row]] += counts[row];
      }
      for (int row = 0; row < mean.length; row++) {
        mean[row] /= Math.max(below[row], 1);
      }
      means.add(mean);
      counts = below;
      at = mean;
    }
    return means;
  }

  private static float[] interpolated(float[] values, Corners corners) {
    float[] weights = weights(corners.shift);
    float[] out = new float[corners.offsets.length];
    inChunks(out.length, (from, to) -> {
      for (int i = from; i < to; i++) {
        int weight = corners.offsets[i] * CORNERS;
        float sum = 0;
        float total = 0;
        for (int c = 0; c < CORNERS; c++) {
          int row = corners.rows[i * CORNERS + c];
          if (row >= 0) {
            sum += weights[weight + c] * values[row];
            total += weights[weight + c];
          }
        }
        out[i] = sum / total;
      }
    });
    return out;
  }

  /// Weights of the eight corners for each place within a coarse voxel, `(places, 8)`.
  private static float[] weights(int shift) {
    int edge = 1 << shift;
    float[] weights = new float[edge * edge * edge * CORNERS];
    for (int place = 0; place < edge * edge * edge; place++) {
      for (int c = 0; c < CORNERS; c++) {
        float weight = 1;
        for (int axis = 0; axis < 3; axis++) {
          int within = place >> shift * axis & edge - 1;
          float beside = Math.abs((within + .5f) / edge - .5f);
          weight *= (c >> axis & 1) == 0 ? 1 - beside : beside;
        }
        weights[place * CORNERS + c] = weight;
      }
    }
    return weights;
  }

  /// Corner 0 is the voxel itself was pooled into, which is always there.
  private static Corners corners(Level fine, Level coarse, int shift) {
    CellRows cells = new CellRows(coarse.gridCoord());
    int[] grid = fine.gridCoord();
    int[] rows = new int[CORNERS * fine.voxelCount()];
    byte[] offsets = new byte[fine.voxelCount()];
    int half = 1 << shift - 1;
    int mask = (1 << shift) - 1;
    inChunks(offsets.length, (from, to) -> {
      for (int i = from; i < to; i++) {
        int[] cell = new int[3];
        int[] step = new int[3];
        int offset = 0;
        for (int axis = 0; axis < 3; axis++) {
          int at = grid[3 * i + axis];
          cell[axis] = at >> shift;
          step[axis] = (at & mask) < half ? -1 : 1;
          offset |= (at & mask) << shift * axis;
        }
        offsets[i] = (byte) offset;
        for (int c = 0; c < CORNERS; c++) {
          rows[CORNERS * i + c] =
              cells.find(
                  cell[0] + (c & 1) * step[0],
                  cell[1] + (c >> 1 & 1) * step[1],
                  cell[2] + (c >> 2) * step[2]);
        }
      }
    });
    return new Corners(rows, offsets, shift);
  }

  private interface Range {
    void run(int from, int to);
  }

  private static void inChunks(int count, Range body) {
    IntStream.range(0, (count + CHUNK - 1) / CHUNK)
        .parallel()
        .forEach(chunk -> body.run(chunk * CHUNK, Math.min((chunk + 1) * CHUNK, count)));
  }
}
