package cadenza.probe;

import cadenza.scan.Pyramid;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Up-cast that interpolates between coarse voxels, so that colours flow instead of showing blocks.
///
/// # How it works
///
/// On each level a point lies between the centres of up to eight voxels; it takes their values by
/// trilinear weight, renormalised over the voxels that are occupied. The voxel the point itself
/// lies in is always one of the eight, so there is always an answer. Values stay within the range
/// of the voxels, so the colour scale of the exact up-cast holds.
public final class SmoothUpcast implements PointUpcast {
  private final int firstLevel;
  private final float[] gridPosition; // (points, 3) in finest voxels, NaN outside
  private final List<Map<Long, Integer>> rowOfCell;

  /// @param gridPosition place of each point in units of the finest voxels, measured from the
  ///   corner of voxel (0, 0, 0), `(points, 3)`; NaN for points in no voxel
  /// @param firstLevel finest level that values will be given for
  public SmoothUpcast(Pyramid pyramid, float[] gridPosition, int firstLevel) {
    this.firstLevel = firstLevel;
    this.gridPosition = gridPosition;
    this.rowOfCell =
        pyramid.levels().stream().skip(firstLevel).map(level -> index(level.gridCoord())).toList();
  }

  private static Map<Long, Integer> index(int[] gridCoord) {
    int rows = gridCoord.length / 3;
    Map<Long, Integer> map = HashMap.newHashMap(rows);
    for (int row = 0; row < rows; row++) {
      map.put(key(gridCoord[3 * row], gridCoord[3 * row + 1], gridCoord[3 * row + 2]), row);
    }
    return map;
  }

  // Twenty-one bits an axis; -1 (a neighbour outside the grid) gets a code no voxel has.
  private static long key(int x, int y, int z) {
    return (x & 0x1fffffL) << 42 | (y & 0x1fffffL) << 21 | (z & 0x1fffffL);
  }

  @Override
  public float[] sum(List<float[]> parts, int k) {
    int points = gridPosition.length / 3;
    float[] out = new float[points * k];
    IntStream.range(0, points)
        .parallel()
        .forEach(point -> {
          if (Float.isNaN(gridPosition[3 * point])) {
            Arrays.fill(out, point * k, point * k + k, Float.NaN);
            return;
          }
          for (int s = 0; s < parts.size(); s++) {
            addInterpolated(point, firstLevel + s, rowOfCell.get(s), parts.get(s), k, out);
          }
        });
    return out;
  }

  private void addInterpolated(
      int point, int level, Map<Long, Integer> cells, float[] values, int k, float[] out) {
    float scale = 1f / (1 << level);
    float x = gridPosition[3 * point] * scale - .5f;
    float y = gridPosition[3 * point + 1] * scale - .5f;
    float z = gridPosition[3 * point + 2] * scale - .5f;
    int cellX = (int) Math.floor(x);
    int cellY = (int) Math.floor(y);
    int cellZ = (int) Math.floor(z);
    float total = 0;
    float[] sum = new float[k];
    for (int corner = 0; corner < 8; corner++) {
      int dx = corner & 1;
      int dy = corner >> 1 & 1;
      int dz = corner >> 2;
      Integer row = cells.get(key(cellX + dx, cellY + dy, cellZ + dz));
      if (row != null) {
        float weight =
            (1 - Math.abs(x - cellX - dx))
                * (1 - Math.abs(y - cellY - dy))
                * (1 - Math.abs(z - cellZ - dz));
        total += weight;
        for (int c = 0; c < k; c++) {
          sum[c] += weight * values[row * k + c];
        }
      }
    }
    for (int c = 0; c < k; c++) {
      out[point * k + c] += sum[c] / total;
    }
  }
}
