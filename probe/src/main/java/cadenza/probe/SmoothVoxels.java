package cadenza.probe;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Level;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Carries numbers that live on the rows of coarse levels to the finest voxels so that they flow
/// instead of showing blocks, again and again for the same scan.
///
/// # How it works
///
/// From level to level, coarsest first, a number is interpolated by trilinear weight between the up
/// to eight nearest voxels, renormalised over those that are occupied; then what the finer level
/// has is added. Interpolating flattens peaks, such as the place that was asked about; what the
/// finer rows then lack on average is interpolated and added, too. Which voxels are near depends on
/// the scan alone and is found once. The last step passes all levels below the first one used.
///
/// [SmoothUpcast] does the like for each point and any number of values; this is for one that
/// changes at every click.
final class SmoothVoxels {
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

  /// @param firstLevel finest level that numbers will be given on
  SmoothVoxels(FeaturePyramid scan, Pyramid pyramid, int firstLevel, Progress progress) {
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

  /// What every finest voxel has, `(voxels)`.
  ///
  /// @param parts what each level adds, finest first, `(rows)`; the coarsest is not written to
  float[] sum(List<float[]> parts) {
    float[] sum = parts.getLast();
    for (int i = 0; i + 1 < parts.size(); i++) {
      int k = parts.size() - 2 - i;
      int[] parents = scan.levels().get(firstLevel + k).parents();
      sum = spread(sum, steps.get(i), parents, counts.get(k));
      float[] part = parts.get(k);
      for (int row = 0; row < sum.length; row++) {
        sum[row] += part[row];
      }
    }
    return firstLevel == 0 ? sum : spread(sum, steps.getLast(), rowOfVoxel, null);
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
    inChunks(
        out.length,
        (from, to) -> {
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
    inChunks(
        offsets.length,
        (from, to) -> {
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
