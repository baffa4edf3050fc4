package cadenza.probe;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Level;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Carries a number that lives on the rows of a coarse level to the finest voxels so that it flows
/// instead of showing blocks, again and again for the same scan.
///
/// # How it works
///
/// The number is taken apart: its mean over each row of the coarsest level, what the level below
/// adds to that mean, and so on. Each part is interpolated from level to level by trilinear weight
/// between the up to eight nearest voxels, renormalised over those that are occupied, before the
/// next is added. Interpolating flattens peaks, such as the place that was asked about; what the
/// finer rows then lack on average is interpolated and added, too. Which voxels those are depends on the scan alone and is found once; at the finest
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
  private final List<int[]> counts; // finest voxels below each row, from the first level on
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
    List<int[]> counted = new ArrayList<>();
    for (int k = firstLevel; k < scan.levels().size(); k++) {
      int[] below = new int[scan.levels().get(k).rows()];
      for (int row : scan.rowsOf(0, k)) {
        below[row]++;
      }
      counted.add(below);
    }
    counts = List.copyOf(counted);
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
    return counts.getFirst();
  }

  /// Every finest voxel has the number of the row it was pooled into, `(voxels)`.
  public float[] exact(float[] rows) {
    float[] out = new float[rowOfVoxel.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = rows[rowOfVoxel[i]];
    }
    return out;
  }

  /// Every finest voxel has a number that flows between those of the rows around it, within the
  /// range of all, `(voxels)`.
  public float[] smooth(float[] rows) {
    List<float[]> means = means(rows); // finest first
    float[] sum = means.getLast();
    for (int i = 0; i + 1 < means.size(); i++) {
      int k = means.size() - 2 - i;
      int[] parents = scan.levels().get(firstLevel + k).parents();
      sum = spread(sum, steps.get(i), parents, counts.get(k));
      float[] mean = means.get(k);
      float[] above = means.get(k + 1);
      for (int row = 0; row < sum.length; row++) {
        sum[row] += mean[row] - above[parents[row]];
      }
    }
    return within(rows, firstLevel == 0 ? sum : spread(sum, steps.getLast(), rowOfVoxel, null));
  }

  private static float[] within(float[] range, float[] values) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float value : range) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.min(Math.max(values[i], least), most);
    }
    return values;
  }

  /// The numbers, and their means over the voxels of each coarser level.
  private List<float[]> means(float[] rows) {
    List<float[]> means = new ArrayList<>(List.of(rows));
    for (int k = 0; k + 1 < counts.size(); k++) {
      int[] parents = scan.levels().get(firstLevel + k).parents();
      means.add(means(means.getLast(), parents, counts.get(k), counts.get(k + 1).length));
    }
    return means;
  }

  /// @param weights of each row; null for equal ones
  private static float[] means(float[] of, int[] parents, int @Nullable [] weights, int count) {
    float[] mean = new float[count];
    float[] total = new float[count];
    for (int row = 0; row < of.length; row++) {
      int weight = weights == null ? 1 : weights[row];
      mean[parents[row]] += weight * of[row];
      total[parents[row]] += weight;
    }
    for (int row = 0; row < count; row++) {
      mean[row] /= Math.max(total[row], 1);
    }
    return mean;
  }

  /// Interpolates, and what the means of the result lack of the values, too.
  private static float[] spread(
      float[] values, Corners corners, int[] parents, int @Nullable [] weights) {
    float[] out = interpolated(values, corners);
    float[] lacking = means(out, parents, weights, values.length);
    for (int row = 0; row < values.length; row++) {
      lacking[row] = values[row] - lacking[row];
    }
    float[] more = interpolated(lacking, corners);
    for (int i = 0; i < out.length; i++) {
      out[i] += more[i];
    }
    return out;
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
