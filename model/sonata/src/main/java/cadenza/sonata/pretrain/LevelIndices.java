package cadenza.sonata.pretrain;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import cadenza.scan.Level;
import cadenza.scan.NeighborPairs;
import cadenza.sonata.kernels.Torch;
import cadenza.sonata.nn.LevelTensors;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One level of a batch as index tensors.
public final class LevelIndices {
  private final NDManager manager;
  private final List<Level> views;
  private final int patchSize;
  private final int[] begins; // of each view's rows, and the end of all
  private final @Nullable Patches[] patches = new @Nullable Patches[LevelTensors.CURVES];
  private @Nullable Neighbors neighbors;
  private @Nullable NDArray parents;

  /// The pairs of all taps of a convolution.
  ///
  /// @param written rows written, tap after tap, `(pairs)`
  /// @param read rows read, `(pairs)`
  /// @param starts where each tap's pairs begin and the last one's end, `(28)`, on the processor
  record Neighbors(NDArray written, NDArray read, NDArray starts) {}

  /// The patches along a curve.
  ///
  /// @param rows patch by patch, filled up to whole ones
  /// @param own where among them each row stands for itself, `(rows of the level)`
  /// @param runs begin, end and patch size of runs of equal patches
  record Patches(NDArray rows, NDArray own, long[] runs) {}

  /// @param manager owner of the tensors
  /// @param views the level in each view
  /// @param patchSize most voxels that attend to each other
  LevelIndices(NDManager manager, List<Level> views, int patchSize) {
    this.manager = manager;
    this.views = List.copyOf(views);
    this.patchSize = patchSize;
    this.begins = new int[views.size() + 1];
    for (int view = 0; view < views.size(); view++) {
      begins[view + 1] = begins[view] + views.get(view).voxelCount();
    }
  }

  int[] ends() {
    return Arrays.copyOfRange(begins, 1, begins.length);
  }

  int rowCount() {
    return begins[begins.length - 1];
  }

  float[] coord() {
    float[] coord = new float[3 * rowCount()];
    for (int view = 0; view < views.size(); view++) {
      float[] part = views.get(view).coord();
      System.arraycopy(part, 0, coord, 3 * begins[view], part.length);
    }
    return coord;
  }

  float[] variation() {
    float[] variation = new float[rowCount()];
    for (int view = 0; view < views.size(); view++) {
      float[] part = SurfaceVariation.of(views.get(view));
      System.arraycopy(part, 0, variation, begins[view], part.length);
    }
    return variation;
  }

  /// Row of the next coarser level that each row pools into, `(rows)`.
  NDArray parents(LevelIndices coarser) {
    if (parents == null) {
      parents = Torch.indices(manager, parentRows(coarser));
    }
    return parents;
  }

  private int[] parentRows(LevelIndices coarser) {
    int[] rows = new int[rowCount()];
    for (int view = 0; view < views.size(); view++) {
      int[] part = views.get(view).parents();
      for (int i = 0; i < part.length; i++) {
        rows[begins[view] + i] = part[i] + coarser.begins[view];
      }
    }
    return rows;
  }

  /// For each row of this level the rows of the finer one that pool into it, in their order, the
  /// first again where there are fewer than most, `(most, rows)`.
  NDArray members(NDManager owner, LevelIndices finer) {
    int[] parentRows = finer.parentRows(this);
    int groups = rowCount();
    int[] counts = new int[groups];
    for (int parent : parentRows) {
      counts[parent]++;
    }
    int most = Arrays.stream(counts).max().orElse(1);
    int[] members = new int[most * groups];
    int[] filled = new int[groups];
    for (int row = 0; row < parentRows.length; row++) {
      int parent = parentRows[row];
      members[filled[parent]++ * groups + parent] = row;
    }
    for (int parent = 0; parent < groups; parent++) {
      for (int rank = counts[parent]; rank < most; rank++) {
        members[rank * groups + parent] = members[parent];
      }
    }
    return Torch.indices(owner, members).reshape(most, groups);
  }

  Neighbors neighbors() {
    if (neighbors == null) {
      neighbors = findNeighbors();
    }
    return neighbors;
  }

  private Neighbors findNeighbors() {
    int[] starts = new int[NeighborPairs.TAPS + 1];
    for (int tap = 0; tap < NeighborPairs.TAPS; tap++) {
      starts[tap + 1] = starts[tap];
      for (Level view : views) {
        starts[tap + 1] += tap == NeighborPairs.CENTER ? 0 : view.neighbors().output(tap).length;
      }
    }
    int[] written = new int[starts[NeighborPairs.TAPS]];
    int[] read = new int[written.length];
    for (int tap = 0; tap < NeighborPairs.TAPS; tap++) {
      int at = starts[tap];
      for (int view = 0; view < views.size() && tap != NeighborPairs.CENTER; view++) {
        NeighborPairs pairs = views.get(view).neighbors();
        int[] output = pairs.output(tap);
        int[] input = pairs.input(tap);
        for (int i = 0; i < output.length; i++) {
          written[at] = output[i] + begins[view];
          read[at++] = input[i] + begins[view];
        }
      }
    }
    return new Neighbors(
        Torch.indices(manager, written),
        Torch.indices(manager, read),
        onProcessor(manager, Arrays.stream(starts).asLongStream().toArray()));
  }

  /// The patches along a curve: each view's own, so that no row sees another view's.
  Patches patches(int curve) {
    Patches known = patches[curve];
    if (known == null) {
      known = cut(curve);
      patches[curve] = known;
    }
    return known;
  }

  private Patches cut(int curve) {
    int[][] padded = new int[views.size()][];
    long[] runs = new long[3 * views.size()];
    int run = 0;
    int at = 0;
    for (int view = 0; view < padded.length; view++) {
      Level level = views.get(view);
      int size = Math.min(patchSize, level.voxelCount());
      padded[view] = LevelTensors.padded(level.order()[curve], size);
      if (run > 0 && runs[3 * run - 1] == size) {
        runs[3 * run - 2] += padded[view].length;
      } else {
        runs[3 * run] = at;
        runs[3 * run + 1] = (long) at + padded[view].length;
        runs[3 * run + 2] = size;
        run++;
      }
      at += padded[view].length;
    }
    int[] rows = new int[at];
    int[] own = new int[rowCount()];
    int place = 0;
    for (int view = 0; view < padded.length; view++) {
      for (int i = 0; i < padded[view].length; i++) {
        int row = padded[view][i] + begins[view];
        rows[place] = row;
        if (i < views.get(view).voxelCount()) {
          own[row] = place;
        }
        place++;
      }
    }
    return new Patches(
        Torch.indices(manager, rows), Torch.indices(manager, own), Arrays.copyOf(runs, 3 * run));
  }

  /// Numbers that operators look at one by one.
  static NDArray onProcessor(NDManager manager, long[] numbers) {
    NDArray array = manager.create(new Shape(numbers.length), DataType.INT64, Device.cpu());
    MemorySegment.copy(
        numbers,
        0,
        MemorySegment.ofBuffer(array.toByteBuffer(true)),
        ValueLayout.JAVA_LONG,
        0,
        numbers.length);
    return array;
  }
}
