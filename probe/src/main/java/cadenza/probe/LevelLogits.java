package cadenza.probe;

import cadenza.scan.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Logits of a probe on a scan, level by level from the coarsest down.
///
/// # How it works
///
/// The logits of a row are its own part plus all of its parent's, so each level adds to what the
/// next coarser one has; the finest voxels' logits are made a tile at a time and handed on while
/// they are in cache. A tile's logits lie class by class, `(classes, rows)`, as [Axpy] and
/// [Softmax] want them.
final class LevelLogits {
  private static final int PARTS = 16;

  /// Takes the logits of a tile of finest voxels, to do with as it likes.
  interface Sink {
    /// @param logits `(classes, Tiles.ROWS)`, of which the first `rows` count
    void take(int firstVoxel, int rows, float[][] logits);
  }

  private final ProbeScan scan;
  private final List<Tiles> levels = new ArrayList<>();
  private final @Nullable Tiles statistics;
  private float[][] sums = new float[0][]; // of each level above the finest, (rows, classes)

  /// @param half whether to keep a copy of the features in half precision
  LevelLogits(ProbeScan scan, boolean half) {
    this.scan = scan;
    for (Block block : Block.of(scan, false)) {
      levels.add(half ? Tiles.half(block) : Tiles.gathered(block));
    }
    LocalStatistics local = scan.statistics();
    this.statistics =
        local == null
            ? null
            : Tiles.gathered(new Block(0, LocalStatistics.CHANNELS, local.values()));
  }

  /// @param makeSink called once by each of several threads
  void compute(LinearProbe probe, Supplier<Sink> makeSink, Progress progress) {
    probe.requireFit(scan);
    int classes = probe.classes().size();
    int top = levels.size() - 1;
    if (sums.length != levels.size() || (top > 0 && sums[top].length != rows(top) * classes)) {
      sums = new float[levels.size()][];
      for (int s = 1; s <= top; s++) {
        sums[s] = new float[rows(s) * classes];
      }
    }
    for (int s = top; s > 0; s--) {
      float[] out = sums[s];
      run(
          probe,
          s,
          () ->
              (row, rows, logits) -> {
                for (int r = 0; r < rows; r++) {
                  int to = (row + r) * classes;
                  for (int k = 0; k < classes; k++) {
                    out[to + k] = logits[k][r];
                  }
                }
              },
          progress);
    }
    run(probe, 0, makeSink, progress);
  }

  private int rows(int level) {
    return scan.features().levels().get(level).rows();
  }

  private void run(LinearProbe probe, int level, Supplier<Sink> makeSink, Progress progress) {
    int classes = probe.classes().size();
    Tiles tiles = levels.get(level);
    float[][] weights = weights(probe.levelWeights().get(level), classes, tiles);
    float[] ofStatistics = level == 0 ? probe.statisticsWeights() : null;
    Tiles local = statistics;
    if (ofStatistics != null && local == null) {
      throw new IllegalArgumentException(
          "The probe reads local statistics, and those of " + scan.name() + " are missing.");
    }
    float[][] localWeights =
        ofStatistics == null || local == null
            ? new float[0][]
            : weights(ofStatistics, classes, local);
    int count = Math.ceilDiv(rows(level), Tiles.ROWS);
    IntStream.range(0, PARTS)
        .parallel()
        .forEach(part -> {
          float[][] logits = new float[classes][Tiles.ROWS];
          float[][] x = new float[Tiles.CHANNELS][Tiles.ROWS];
          Sink sink = makeSink.get();
          int end = (int) ((long) (part + 1) * count / PARTS);
          for (int tile = (int) ((long) part * count / PARTS); tile < end; tile++) {
            progress.checkCancelled();
            int first = tile * Tiles.ROWS;
            int rows = Math.min(Tiles.ROWS, rows(level) - first);
            begin(probe, level, first, rows, logits);
            add(tiles, weights, tile, rows, x, logits);
            if (local != null && localWeights.length > 0) {
              add(local, localWeights, tile, rows, x, logits);
            }
            sink.take(first, rows, logits);
          }
        });
  }

  private static float[][] weights(float[] packed, int classes, Tiles tiles) {
    int channels = tiles.channels();
    float[][] out = new float[classes][];
    for (int k = 0; k < classes; k++) {
      out[k] = Arrays.copyOfRange(packed, k * channels, (k + 1) * channels);
      for (int c = 0; c < channels; c++) {
        out[k][c] *= tiles.scale();
      }
    }
    return out;
  }

  // The parent's logits, or the bias where there is none.
  private void begin(LinearProbe probe, int level, int first, int rows, float[][] logits) {
    int classes = logits.length;
    if (level == levels.size() - 1) {
      for (int k = 0; k < classes; k++) {
        Arrays.fill(logits[k], probe.bias()[k]);
      }
      return;
    }
    int[] parents = scan.features().levels().get(level).parents();
    float[] above = sums[level + 1];
    for (int r = 0; r < rows; r++) {
      int from = parents[first + r] * classes;
      for (int k = 0; k < classes; k++) {
        logits[k][r] = above[from + k];
      }
    }
  }

  private static void add(
      Tiles tiles, float[][] weights, int tile, int rows, float[][] x, float[][] logits) {
    for (int c = 0; c < tiles.channels(); c += Tiles.CHANNELS) {
      int count = Math.min(Tiles.CHANNELS, tiles.channels() - c);
      tiles.load(tile, rows, c, count, x);
      Axpy.add(logits, weights, c, x, count, 0, rows);
    }
  }
}
