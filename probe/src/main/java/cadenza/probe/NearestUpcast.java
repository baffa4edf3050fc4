package cadenza.probe;

import cadenza.scan.FeaturePyramid;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The reference's up-cast: every point takes the values of the voxels it was pooled into (SPEC
/// iv). Exact, and blocky where voxels are coarse.
public final class NearestUpcast implements PointUpcast {
  private final FeaturePyramid scan;
  private final int firstLevel;
  private final int[] rowOfPoint; // row of the first level used, -1 outside

  /// @param inverse finest row of each point, -1 for points in no voxel, `(points)`
  /// @param firstLevel finest level that values will be given for
  public NearestUpcast(FeaturePyramid scan, int[] inverse, int firstLevel) {
    this.scan = scan;
    this.firstLevel = firstLevel;
    int[] rowOfVoxel = scan.rowsOf(0, firstLevel);
    this.rowOfPoint = IntStream.of(inverse).map(v -> v < 0 ? -1 : rowOfVoxel[v]).toArray();
  }

  @Override
  public float[] sum(List<float[]> parts, int k) {
    float[] atFirst = sumAtFirstLevel(scan, firstLevel, parts, k);
    float[] out = new float[rowOfPoint.length * k];
    for (int i = 0; i < rowOfPoint.length; i++) {
      if (rowOfPoint[i] < 0) {
        Arrays.fill(out, i * k, i * k + k, Float.NaN);
      } else {
        System.arraycopy(atFirst, rowOfPoint[i] * k, out, i * k, k);
      }
    }
    return out;
  }

  /// Sums the parts of all levels on the rows of the first level used, `(rows, k)`.
  static float[] sumAtFirstLevel(FeaturePyramid scan, int firstLevel, List<float[]> parts, int k) {
    float[] out = parts.getFirst().clone();
    int[] rows = IntStream.range(0, out.length / k).toArray();
    for (int s = 1; s < parts.size(); s++) {
      int[] parents = scan.levels().get(firstLevel + s - 1).parents();
      float[] part = parts.get(s);
      for (int i = 0; i < rows.length; i++) {
        rows[i] = parents[rows[i]];
        for (int c = 0; c < k; c++) {
          out[i * k + c] += part[rows[i] * k + c];
        }
      }
    }
    return out;
  }
}
