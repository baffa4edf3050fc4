package cadenza.probe;

import cadenza.scan.FeaturePyramid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A scan made ready to be asked for likeness again and again: lengths of features do not depend on
/// the question, so a click costs one product for each row of each level.
///
/// # How it works
///
/// See [Similarity]. All finest voxels below a row of the first level used have the same likeness,
/// so answers are for rows, and a row counts for as many voxels as lie below it where shares of
/// voxels are asked for. Products are taken of eight rows at a time, in single precision; lengths
/// once, in double.
public final class SimilarityIndex {
  private static final double SHORTEST = 1e-12; // as in Similarity
  private static final int ROWS_A_TASK = 2048;

  private final FeaturePyramid scan;
  private final int firstLevel;
  private final float[] perLength; // 1 / length of the feature of each row
  private final int[] rowOfVoxel;
  private final int[] voxelCounts;

  private SimilarityIndex(
      FeaturePyramid scan, int firstLevel, float[] perLength, int[] rowOfVoxel, int[] voxelCounts) {
    this.scan = scan;
    this.firstLevel = firstLevel;
    this.perLength = perLength;
    this.rowOfVoxel = rowOfVoxel;
    this.voxelCounts = voxelCounts;
  }

  /// Uses the levels the reference uses.
  public static SimilarityIndex of(FeaturePyramid scan) {
    return of(scan, Math.min(PcaBasis.REFERENCE_FIRST_LEVEL, scan.levels().size() - 1));
  }

  /// @param firstLevel finest level used
  public static SimilarityIndex of(FeaturePyramid scan, int firstLevel) {
    double[] above = new double[0]; // squared lengths over the levels from here up
    for (int s = scan.levels().size() - 1; s >= firstLevel; s--) {
      FeaturePyramid.Features level = scan.levels().get(s);
      double[] squares = squares(level);
      if (above.length > 0) {
        for (int i = 0; i < squares.length; i++) {
          squares[i] += above[level.parents()[i]];
        }
      }
      above = squares;
    }
    float[] perLength = new float[above.length];
    for (int i = 0; i < above.length; i++) {
      perLength[i] = (float) (1 / Math.max(Math.sqrt(above[i]), SHORTEST));
    }
    int[] rows = scan.rowsOf(0, firstLevel);
    int[] counts = new int[above.length];
    for (int row : rows) {
      counts[row]++;
    }
    return new SimilarityIndex(scan, firstLevel, perLength, rows, counts);
  }

  public FeaturePyramid scan() {
    return scan;
  }

  public int firstLevel() {
    return firstLevel;
  }

  /// Row of the first level used that each finest voxel belongs to, `(voxels)`; do not write to it.
  public int[] rowOfVoxel() {
    return rowOfVoxel;
  }

  /// Likeness of each row of the first level used, from -1 to 1, `(rows)`.
  ///
  /// @throws IllegalArgumentException if the question comes from another model, or from another
  ///   first level
  public float[] ofRows(Similarity query) {
    return ofRows(sums(query).getFirst());
  }

  /// Likeness of each row of the first level used.
  ///
  /// @param sums what [#sums] gave for that level
  float[] ofRows(float[] sums) {
    float[] out = new float[sums.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = sums[i] * perLength[i];
    }
    return out;
  }

  /// Products of the question with what each row and its ancestors have, finest level used first.
  ///
  /// @throws IllegalArgumentException as [#ofRows]
  List<float[]> sums(Similarity query) {
    int used = scan.levels().size() - firstLevel;
    if (query.firstLevel() != firstLevel || query.channels().length != used) {
      throw new IllegalArgumentException(
          "features of another model: %d levels".formatted(scan.levels().size()));
    }
    List<float[]> sums = new ArrayList<>();
    float[] above = new float[0];
    int start = query.direction().length;
    for (int s = scan.levels().size() - 1; s >= firstLevel; s--) {
      FeaturePyramid.Features level = scan.levels().get(s);
      int channels = query.channels()[s - firstLevel];
      if (level.channels() != channels) {
        throw new IllegalArgumentException(
            "features of another model: %d channels on level %d".formatted(level.channels(), s));
      }
      start -= channels;
      float[] direction = Arrays.copyOfRange(query.direction(), start, start + channels);
      above = products(level, direction, above);
      sums.addFirst(above);
    }
    return sums;
  }

  /// The scale of heat of this scan, over its finest voxels.
  ///
  /// @param rows what [#ofRows] gave
  public SimilarityHeat heat(float[] rows) {
    return SimilarityHeat.of(rows, voxelCounts);
  }

  /// Likeness of rows handed on to the finest voxels.
  public float[] ofVoxels(float[] rows) {
    float[] out = new float[rowOfVoxel.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = rows[rowOfVoxel[i]];
    }
    return out;
  }

  static double[] squares(FeaturePyramid.Features level) {
    int width = level.channels();
    float[] values = level.values();
    double[] out = new double[level.rows()];
    IntStream.range(0, out.length)
        .parallel()
        .forEach(row -> {
          double sum = 0;
          for (int i = row * width; i < (row + 1) * width; i++) {
            sum += (double) values[i] * values[i];
          }
          out[row] = sum;
        });
    return out;
  }

  // Products of a level's rows with the direction, and what their parents have.
  private static float[] products(FeaturePyramid.Features level, float[] direction, float[] above) {
    float[] out = new float[level.rows()];
    IntStream.range(0, Math.ceilDiv(out.length, ROWS_A_TASK))
        .parallel()
        .forEach(task -> {
          int from = task * ROWS_A_TASK;
          int to = Math.min(out.length, from + ROWS_A_TASK);
          int row = from;
          for (; row + 8 <= to; row += 8) {
            eight(level.values(), row, direction, out);
          }
          for (; row < to; row++) {
            out[row] = one(level.values(), row, direction);
          }
          if (above.length > 0) {
            for (int i = from; i < to; i++) {
              out[i] += above[level.parents()[i]];
            }
          }
        });
    return out;
  }

  private static void eight(float[] values, int row, float[] direction, float[] out) {
    int width = direction.length;
    int p = row * width;
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    for (int c = 0; c < width; c++) {
      float d = direction[c];
      s0 = Math.fma(d, values[p + c], s0);
      s1 = Math.fma(d, values[p + width + c], s1);
      s2 = Math.fma(d, values[p + 2 * width + c], s2);
      s3 = Math.fma(d, values[p + 3 * width + c], s3);
      s4 = Math.fma(d, values[p + 4 * width + c], s4);
      s5 = Math.fma(d, values[p + 5 * width + c], s5);
      s6 = Math.fma(d, values[p + 6 * width + c], s6);
      s7 = Math.fma(d, values[p + 7 * width + c], s7);
    }
    out[row] = s0;
    out[row + 1] = s1;
    out[row + 2] = s2;
    out[row + 3] = s3;
    out[row + 4] = s4;
    out[row + 5] = s5;
    out[row + 6] = s6;
    out[row + 7] = s7;
  }

  private static float one(float[] values, int row, float[] direction) {
    float sum = 0;
    for (int c = 0; c < direction.length; c++) {
      sum = Math.fma(direction[c], values[row * direction.length + c], sum);
    }
    return sum;
  }
}
