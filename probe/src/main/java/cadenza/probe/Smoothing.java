package cadenza.probe;

import cadenza.scan.Level;
import cadenza.scan.NeighborPairs;
import cadenza.scan.Progress;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Evens a prediction out among neighbouring voxels, so that single voxels of another class go. It
/// is no better knowledge: show it as what it is.
///
/// # How it works
///
/// Each round gives every voxel the mean of the probabilities of itself and of the up to 26 voxels
/// that touch it. All probabilities are computed again for it, `(voxels, classes)` numbers for as
/// long as it takes.
public final class Smoothing {
  private Smoothing() {}

  /// @param finest level 0 of the scan that was predicted
  /// @param rounds how far a voxel's voice carries, in voxels
  public static Prediction over(Prediction raw, Level finest, int rounds, Progress progress) {
    if (finest.voxelCount() != raw.voxelCount()) {
      throw new IllegalArgumentException("the prediction is of other voxels than the level");
    }
    int classes = raw.probe().classes().size();
    float[] now = new float[Math.multiplyExact(raw.voxelCount(), classes)];
    new ScanPredictor(raw.scan())
        .distributions(
            raw.probe(),
            (first, rows, probabilities) -> {
              for (int k = 0; k < classes; k++) {
                for (int r = 0; r < rows; r++) {
                  now[(first + r) * classes + k] = probabilities[k][r];
                }
              }
            },
            progress);
    float[] from = now;
    float[] to = new float[now.length];
    for (int round = 0; round < rounds; round++) {
      progress.report((double) round / rounds, "Evening out the prediction");
      mean(from, to, finest.neighbors(), classes, progress);
      float[] free = from;
      from = to;
      to = free;
    }
    return decide(raw, from, classes);
  }

  private static void mean(
      float[] from, float[] to, NeighborPairs neighbors, int classes, Progress progress) {
    System.arraycopy(from, 0, to, 0, from.length);
    int[] counts = new int[from.length / classes];
    Arrays.fill(counts, 1);
    for (int tap = 0; tap < NeighborPairs.TAPS; tap++) {
      if (tap == NeighborPairs.CENTER) {
        continue;
      }
      progress.checkCancelled();
      int[] output = neighbors.output(tap);
      int[] input = neighbors.input(tap);
      IntStream.range(0, output.length) // no row is written twice in a tap
          .parallel()
          .forEach(i -> {
            int at = output[i] * classes;
            int other = input[i] * classes;
            for (int k = 0; k < classes; k++) {
              to[at + k] += from[other + k];
            }
            counts[output[i]]++;
          });
    }
    for (int v = 0; v < counts.length; v++) {
      for (int k = 0; k < classes; k++) {
        to[v * classes + k] /= counts[v];
      }
    }
  }

  private static Prediction decide(Prediction raw, float[] probabilities, int classes) {
    int voxels = raw.voxelCount();
    Prediction out =
        new Prediction(
            raw.probe(),
            raw.scan(),
            new byte[voxels],
            new float[voxels],
            new float[voxels],
            new float[voxels]);
    double uniform = classes > 1 ? Math.log(classes) : 1;
    IntStream.range(0, voxels)
        .parallel()
        .forEach(v -> {
          int best = 0;
          float first = -1;
          float second = 0;
          double entropy = 0;
          for (int k = 0; k < classes; k++) {
            float p = probabilities[v * classes + k];
            if (p > first) {
              second = Math.max(0, first);
              first = p;
              best = k;
            } else {
              second = Math.max(second, p);
            }
            entropy -= p > 0 ? p * Math.log(p) : 0;
          }
          out.classIndices()[v] = (byte) best;
          out.probabilities()[v] = first;
          out.margins()[v] = first - second;
          out.entropies()[v] = Math.clamp((float) (entropy / uniform), 0f, 1f);
        });
    return out;
  }
}
