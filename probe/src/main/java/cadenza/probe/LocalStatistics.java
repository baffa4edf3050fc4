package cadenza.probe;

import cadenza.scan.Level;
import cadenza.scan.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Colour, normal and height of every finest voxel, and their means and deviations around it: what
/// can be said without a network, which a probe may learn from beside the features.
///
/// # How it works
///
/// For each radius of 10, 20 and 40 cm voxels are summed up in cells of a quarter of the radius;
/// all voxels of a cell get the mean and deviation over the cells whose middle lies within the
/// radius of its own. So radii are true to an eighth, cells show where the radius is large, and the
/// work does not grow with the radius. Sums are in double.
///
/// A voxel has 49 numbers: red, green, blue (0 to 1), normal x, y, z and height in metres; then for
/// each radius those seven as means, and seven deviations. What a scan lacks is 0.
public final class LocalStatistics {
  /// Numbers of a voxel.
  public static final int CHANNELS = 49;

  private static final double[] RADII_METERS = {.1, .2, .4};
  private static final int RAW = 7;
  private static final int CELLS_A_RADIUS = 4;
  private static final int ROWS_A_TASK = 1024;

  private final float[] values;

  private LocalStatistics(float[] values) {
    this.values = values;
  }

  /// Takes over what was computed before.
  ///
  /// @param values `(voxels, CHANNELS)`
  public static LocalStatistics of(float[] values) {
    if (values.length % CHANNELS != 0) {
      throw new IllegalArgumentException(values.length + " numbers are no local statistics");
    }
    return new LocalStatistics(values);
  }

  /// @param finest level 0 of a scan
  /// @param rgb colour of each voxel, 0 to 1, `(voxels, 3)`, or null
  /// @param normals unit normal of each voxel, `(voxels, 3)`, or null
  public static LocalStatistics of(
      Level finest, float @Nullable [] rgb, float @Nullable [] normals, Progress progress) {
    int voxels = finest.voxelCount();
    if ((rgb != null && rgb.length != 3 * voxels)
        || (normals != null && normals.length != 3 * voxels)) {
      throw new IllegalArgumentException("colours or normals of other voxels");
    }
    float[] out = new float[Math.multiplyExact(voxels, CHANNELS)];
    for (int v = 0; v < voxels; v++) {
      int to = v * CHANNELS;
      for (int axis = 0; axis < 3; axis++) {
        out[to + axis] = rgb == null ? 0 : finite(rgb[3 * v + axis]);
        out[to + 3 + axis] = normals == null ? 0 : finite(normals[3 * v + axis]);
      }
      out[to + 6] = finest.coord()[3 * v + 2];
    }
    for (int i = 0; i < RADII_METERS.length; i++) {
      progress.report((double) i / RADII_METERS.length, "Looking around each voxel");
      around(finest.coord(), RADII_METERS[i], out, RAW + 2 * RAW * i, progress);
    }
    return new LocalStatistics(out);
  }

  /// `(voxels, CHANNELS)`
  public float[] values() {
    return values;
  }

  public int channels() {
    return CHANNELS;
  }

  // A normal may be unknown; as a NaN it would spread to all around it.
  private static float finite(float value) {
    return Float.isFinite(value) ? value : 0;
  }

  private static void around(float[] coord, double radius, float[] out, int at, Progress progress) {
    CellIndex cells = CellIndex.of(coord, radius / CELLS_A_RADIUS);
    double[] sums = new double[cells.count() * (2 * RAW + 1)]; // sums, squares, voxels
    int width = 2 * RAW + 1;
    for (int v = 0; v < coord.length / 3; v++) {
      if ((v & 4095) == 0) {
        progress.checkCancelled();
      }
      int to = cells.cellOf(v) * width;
      for (int c = 0; c < RAW; c++) {
        double value = out[v * CHANNELS + c];
        sums[to + c] += value;
        sums[to + RAW + c] += value * value;
      }
      sums[to + 2 * RAW]++;
    }
    int[][] offsets = ball(CELLS_A_RADIUS);
    float[] ofCell = new float[cells.count() * 2 * RAW];
    IntStream.range(0, Math.ceilDiv(cells.count(), ROWS_A_TASK))
        .parallel()
        .forEach(task -> {
          progress.checkCancelled();
          int end = Math.min(cells.count(), (task + 1) * ROWS_A_TASK);
          double[] total = new double[width];
          for (int cell = task * ROWS_A_TASK; cell < end; cell++) {
            sum(cells, cell, offsets, sums, total);
            double count = total[2 * RAW];
            for (int c = 0; c < RAW; c++) {
              double mean = total[c] / count;
              double variance = total[RAW + c] / count - mean * mean;
              ofCell[cell * 2 * RAW + c] = (float) mean;
              ofCell[cell * 2 * RAW + RAW + c] = (float) Math.sqrt(Math.max(0, variance));
            }
          }
        });
    for (int v = 0; v < coord.length / 3; v++) {
      System.arraycopy(ofCell, cells.cellOf(v) * 2 * RAW, out, v * CHANNELS + at, 2 * RAW);
    }
  }

  private static void sum(
      CellIndex cells, int cell, int[][] offsets, double[] sums, double[] total) {
    Arrays.fill(total, 0);
    for (int[] offset : offsets) {
      int other = cells.neighbor(cell, offset[0], offset[1], offset[2]);
      if (other >= 0) {
        for (int c = 0; c < total.length; c++) {
          total[c] += sums[other * total.length + c];
        }
      }
    }
  }

  private static int[][] ball(int radius) {
    List<int[]> out = new ArrayList<>();
    for (int x = -radius; x <= radius; x++) {
      for (int y = -radius; y <= radius; y++) {
        for (int z = -radius; z <= radius; z++) {
          if (x * x + y * y + z * z <= radius * radius) {
            out.add(new int[] {x, y, z});
          }
        }
      }
    }
    return out.toArray(int[][]::new);
  }
}
