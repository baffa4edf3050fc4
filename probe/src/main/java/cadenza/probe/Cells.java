package cadenza.probe;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// How sure a prediction is in each row of a coarser level.
final class Cells {
  private final int[] counts; // finest voxels
  private final int[] ends; // of each row's part of `voxels`
  private final int[] voxels; // finest, row by row
  private final double[] entropies; // sum
  private final int[] sharpest; // most uncertain voxel
  private final int[] classes; // most frequent class
  private final boolean[] labelled;
  private double threshold = Double.POSITIVE_INFINITY;

  /// @param rowOfVoxel row of each finest voxel
  Cells(Prediction prediction, int[] rowOfVoxel, Set<Integer> labelledVoxels) {
    int rows = IntStream.of(rowOfVoxel).max().orElse(-1) + 1;
    int classCount = prediction.probe().classes().size();
    this.counts = new int[rows];
    this.entropies = new double[rows];
    this.sharpest = new int[rows];
    this.classes = new int[rows];
    this.labelled = new boolean[rows];
    Arrays.fill(sharpest, -1);
    int[] votes = new int[rows * classCount];
    float[] entropy = prediction.entropies();
    for (int v = 0; v < rowOfVoxel.length; v++) {
      int row = rowOfVoxel[v];
      counts[row]++;
      entropies[row] += entropy[v];
      votes[row * classCount + prediction.classIndex(v)]++;
      if (sharpest[row] < 0 || entropy[v] > entropy[sharpest[row]]) {
        sharpest[row] = v;
      }
    }
    this.ends = new int[rows];
    this.voxels = new int[rowOfVoxel.length];
    for (int row = 1; row < rows; row++) {
      ends[row] = ends[row - 1] + counts[row - 1];
    }
    for (int v = 0; v < rowOfVoxel.length; v++) {
      voxels[ends[rowOfVoxel[v]]++] = v;
    }
    for (int row = 0; row < rows; row++) {
      for (int k = 1; k < classCount; k++) {
        if (votes[row * classCount + k] > votes[row * classCount + classes[row]]) {
          classes[row] = k;
        }
      }
    }
    labelledVoxels.forEach(v -> labelled[rowOfVoxel[v]] = true);
  }

  /// Rows without a label that are among the most uncertain, the most uncertain first.
  ///
  /// @param share of all rows
  List<Integer> uncertain(double share) {
    List<Integer> rows =
        IntStream.range(0, counts.length)
            .boxed()
            .filter(row -> counts[row] > 0 && !labelled[row] && mean(row) > 0)
            .sorted(Comparator.comparingDouble((Integer row) -> -mean(row)))
            .limit(Math.max(1, (long) (share * counts.length)))
            .toList();
    threshold = rows.isEmpty() ? Double.POSITIVE_INFINITY : mean(rows.getLast());
    return rows;
  }

  /// Whether a row belongs to the region that another one begins.
  boolean joins(int first, int row) {
    return counts[row] > 0
        && !labelled[row]
        && mean(row) >= threshold
        && classes[row] == classes[first];
  }

  private double mean(int row) {
    return entropies[row] / counts[row];
  }

  /// Some of the rows with a label, evenly.
  int[] labelled(int most) {
    int[] rows = IntStream.range(0, labelled.length).filter(row -> labelled[row]).toArray();
    int step = Math.max(1, Math.ceilDiv(rows.length, most));
    return IntStream.range(0, rows.length).filter(i -> i % step == 0).map(i -> rows[i]).toArray();
  }

  LabelNext.Region region(int[] rows) {
    int count = IntStream.of(rows).map(row -> counts[row]).sum();
    int[] all = new int[count];
    int at = 0;
    double sum = 0;
    int best = rows[0];
    for (int row : rows) {
      System.arraycopy(voxels, ends[row] - counts[row], all, at, counts[row]);
      at += counts[row];
      sum += entropies[row];
      best = mean(row) > mean(best) ? row : best;
    }
    Arrays.sort(all);
    double mean = sum / count;
    return new LabelNext.Region(sharpest[best], all, mean, mean * Math.sqrt(count));
  }
}
